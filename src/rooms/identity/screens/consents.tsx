import type { VNode } from 'preact';
import {
  ButtonLink,
  Chip,
  type Column,
  getScreen,
  type PageContext,
  Panel,
  type Screen,
  Table,
  type Tone,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type PersonOfCase, readConsents, type StandingConsent } from '../actions/consents.ts';
import { type ConsentState, consentState } from '../rules.ts';
import { bodyNames, caseParams, type IdentityTools, namedAll, PersonHead } from './parts.tsx';

type Shown = {
  readonly person: PersonOfCase;
  readonly consents: readonly StandingConsent[];
  readonly profile: Profile;
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
        <a href={`/cases/${person.caseId}/consents/${it.id}`}>{words.date(it.givenOn, 'long')}</a>
      )),
      heads: true,
    },
    column('state', (it) => {
      const state = consentState(it, page.today);
      return <Chip tone={tones[state]}>{words.t(`identity.consent.${state}`)}</Chip>;
    }),
    column('bodies', (it) => bodyNames(profile, words, it.organisations)),
    column('parts', (it) => namedAll(page, 'sealed-parts', it.compartments)),
    column('until', (it) =>
      it.validUntil === null ? words.t('identity.consent.until_taken_back') : words.date(it.validUntil, 'long'),
    ),
  ];
};

const AskPanel = ({ shown, page }: { shown: Shown; page: PageContext }): VNode | null => {
  const { words } = page;
  if (page.viewer?.permits.includes('identity.record-consent') !== true) return null;
  return (
    <Panel title={words.t('identity.consents.ask')}>
      <p class="soft">{words.t('identity.consents.ask_text')}</p>
      <p class="actions">
        {shown.profile.consents.kinds.map((kind) => (
          <ButtonLink key={kind.id} href={`/cases/${shown.person.caseId}/consents/ask/${kind.id}`} kind="quiet">
            {shown.profile.nameIn(kind.names, words.language)}
          </ButtonLink>
        ))}
      </p>
    </Panel>
  );
};

/** What a person answered so far, and what she can be asked. */
export const consentsScreen = ({ personOfCase }: IdentityTools): Screen<Profile> =>
  getScreen({
    journals: ['identity.consents_read'],
    room: 'identity',
    path: '/cases/:caseId/consents',
    permit: 'cases.read',
    params: caseParams,
    reads: ({ caseId }) => ({ type: 'identity.consents_read', subject: { kind: 'case', id: caseId }, caseId }),
    load: async (scene: Scene, { params }): Promise<Shown | null> => {
      const person = await personOfCase(scene, params.caseId);
      if (person === null) return null;
      return { person, consents: await readConsents(scene, person.personId), profile: scene.profile };
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
