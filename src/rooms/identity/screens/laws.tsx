import type { VNode } from 'preact';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  type Column,
  getScreen,
  Notice,
  type PageContext,
  PageHead,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type LawView, readLaws } from '../actions/laws.ts';
import { lawBodies, LawChip, lawParts } from './law-parts.tsx';
import { lawScreens as oneLawScreens } from './law.tsx';
import { type IdentityTools, namedAll } from './parts.tsx';

type Shown = { readonly laws: readonly LawView[]; readonly profile: Profile };

/** Since when it is on and who approved, or who proposed it; nothing for one that nobody touched. */
const sinceText = ({ state, proposal }: LawView, { words }: PageContext): string | null => {
  if (proposal === null) return null;
  const { validFrom, proposed, answered } = proposal;
  const day = words.date(validFrom, 'long');
  if (state === 'proposed') return words.t('identity.laws.proposed_by', { name: proposed.name ?? '–', day });
  if (state === 'on' || state === 'later' || state === 'unchecked')
    return words.t('identity.laws.approved_by', { one: proposed.name ?? '–', other: answered?.name ?? '–', day });
  return null;
};

const columnsOf = ({ profile }: Shown, page: PageContext): readonly Column<LawView>[] => {
  const { words } = page;
  const column = (id: string, cell: Column<LawView>['cell']): Column<LawView> => ({
    ...{ id, label: words.t(`identity.laws.column.${id}`), cell },
  });
  return [
    {
      ...column('law', ({ hash, basis }) => (
        <span>
          <a href={`/laws/${hash}`}>{profile.nameIn(basis.names, words.language)}</a>
          <br />
          <span class="soft">{basis.article}</span>
        </span>
      )),
      heads: true,
    },
    column('state', (law) => (
      <span>
        <LawChip law={law} page={page} />
        <br />
        <span class="soft">{sinceText(law, page)}</span>
      </span>
    )),
    column('to', ({ basis }) => lawBodies(profile, words, basis.to)),
    column('parts', (law) => lawParts(law, page)),
    column('purposes', ({ basis }) => namedAll(page, 'opening-purposes', basis.purposes)),
  ];
};

const LawsPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  const unchecked = shown.laws.some(({ state }) => state === 'unchecked');
  const off = shown.laws.filter(({ state }) => state !== 'on' && state !== 'unchecked').length;
  const unsealed = shown.laws.filter(({ isUnsealed }) => isUnsealed).length;
  return (
    <>
      <PageHead title={words.t('identity.laws.title')} lead={words.t('identity.laws.lead')} />
      {unchecked ? <Notice tone="warn">{words.t('identity.laws.unchecked')}</Notice> : null}
      {off === 0 ? null : <Notice tone="warn">{words.t('identity.laws.some_off', { count: off })}</Notice>}
      {unsealed === 0 ? null : (
        <Notice tone="danger">{words.t('identity.laws.some_unsealed', { count: unsealed })}</Notice>
      )}
      <Table
        page={page}
        caption={words.t('identity.laws.title')}
        captionUnseen
        rows={shown.laws}
        rowKey={({ hash }) => hash}
        empty={words.t('identity.laws.empty')}
        columns={columnsOf(shown, page)}
      />
    </>
  );
};

const listScreen = ({ vault }: IdentityTools): Screen<Profile> =>
  getScreen({
    room: 'identity',
    path: '/laws',
    permit: 'identity.switch-law',
    load: async (scene: Scene) => {
      const laws = await readLaws(scene, vault);
      return isRefusal(laws) ? laws : ({ laws, profile: scene.profile } satisfies Shown);
    },
    title: (_, words) => words.t('identity.laws.title'),
    page: (shown, page) => <LawsPage shown={shown} page={page} />,
  });

/** The legal bases on whose ground something sealed may be passed on and opened, and the acts of two people about each. */
export const lawScreens = (tools: IdentityTools): readonly Screen<Profile>[] => [
  listScreen(tools),
  ...oneLawScreens(tools),
];
