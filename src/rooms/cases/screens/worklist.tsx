import type { VNode } from 'preact';
import { z } from 'zod';
import {
  ButtonLink,
  Chip,
  type Column,
  Counters,
  Filters,
  getScreen,
  named,
  type PageContext,
  PageHead,
  Pagination,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { readWorklist, type Worklist, type WorklistFilter, type WorklistRow } from '../actions/index.ts';
import { alarmingFlags, caseLists } from '../facts.ts';
import { dueness } from '../rules.ts';
import { statusName, statusTone } from './parts.tsx';

const pageSize = 50;
const sorts = ['opened', '-opened', 'status', '-status', 'due', '-due'] as const;

const worklistQuery = z.object({
  view: z.enum(['mine', 'unowned', 'all']).catch('all'),
  status: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,59}$/)
    .optional()
    .catch(undefined),
  flag: z.enum(caseLists['case-flags']).optional().catch(undefined),
  closed: z.enum(['yes']).optional().catch(undefined),
  sort: z.enum(sorts).catch('-opened'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
type WorklistQuery = z.output<typeof worklistQuery>;

const filterOf = (scene: Scene, query: WorklistQuery): WorklistFilter => ({
  owner: query.view === 'mine' ? scene.viewer.staffId : query.view === 'unowned' ? 'nobody' : null,
  status: query.status ?? null,
  flag: query.flag ?? null,
  closed: query.closed === 'yes',
  sort: query.sort,
  page: query.page,
  size: pageSize,
});

type Shown = { readonly list: Worklist; readonly query: WorklistQuery; readonly profile: Profile };

const CountersOf = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { counts } = shown.list;
  const { words } = page;
  const total = Object.values(counts.byStatus).reduce((sum, n) => sum + n, 0);
  const view = (name: 'mine' | 'unowned' | 'all', value: number) => ({
    label: words.t(`cases.view.${name}`),
    value,
    href: name === 'all' ? '/cases' : `/cases?view=${name}`,
    current: shown.query.view === name && shown.query.status === undefined,
  });
  const states = Object.entries(counts.byStatus)
    .filter(([state]) => state !== '')
    .map(([state, value]) => ({
      label: statusName(shown.profile, words, state),
      value,
      href: `/cases?status=${state}`,
      current: shown.query.status === state,
    }));
  return (
    <Counters
      page={page}
      label={words.t('cases.counters')}
      counters={[view('all', total), view('mine', counts.mine), view('unowned', counts.unowned), ...states]}
    />
  );
};

const FiltersOf = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  const states = shown.profile.steps('victim-status').states;
  return (
    <Filters
      page={page}
      filters={[
        {
          name: 'view',
          label: words.t('cases.filter.view'),
          options: (['mine', 'unowned'] as const).map((value) => ({ value, label: words.t(`cases.view.${value}`) })),
        },
        {
          name: 'status',
          label: words.t('cases.filter.status'),
          options: states.map(({ id }) => ({ value: id, label: statusName(shown.profile, words, id) })),
        },
        {
          name: 'flag',
          label: words.t('cases.filter.flag'),
          options: caseLists['case-flags'].map((value) => ({ value, label: named(page, 'case-flags', value) })),
        },
        {
          name: 'closed',
          label: words.t('cases.filter.closed'),
          options: [{ value: 'yes', label: words.t('cases.closed') }],
        },
      ]}
    />
  );
};

/** Nothing was chosen, so an empty list means that the body sees no case at all. */
const seesNone = ({ view, status, flag, closed, page }: WorklistQuery): boolean =>
  view === 'all' && page === 1 && [status, flag, closed].every((chosen) => chosen === undefined);

