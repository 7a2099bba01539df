import type { VNode } from 'preact';
import { z } from 'zod';
import {
  ButtonLink,
  type Fact,
  Facts,
  getScreen,
  named,
  type PageContext,
  Panel,
  type Screen,
} from '../../../platform/web/index.ts';
import { directionOf } from '../../../platform/words.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type EvidenceHead, type PersonOfCase, readConsent, type StandingConsent } from '../actions/consents.ts';
import { consentState, readOutBy } from '../rules.ts';
import { bodyNames, type Home, homeOf, homeParams, namedAll, PersonHead } from './parts.tsx';
import { bodyName } from '../../directory/index.ts';

/** One consent of the person of a case. */
export const consentParams = homeParams.extend({ consentId: z.uuid() });

export type OneConsent = {
  readonly person: PersonOfCase;
  readonly consent: StandingConsent;
  readonly profile: Profile;
  /** The document that shows the answer, where the viewer's body keeps it. */
  readonly evidence: EvidenceHead | null;
};

/** Loads a consent with the person it is of; null when either is not this viewer's to see, or they do not belong together. */
export const loadConsent =
  (home: Home) =>
  async (scene: Scene, { params }: { params: z.output<typeof consentParams> }): Promise<OneConsent | null> => {
    const person = await home.personOf(scene, params);
    const consent = person === null ? null : await readConsent(scene, params.consentId);
    if (person === null || consent?.personId !== person.personId) return null;
    const documents = consent.evidenceDocumentId === null ? [] : await home.documentsOf(scene, person);
    const evidence = documents.find(({ id }) => id === consent.evidenceDocumentId) ?? null;
    return { person, consent, profile: scene.profile, evidence };
  };

const speaker = ({ consent }: OneConsent, page: PageContext): string => {
  const by = named(page, 'consent-givers', consent.givenBy);
  return consent.authority === null ? by : `${by}: ${named(page, 'consent-authorities', consent.authority)}`;
};

const evidenceText = ({ consent, evidence }: OneConsent, page: PageContext): string => {
  const { words } = page;
  if (consent.evidenceDocumentId === null) return words.t('identity.evidence.none');
  if (evidence === null) return words.t('identity.evidence.elsewhere');
  return `${named(page, 'document-kinds', evidence.kind)} · ${words.date(evidence.addedAt, 'moment')}`;
};

/** Everything that is recorded of an answer, as facts. */
export const factsOf = (shown: OneConsent, page: PageContext): readonly Fact[] => {
  const { consent, profile } = shown;
  const { words } = page;
  const fact = (id: string, value: string): Fact => ({ label: words.t(`identity.column.${id}`), value });
  return [
    fact('state', words.t(`identity.consent.${consentState(consent, page.today)}`)),
    fact('bodies', bodyNames(profile, words, consent.organisations)),
    ...(consent.matching === null
      ? [
          fact('parts', namedAll(page, 'sealed-parts', consent.compartments)),
          fact('purposes', namedAll(page, 'opening-purposes', consent.purposes)),
        ]
      : [fact('parts', words.t('identity.consent.matching'))]),
    fact('given_on', words.date(consent.givenOn, 'long')),
    fact('given_by', speaker(shown, page)),
    fact('method', named(page, 'consent-methods', consent.method)),
    fact('evidence', evidenceText(shown, page)),
    fact('language', named(page, 'languages', consent.language)),
    fact('interpreter', named(page, 'interpreter-kinds', consent.interpreter)),
    ...(consent.explainedByRecorder === null
      ? []
      : [fact('explained_by', words.t(`identity.explained.${consent.explainedByRecorder ? 'recorder' : 'other'}`))]),
    fact('text_version', consent.textVersion),
    fact(
      'until',
      consent.validUntil === null
        ? words.t('identity.consent.until_taken_back')
        : words.date(consent.validUntil, 'long'),
    ),
    fact('recorded_by', bodyName(profile, words, consent.recordedByOrganisation)),
    ...(consent.withdrawnOn === null ? [] : [fact('withdrawn_on', words.date(consent.withdrawnOn, 'long'))]),
  ];
};

const Signature = ({ page }: { page: PageContext }): VNode => (
  <Panel title={page.words.t('identity.paper.signature')}>
    <p>{page.words.t('identity.paper.place_and_day')} ______________________________</p>
    <p>{page.words.t('identity.paper.person')} ______________________________</p>
    <p>{page.words.t('identity.paper.interpreter')} ______________________________</p>
  </Panel>
);

/** What was read out: in the reader's language, and in the one in which it was explained where the script has it. */
const Text = ({ shown, page }: { shown: OneConsent; page: PageContext }): VNode | null => {
  const { profile, consent } = shown;
  const read = readOutBy(profile, consent.textVersion);
  if (read === undefined) return null;
  const { no_means: noMeans, take_back: takeBack } = read.kind.script;
  const { ask } = read;
  const explained = [page.words.language, ...(consent.language in ask ? [consent.language] : [])];
  return (
    <Panel title={page.words.t('identity.paper.text')}>
      {[...new Set(explained)].map((language) => (
        <div key={language} lang={language} dir={directionOf(language)}>
          {[ask, noMeans, takeBack].map((one) => (
            <p key={one.en}>{profile.nameIn(one, language)}</p>
          ))}
        </div>
      ))}
    </Panel>
  );
};

const TakeBack = ({ shown, page }: { shown: OneConsent; page: PageContext }): VNode | null =>
  consentState(shown.consent, page.today) === 'given' &&
  page.viewer?.permits.includes('identity.record-consent') === true ? (
    <p class="actions">
      <ButtonLink href={`${homeOf(shown.person)}/consents/${shown.consent.id}/withdraw`} kind="quiet">
        {page.words.t('identity.withdraw.title')}
      </ButtonLink>
    </p>
  ) : null;

/** The record of one answer, to read and to print. */
export const paperScreen = (home: Home): Screen<Profile> =>
  getScreen({
    room: 'identity',
    path: `${home.path}/consents/:consentId`,
    permit: home.reads,
    params: consentParams,
    load: loadConsent(home),
    title: (_, words) => words.t('identity.paper.title'),
    page: (shown, page) => (
      <article class="printable">
        <PersonHead
          person={shown.person}
          page={page}
          title={page.words.t('identity.paper.title')}
          lead={page.words.t('identity.paper.lead')}
          back="consents"
        />
        <Facts facts={factsOf(shown, page)} />
        <TakeBack shown={shown} page={page} />
        <Text shown={shown} page={page} />
        <Signature page={page} />
      </article>
    ),
  });
