import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Chip,
  type Column,
  getScreen,
  type PageContext,
  PageHead,
  Pagination,
  type Screen,
  Table,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { type OnwardLine, type OnwardList, onwardPerPage, readOnwards } from '../../actions/index.ts';
import { notSafe } from '../../rules/index.ts';
import { onwardMachines } from '../../steps.ts';

type Listed = OnwardList & { readonly profile: Profile };

const listQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) });

/** Until when the last check of risks holds; one that ran out, or found the return not safe, stops a journey. */
const Risk = ({ line, today, page }: { line: OnwardLine; today: string; page: PageContext }): VNode => {
  const { words } = page;
  if (line.validUntil === null) return <>–</>;
  const day = words.date(line.validUntil, 'short');
  if (line.finding === notSafe) return <Chip tone="danger">{words.t('protection.onward.risk.not_safe')}</Chip>;
  return line.validUntil < today ? (
    <Chip tone="danger">{words.t('protection.onward.risk.over', { day })}</Chip>
  ) : (
    <>{words.t('protection.onward.risk.until', { day })}</>
  );
};

const Travel = ({ line, today, page }: { line: OnwardLine; today: string; page: PageContext }): VNode => {
  if (line.travelOn === null) return <>–</>;
  const day = page.words.date(line.travelOn, 'long');
  return line.travelOn <= today ? <Chip tone="warn">{day}</Chip> : <>{day}</>;
};

const columnsOf = ({ profile, today }: Listed, page: PageContext): readonly Column<OnwardLine>[] => {
  const { words } = page;
  const column = (id: string, cell: Column<OnwardLine>['cell']) => ({
    ...{ id, label: words.t(`protection.onward.column.${id}`), cell },
  });
  return [
    {
      ...column('reference', ({ caseId, path, reference }) => (
        <a href={`/cases/${caseId}/onward/${path}`}>{reference ?? '–'}</a>
      )),
      heads: true,
    },
    column('path', ({ path }) => words.t(`protection.onward.${path}.tab`)),
    column('state', ({ path, state, since }) => (
      <>
        {profile.stateName(onwardMachines[path], state, words.language)}{' '}
        <span class="soft">{words.t('protection.onward.since', { day: words.date(since, 'short') })}</span>
      </>
    )),
    column('risk', (line) => <Risk line={line} today={today} page={page} />),
    column('travel', (line) => <Travel line={line} today={today} page={page} />),
  ];
};

const ListPage = ({ list, page }: { readonly list: Listed; readonly page: PageContext }): VNode => (
  <>
    <PageHead
      title={page.words.t('protection.onward.list.title')}
      lead={page.words.t('protection.onward.list.lead', { count: list.waiting })}
    />
    <Table
      page={page}
      caption={page.words.t('protection.onward.list.title')}
      captionUnseen
      rows={list.lines}
      rowKey={({ caseId, path }) => `${caseId}-${path}`}
      empty={page.words.t('protection.onward.list.empty')}
      columns={columnsOf(list, page)}
    />
    <Pagination page={page} current={list.page} size={onwardPerPage} total={list.total} />
  </>
);

/** Persons of one's own cases on their way: whose day of travel or check of risks comes next stands first. */
export const onwardListScreen: Screen<Profile> = getScreen({
  room: 'protection',
  path: '/onward',
  permit: 'cases.work',
  query: listQuery,
  load: async (scene: Scene, { query }): Promise<Listed> => ({
    ...(await readOnwards(scene, query.page)),
    profile: scene.profile,
  }),
  title: (_, words) => words.t('protection.onward.list.title'),
  page: (list, page) => <ListPage list={list} page={page} />,
});