const Due = ({ row, page }: { row: WorklistRow; page: PageContext }): VNode => {
  const { words } = page;
  if (row.openTasks === 0) return <span class="soft">{words.t('cases.task.none')}</span>;
  const when = dueness(row.nextDue, page.today);
  const day = row.nextDue === null ? '' : words.date(row.nextDue, 'short');
  return (
    <>
      {row.nextDue === null ? (
        words.t('cases.task.no_day')
      ) : (
        <span class={when === 'late' ? 'late' : undefined}>{words.t(`cases.task.due.${when}`, { day })}</span>
      )}{' '}
      <span class="soft">{words.t('cases.task.open_count', { count: row.openTasks })}</span>
    </>
  );
};

const CaseCell = ({ row, page }: { row: WorklistRow; page: PageContext }): VNode => (
  <>
    <a href={`/cases/${row.id}`}>{row.reference ?? page.words.t('cases.reference.none')}</a>
    {row.ownLabel === null ? null : <span class="soft"> “{row.ownLabel}”</span>}
  </>
);

const FlagsCell = ({ row, page }: { row: WorklistRow; page: PageContext }): VNode => (
  <>
    {row.flags.map((flag) => (
      <Chip key={flag} tone={alarmingFlags.includes(flag) ? 'danger' : 'warn'}>
        {named(page, 'case-flags', flag)}
      </Chip>
    ))}
  </>
);

const columnsOf = ({ profile }: Shown, page: PageContext): readonly Column<WorklistRow>[] => {
  const { words } = page;
  const column = (id: string, cell: Column<WorklistRow>['cell'], more: Partial<Column<WorklistRow>> = {}) => ({
    ...{ id, label: words.t(`cases.column.${id}`), cell },
    ...more,
  });
  const status = (row: WorklistRow): VNode => (
    <Chip tone={statusTone(row.status)}>{statusName(profile, words, row.status)}</Chip>
  );
  const owner = (row: WorklistRow) => row.ownerName ?? <span class="soft">{words.t('cases.owner.none')}</span>;
  return [
    column('case', (row) => <CaseCell row={row} page={page} />, { heads: true }),
    column('status', status, { sorts: true }),
    column('flags', (row) => <FlagsCell row={row} page={page} />),
    column('due', (row) => <Due row={row} page={page} />, { sorts: true }),
    column('owner', owner),
    column('opened', (row) => words.date(row.openedAt, 'short'), { sorts: true }),
  ];
};

const WorklistPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <PageHead
        title={words.t('cases.list.title')}
        actions={
          <>
            {page.viewer?.permits.includes('cases.search') ? (
              <ButtonLink href="/cases/search">{words.t('cases.search.title')}</ButtonLink>
            ) : null}
            {page.viewer?.permits.includes('cases.list-names') ? (
              <ButtonLink href="/cases/names" kind="quiet">
                {words.t('cases.list.names')}
              </ButtonLink>
            ) : null}
            <ButtonLink href="/tasks" kind="quiet">
              {words.t('cases.tasks.title')}
            </ButtonLink>
            <ButtonLink href="/support" kind="quiet">
              {words.t('cases.support.inbox')}
            </ButtonLink>
          </>
        }
      />
      <CountersOf shown={shown} page={page} />
      <FiltersOf shown={shown} page={page} />
      <Table
        page={page}
        caption={words.t('cases.list.title')}
        captionUnseen
        columns={columnsOf(shown, page)}
        rows={shown.list.rows}
        rowKey={(row) => row.id}
        empty={words.t(seesNone(shown.query) ? 'cases.list.none_yet' : 'cases.list.empty')}
      />
      <Pagination page={page} current={shown.query.page} size={pageSize} total={shown.list.total} />
    </>
  );
};

/** The cases of the viewer's body: counted, filtered, sorted, fifty at a time. */
export const worklistScreen: Screen<Profile> = getScreen({
  room: 'cases',
  path: '/cases',
  permit: 'cases.read',
  query: worklistQuery,
  load: async (scene: Scene, { query }): Promise<Shown> => ({
    list: await readWorklist(scene, filterOf(scene, query)),
    query,
    profile: scene.profile,
  }),
  title: (_, words) => words.t('cases.list.title'),
  page: (shown, page) => <WorklistPage shown={shown} page={page} />,
});
