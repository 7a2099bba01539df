import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  named,
  Notice,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { ConsentKind, Profile, Scene } from '../../../profile/index.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import { directionOf } from '../../../platform/words.ts';
import {
  type ConsentInput,
  type EvidenceHead,
  evidenceFrom,
  type PersonOfCase,
  recordConsent,
} from '../actions/consents.ts';
import { consentForm, matchingForm, onwardForm } from '../facts.ts';
import { type Home, homeOf, homeParams, homePath, PersonHead } from './parts.tsx';

const askParams = homeParams.extend({ kind: z.string().regex(/^[a-z0-9_]{1,60}$/) });
const askQuery = z.object({
  read_in: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional()
    .catch(undefined),
});

/** Languages in which all three parts of a script can be read out, by their own names. */
const scriptLanguages = ({ script }: ConsentKind): readonly string[] =>
  Object.keys(script.ask).filter((one) => one in script.no_means && one in script.take_back);

const ownName = (language: string): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;

type Asking = {
  readonly person: PersonOfCase;
  readonly kind: ConsentKind;
  readonly profile: Profile;
  readonly readIn: string | undefined;
  readonly documents: readonly EvidenceHead[];
};

type Part = { readonly shown: Asking; readonly page: PageContext };

/** The text to read aloud; what *no* means stands before anything can be answered. */
const Script = ({ shown, page }: Part): VNode => {
  const { words } = page;
  const { script } = shown.kind;
  const known = scriptLanguages(shown.kind);
  const language = [shown.readIn, words.language].find((one) => one !== undefined && known.includes(one)) ?? 'en';
  return (
    <Panel title={words.t('identity.ask.read_out', { version: script.version })}>
      <p class="soft">{words.t('identity.ask.languages')}</p>
      <p class="languages-of-text">
        {known.map((one) => (
          <a
            key={one}
            href={`?read_in=${one}`}
            lang={one}
            hreflang={one}
            aria-current={one === language ? 'true' : undefined}
          >
            <bdi>{ownName(one)}</bdi>
          </a>
        ))}
      </p>
      <div lang={language} dir={directionOf(language)}>
        <p>{script.ask[language]}</p>
        <p>
          <strong>{script.no_means[language]}</strong>
        </p>
        <p>{script.take_back[language]}</p>
      </div>
      {script.review === 'reviewed_and_translated' ? null : (
        <Notice tone="warn">{words.t(`identity.ask.${script.review}`)}</Notice>
      )}
    </Panel>
  );
};

const Guardian = ({ shown, page }: Part): VNode => {
  const { guardian } = shown.profile.consents;
  const { words } = page;
  return (
    <Notice title={words.t('identity.ask.guardian')}>
      <p>{shown.profile.nameIn(guardian.text, words.language)}</p>
      <p class="soft">{`${guardian.law} · ${words.t(`identity.mark.${guardian.provenance}`)}`}</p>
    </Notice>
  );
};

/** Kinds of questions about matching are called so in every profile; their answers name no part. */
const isMatching = (kind: string): boolean => kind.startsWith('matching_');
/** And those about a body that the person chooses so. */
const isOnward = (kind: string): boolean => kind.startsWith('onward');

const formNamed = (kind: string) => (isMatching(kind) ? matchingForm : isOnward(kind) ? onwardForm : consentForm);

const formFor = ({ id }: ConsentKind) => formNamed(id);

/** Only what is asked for can be agreed to. */
const askedFor = (page: PageContext, kind: ConsentKind): PageContext => ({
  ...page,
  codes: (list) =>
    page.codes(list).filter(({ code }) => {
      if (list === 'sealed-parts') return kind.compartments.some((one) => one === code);
      return list !== 'organisations' || kind.bodies?.includes(code) === true;
    }),
});

