import type { VNode } from 'preact';
import {
  ButtonLink,
  type Column,
  getScreen,
  named,
  type PageContext,
  Panel,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import type { PersonOfCase } from '../actions/consents.ts';
import { type Knows, whoKnows } from '../actions/knowledge.ts';
import { caseParams, type HandedOn, type IdentityTools, namedAll, PersonHead } from './parts.tsx';
import { bodyName } from '../../directory/index.ts';

type Shown = {
  readonly person: PersonOfCase;
  readonly knows: readonly Knows[];
  readonly handed: readonly HandedOn[];
  readonly profile: Profile;
};

const consentText = (ground: Knows['ground'] & { kind: 'consent' }, page: PageContext): string => {
  const { words } = page;
  const { consent, stands } = ground;
  if (consent === null) return words.t('identity.knows.consent_unseen');
  const by = named(page, 'consent-givers', consent.givenBy);
  const { validUntil } = consent;
  const until = validUntil === null ? words.t('identity.consent.until_taken_back') : words.date(validUntil, 'long');
  const text = words.t('identity.knows.consent', { by, day: words.date(consent.givenOn, 'long'), until });
  return stands ? text : `${text} · ${words.t('identity.knows.opens_nothing')}`;
};

const groundText = ({ ground }: Knows, profile: Profile, page: PageContext): string => {
  const { words } = page;
  if (ground.kind === 'consent') return consentText(ground, page);
  if (ground.kind === 'recipient') return words.t('identity.knows.addressed');
  if (ground.kind === 'break_glass') return words.t('identity.knows.emergency');
  const { law, stands } = ground;
  if (law === null) return words.t('identity.knows.law_unknown');
  const text = `${profile.nameIn(law.names, words.language)}, ${law.article} · ${words.t(`identity.mark.${law.provenance}`)}`;
  if (stands === 'yes') return text;
  return `${text} · ${words.t(stands === 'no' ? 'identity.knows.law_off' : 'identity.knows.law_unchecked')}`;
};

const openedText = ({ lastOpened, openedFor }: Knows, page: PageContext): string =>
  lastOpened === null
    ? page.words.t('identity.knows.never')
    : `${page.words.date(lastOpened, 'moment')} · ${namedAll(page, 'opening-purposes', openedFor)}`;

/** One body on one ground, with all parts of which the rest of the line is the same. */
type Line = Knows & { readonly parts: readonly string[] };

/** A body that holds five parts by one article since one moment is one line of the table, not five. */
const linesOf = (knows: readonly Knows[]): readonly Line[] => {
  const alike = Map.groupBy(knows, (one) => JSON.stringify({ ...one, compartment: null }));
  return [...alike.values()].flatMap((same) =>
    same.slice(0, 1).map((one) => ({ ...one, parts: same.map(({ compartment }) => compartment) })),
  );
};

const columnsOf = (profile: Profile, page: PageContext): readonly Column<Line>[] => {
  const { words } = page;
  const column = (id: string, cell: Column<Line>['cell']): Column<Line> => ({
    ...{ id, label: words.t(`identity.column.${id}`), cell },
  });
  return [
    { ...column('body', (it) => bodyName(profile, words, it.organisationId)), heads: true },
    column('part', (it) => namedAll(page, 'sealed-parts', it.parts)),
    column('ground', (it) => groundText(it, profile, page)),
    column('since', (it) => words.date(it.since, 'moment')),
    column('purposes', (it) => namedAll(page, 'opening-purposes', it.purposes)),
    column('last_opened', (it) => openedText(it, page)),
  ];
};

const Part = ({ about, shown, page }: { about: Knows['about']; shown: Shown; page: PageContext }): VNode | null => {
  const rows = shown.knows.filter((one) => one.about === about);
  const title = page.words.t(`identity.knows.${about}`);
  return rows.length === 0 && about !== 'person' ? null : (
    <Panel title={title}>
      <Table
        page={page}
        caption={title}
        captionUnseen
        rows={linesOf(rows)}
        rowKey={(it) => `${it.organisationId} ${it.parts.join()} ${it.since}`}
        empty={page.words.t('identity.knows.empty')}
        columns={columnsOf(shown.profile, page)}
      />
    </Panel>
  );
};

const Handed = ({ shown, page }: { shown: Shown; page: PageContext }): VNode | null => {
  const { words } = page;
  const title = words.t('identity.knows.packets');
  const column = (id: string, cell: Column<HandedOn>['cell']): Column<HandedOn> => ({
    ...{ id, label: words.t(`identity.column.${id}`), cell },
  });
  if (shown.handed.length === 0) return null;
  return (
    <Panel title={title}>
      <p class="soft">{words.t('identity.knows.packets_text')}</p>
      <Table
        page={page}
        caption={title}
        captionUnseen
        rows={shown.handed}
        rowKey={({ id }) => id}
        empty=""
        columns={[
          { ...column('body', (it) => bodyName(shown.profile, words, it.organisationId)), heads: true },
          column('part', (it) => namedAll(page, 'sealed-parts', it.parts)),
          column('since', (it) => words.date(it.since, 'moment')),
          column('until', (it) => (it.isOutside ? words.t('identity.knows.outside') : words.date(it.until, 'long'))),
        ]}
      />
    </Panel>
  );
};

/** Who can open what about a person, on which ground, since when, what for, and when it last did. */
export const whoKnowsScreen = ({ personOfCase, handedOn, vault }: IdentityTools): Screen<Profile> =>
  getScreen({
    journals: ['identity.who_knows_read'],
    room: 'identity',
    path: '/cases/:caseId/who-knows',
    permit: 'cases.see-access',
    params: caseParams,
    reads: ({ caseId }) => ({ type: 'identity.who_knows_read', subject: { kind: 'case', id: caseId }, caseId }),
    load: async (scene: Scene, { params }): Promise<Shown | null> => {
      const person = await personOfCase(scene, params.caseId);
      if (person === null) return null;
      const knows = await whoKnows(scene, vault, person);
      return { person, knows, handed: await handedOn(scene, params.caseId), profile: scene.profile };
    },
    title: (_, words) => words.t('identity.knows.title'),
    page: (shown, page) => (
      <>
        <PersonHead
          person={shown.person}
          page={page}
          title={page.words.t('identity.knows.title')}
          lead={page.words.t('identity.knows.lead')}
        />
        {page.viewer?.permits.includes('identity.ask-emergency') === true ? (
          <p class="actions">
            <ButtonLink href={`/cases/${shown.person.caseId}/emergency`} kind="quiet">
              {page.words.t('identity.emergency.ask_title')}
            </ButtonLink>
          </p>
        ) : null}
        {(['person', 'report', 'notes'] as const).map((about) => (
          <Part key={about} about={about} shown={shown} page={page} />
        ))}
        <Handed shown={shown} page={page} />
      </>
    ),
  });
