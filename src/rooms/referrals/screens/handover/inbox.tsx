import type { VNode } from 'preact';
import { z } from 'zod';
import type { Instant } from '../../../../platform/clock.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import {
  Chip,
  type Column,
  getScreen,
  named,
  type PageContext,
  PageHead,
  Pagination,
  type Screen,
  Table,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { type Handover, type HandoverPage, handoversPerPage, listHandovers } from '../../actions/handover.ts';
import { bodyName } from '../../../directory/index.ts';

type Shown = { readonly list: HandoverPage; readonly profile: Profile };

const columnsOf = (profile: Profile, page: PageContext): readonly Column<Handover>[] => {
  const { words } = page;
  const at = (moment: string): string => words.date(moment as Instant, 'moment');
  return [
    {
      id: 'reference',
      label: words.t('referrals.reference'),
      heads: true,
      cell: (one) => <a href={`/handovers/${one.id}`}>{one.reference}</a>,
    },
    {
      id: 'reason',
      label: words.t('referrals.handover.fact.reason'),
      cell: (one) => named(page, 'redirect-reasons', one.reason),
    },
    {
      id: 'from',
      label: words.t('referrals.handover.fact.from'),
      cell: (one) => bodyName(profile, words, one.from_organisation_id),
    },
    { id: 'handed', label: words.t('referrals.handover.handed'), cell: (one) => at(one.handed_at) },
    {
      id: 'received',
      label: words.t('referrals.handover.received'),
      cell: (one) =>
        one.received_at === null ? (
          <Chip tone="warn">{words.t('referrals.handover.unreceived')}</Chip>
        ) : (
          <Chip tone="good">{at(one.received_at)}</Chip>
        ),
    },
  ];
};

const InboxPage = ({ shown: { list, profile }, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <PageHead title={words.t('referrals.handover.inbox')} lead={words.t('referrals.handover.inbox_lead')} />
      <Table
        page={page}
        caption={words.t('referrals.handover.inbox')}
        captionUnseen
        rows={list.lines}
        rowKey={(one) => one.id}
        empty={words.t('referrals.handover.inbox_empty')}
        columns={columnsOf(profile, page)}
      />
      <Pagination page={page} current={list.page} size={handoversPerPage} total={list.total} />
    </>
  );
};

/** *Redirected to us*: matters of another kind that were handed over to the viewer's body. */
export const inboxScreen: Screen<Profile> = getScreen({
  room: 'referrals',
  path: '/handovers',
  permit: 'referrals.receive-redirected',
  query: z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) }),
  load: async (scene: Scene, { query }) => {
    const list = await listHandovers(scene, query.page);
    return isRefusal(list) ? list : { list, profile: scene.profile };
  },
  title: (_, words) => words.t('referrals.handover.inbox'),
  page: (shown, page) => <InboxPage shown={shown} page={page} />,
});