/** The signed paper or a recording, of what the body keeps on the case already. */
const Evidence = ({ shown, page }: Part): VNode | null => {
  const { words } = page;
  const chosen = page.form?.raw['evidence_document']?.[0] ?? '';
  if (shown.documents.length === 0) return null;
  return (
    <div class="field width-medium">
      <label class="field-label" for="evidence_document">
        {words.t('identity.field.evidence_document.label')}
      </label>
      <p class="hint">{words.t('identity.field.evidence_document.hint')}</p>
      <select id="evidence_document" name="evidence_document">
        <option value="">{words.t('identity.evidence.none')}</option>
        {shown.documents.map(({ id, kind, addedAt }) => (
          <option key={id} value={id} selected={id === chosen}>
            {`${named(page, 'document-kinds', kind)} · ${words.date(addedAt, 'moment')}`}
          </option>
        ))}
      </select>
    </div>
  );
};

const asked = (kind: ConsentKind): readonly string[] =>
  formFor(kind)
    .fields.map(({ id }) => id)
    .filter((id) => id !== 'evidence_document');

const AskPage = ({ shown, page }: Part): VNode => {
  const { person, kind, profile } = shown;
  const { words } = page;
  const begun = person.age === null ? {} : { age_said: person.age };
  return (
    <>
      <PersonHead
        person={person}
        page={page}
        title={profile.nameIn(kind.names, words.language)}
        lead={kind.law}
        back="consents"
      />
      <ErrorSummary page={page} />
      <Script shown={shown} page={page} />
      <Guardian shown={shown} page={page} />
      <FormFor page={page} action={`${homeOf(person)}/consents/ask/${kind.id}`}>
        <FieldSet
          page={askedFor(page, kind)}
          form={formFor(kind)}
          state={page.form ?? formState(formFor(kind), begun)}
          only={asked(kind)}
        />
        <Evidence shown={shown} page={page} />
        <Button>{words.t('identity.ask.save')}</Button>
      </FormFor>
    </>
  );
};

const kindOf = ({ asks }: Home, profile: Profile, id: string): ConsentKind | undefined =>
  profile.consents.kinds.find((kind) => kind.id === id && asks(kind));

const askScreen = (home: Home): Screen<Profile> =>
  getScreen({
    room: 'identity',
    path: `${home.path}/consents/ask/:kind`,
    permit: 'identity.record-consent',
    params: askParams,
    query: askQuery,
    load: async (scene: Scene, { params, query }): Promise<Asking | null> => {
      const kind = kindOf(home, scene.profile, params.kind);
      const person = kind === undefined ? null : await home.personOf(scene, params);
      if (kind === undefined || person === null) return null;
      const documents = await home.documentsOf(scene, person);
      return { person, kind, profile: scene.profile, readIn: query.read_in, documents };
    },
    title: ({ kind, profile }, words) => profile.nameIn(kind.names, words.language),
    page: (shown, page) => <AskPage shown={shown} page={page} />,
  });

const answerScreen = (home: Home, again: Screen<Profile>): Screen<Profile> =>
  postScreen({
    journals: ['identity.consent_given', 'identity.consent_refused'],
    room: 'identity',
    path: `${home.path}/consents/ask/:kind`,
    permit: 'identity.record-consent',
    params: askParams,
    body: ({ kind }) => formNamed(kind),
    act: async (scene: Scene, input, { params }) => {
      const kind = kindOf(home, scene.profile, params.kind);
      const person = kind === undefined ? null : await home.personOf(scene, params);
      if (person === null) return refuse('not_found');
      const parts = 'agreed_parts' in input ? input.agreed_parts : undefined;
      const evidence = evidenceFrom(await home.documentsOf(scene, person), input.evidence_document);
      if (isRefusal(evidence)) return evidence;
      const chosen = { kind: params.kind, agreed_parts: parts ?? [], evidence_document: evidence?.id };
      const answer = { ...input, ...chosen };
      return recordConsent(scene, person, { ...answer, no_explained: input.no_explained === true } as ConsentInput);
    },
    then: (_, params) => `${homePath(params)}/consents?done=consent_recorded`,
    again,
  });

/** Asking a person: the text to read aloud, what *no* means first, then the answer. */
export const askScreens = (home: Home): readonly Screen<Profile>[] => {
  const ask = askScreen(home);
  return [ask, answerScreen(home, ask)];
};
