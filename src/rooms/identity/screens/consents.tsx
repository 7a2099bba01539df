import type { VNode } from 'preact';
import {
  ButtonLink,
  Chip,
  type Column,
  getScreen,
  Notice,
  type PageContext,
  Panel,
  type Screen,
  Table,
  type Tone,
} from '../../../platform/web/index.ts';
import type { ConsentKind, Profile, Scene } from '../../../profile/index.ts';
import { type PersonOfCase, readConsents, type StandingConsent } from '../actions/consents.ts';
import { bodyOf } from '../../directory/index.ts';
import { type ConsentState, consentState, keepsMatchedFiles, readOutBy } from '../rules.ts';
import { bodyNames, type Home, homeOf, homeParams, namedAll, PersonHead } from './parts.tsx';

type Shown = {
  readonly person: PersonOfCase;
  readonly consents: readonly StandingConsent[];
  readonly profile: Profile;
  readonly home: Home;
};

const tones: Readonly<Record<ConsentState, Tone>> = {
  given: 'good',
  refused: 'plain',
  withdrawn: 'warn',
  expired: 'warn',
};

const columnsOf = (shown: Shown, page: PageContext): readonly Column<StandingConsent>[] => {
  const { words } = page;
  const { profile, person } = shown;
  const column = (id: string, cell: Column<StandingConsent>['cell']): Column<StandingConsent> => ({
    ...{ id, label: words.t(`identity.column.${id}`), cell },
  });
  return [
    {
      ...column('given_on', (it) => (
        <a href={`${homeOf(person)}/consents/${it.id}`}>{words.date(it.givenOn, 'long')}</a>
      )),
      heads: true,
    },
    column('state', (it) => {
      const state = consentState(it, page.today);
      return <Chip tone={tones[state]}>{words.t(`identity.consent.${state}`)}</Chip>;
    }),
    column('bodies', (it) => bodyNames(profile, words, it.organisations)),
    column('parts', (it) =>
      it.matching === null ? namedAll(page, 'sealed-parts', it.compartments) : kindName(profile, page, it),
    ),
    column('until', (it) =>
      it.validUntil === null ? words.t('identity.consent.until_taken_back') : words.date(it.validUntil, 'long'),
    ),
  ];
};

const kindName = (profile: Profile, page: PageContext, { textVersion }: StandingConsent): string => {
  const kind = readOutBy(profile, textVersion)?.kind;
  return kind === undefined
    ? page.words.t('identity.consent.matching')
    : profile.nameIn(kind.names, page.words.language);
};

/** Where a body's files are never matched, nobody is asked about it. */
const isAskedHere = ({ home, profile, person }: Shown, kind: ConsentKind): boolean =>
  home.asks(kind) &&
  (kind.matching === undefined ||
    keepsMatchedFiles(profile.consents.matching, bodyOf(profile, person.organisationId)?.code ?? ''));

const AskPanel = ({ shown, page }: { shown: Shown; page: PageContext }): VNode | null => {
  const { words } = page;
  if (page.viewer?.permits.includes('identity.record-consent') !== true) return null;
  return (
    <Panel title={words.t('identity.consents.ask')}>
      <p class="soft">{words.t('identity.consents.ask_text')}</p>
      <p class="actions">
        {shown.profile.consents.kinds
          .filter((kind) => isAskedHere(shown, kind))
          .map((kind) => (
            <ButtonLink key={kind.id} href={`${homeOf(shown.person)}/consents/ask/${kind.id}`} kind="quiet">
              {shown.profile.nameIn(kind.names, words.language)}
            </ButtonLink>
          ))}
      </p>
    </Panel>
  );
};

/** Somebody else answered for her, that answer still stands, and she is an adult by now: it is hers to give or to take back. */
const Outgrown = ({ shown, page }: { shown: Shown; page: PageContext }): VNode | null => {
  const { person, consents } = shown;
  const isOutgrown =
    person.age === 'adult' &&
    consents.some((it) => it.givenBy !== 'person' && consentState(it, page.today) === 'given') &&
    !consents.some((it) => it.givenBy === 'person');
  return isOutgrown ? (
    <Notice tone="warn" title={page.words.t('identity.consents.outgrown')}>
      {page.words.t('identity.consents.outgrown_text')}
    </Notice>
  ) : null;
};

/** What a person answered so far, and what she can be asked. */
export const consentsScreen = (home: Home): Screen<Profile> =>
  getScreen({
    journals: ['identity.consents_read'],
    room: 'identity',
    path: `${home.path}/consents`,
    permit: home.reads,
    params: homeParams,
    reads: ({ caseId, personId = '' }) => ({
      type: 'identity.consents_read',
      subject: caseId === undefined ? { kind: 'person', id: personId } : { kind: 'case', id: caseId },
      ...(caseId === undefined ? { personId } : { caseId }),
    }),
    load: async (scene: Scene, { params }): Promise<Shown | null> => {
      const person = await home.personOf(scene, params);
      if (person === null) return null;
      return { person, consents: await readConsents(scene, person.personId), profile: scene.profile, home };
    },
    title: (_, words) => words.t('identity.consents.title'),
    page: (shown, page) => (
      <>
        <PersonHead
          person={shown.person}
          page={page}
          title={page.words.t('identity.consents.title')}
          lead={page.words.t('identity.consents.lead')}
        />
        <Outgrown shown={shown} page={page} />
        <AskPanel shown={shown} page={page} />
        <Table
          page={page}
          caption={page.words.t('identity.consents.title')}
          captionUnseen
          rows={shown.consents}
          rowKey={({ id }) => id}
          empty={page.words.t('identity.consents.empty')}
          columns={columnsOf(shown, page)}
        />
      </>
    ),
  });
