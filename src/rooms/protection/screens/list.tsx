import type { VNode } from 'preact';
import { z } from 'zod';
import { daysBetween } from '../../../platform/clock.ts';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  type Column,
  getScreen,
  type PageContext,
  PageHead,
  Pagination,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { readStays, type StayFile, type StayList, staysPerPage } from '../actions/index.ts';
import { firstStay } from '../steps.ts';
import { StayChip } from './parts.tsx';

type Listed = StayList & { readonly profile: Profile };

const listQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) });

const endOf = ({ stay }: StayFile, list: Listed, page: PageContext): string => {
  const until = stay?.until ?? null;
  if (until === null) return '–';
  const days = daysBetween(list.today, until);
  const day = page.words.date(until, 'long');
  return page.words.t(days < 0 ? 'protection.list.ended' : 'protection.list.left', { day, days: Math.max(0, days) });
};

const columnsOf = (list: Listed, page: PageContext): readonly Column<StayFile>[] => {
  const { words } = page;
  const { profile } = list;
  const column = (id: string, cell: Column<StayFile>['cell']) => ({
    ...{ id, label: words.t(`protection.column.${id}`), cell },
  });
  return [
    { ...column('reference', (file) => <a href={`/stays/${file.noticeId}`}>{file.reference}</a>), heads: true },
    column('stay', ({ stay }) => <StayChip profile={profile} state={stay?.state ?? firstStay(profile)} page={page} />),
    column('until', (file) => endOf(file, list, page)),
    column('status', (file) => profile.stateName('victim-status', file.status, words.language)),
    column('told', (file) => words.date(file.noticeSentAt, 'long')),
  ];
};

const ListPage = ({ list, page }: { readonly list: Listed; readonly page: PageContext }): VNode => (
  <>
    <PageHead
      title={page.words.t('protection.list.title')}
      lead={page.words.t('protection.list.lead', { count: list.waiting })}
    />
    <Table
      page={page}
      caption={page.words.t('protection.list.title')}
      captionUnseen
      rows={list.files}
      rowKey={(file) => file.noticeId}
      empty={page.words.t('protection.list.empty')}
      columns={columnsOf(list, page)}
    />
    <Pagination page={page} current={list.page} size={staysPerPage} total={list.total} />
  </>
);

/** The persons notices name: undecided ones first, then whose term ends next. */
export const listScreen: Screen<Profile> = getScreen({
  room: 'protection',
  path: '/stays',
  permit: 'protection.decide',
  query: listQuery,
  load: async (scene: Scene, { query }) => {
    const found = await readStays(scene, query.page);
    return isRefusal(found) ? found : ({ ...found, profile: scene.profile } satisfies Listed);
  },
  title: (_, words) => words.t('protection.list.title'),
  page: (list, page) => <ListPage list={list} page={page} />,
});
