import type { VNode } from 'preact';
import { z } from 'zod';
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
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { offersPerPage, readSupportInbox, type SupportPage, type SupportReferral } from '../actions/index.ts';
import { shortBodyName } from './parts.tsx';

type Inbox = SupportPage & { readonly profile: Profile };

const inboxQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) });

const columnsOf = (profile: Profile, page: PageContext): readonly Column<SupportReferral>[] => {
  const { words } = page;
  return [
    {
      id: 'reference',
      label: words.t('cases.column.reference'),
      heads: true,
      cell: (offer) => <a href={`/support/${offer.id}`}>{offer.reference}</a>,
    },
    {
      id: 'state',
      label: words.t('cases.column.state'),
      cell: (offer) => (
        <Chip tone={offer.state === 'offered' ? 'warn' : 'plain'}>{words.t(`cases.support.state.${offer.state}`)}</Chip>
      ),
    },
    {
      id: 'urgency',
      label: words.t('cases.field.urgency.label'),
      cell: (offer) => named(page, 'urgency', offer.urgency),
    },
    {
      id: 'language',
      label: words.t('cases.column.language'),
      cell: (offer) => named(page, 'languages', offer.language),
    },
    {
      id: 'from',
      label: words.t('cases.column.from'),
      cell: (offer) => shortBodyName(profile, words, offer.fromOrganisationId),
    },
    {
      id: 'to',
      label: words.t('cases.column.to'),
      cell: (offer) => shortBodyName(profile, words, offer.toOrganisationId),
    },
    { id: 'at', label: words.t('cases.column.when'), cell: (offer) => words.date(offer.offeredAt, 'short') },
  ];
};

const InboxPage = ({ inbox, page }: { readonly inbox: Inbox; readonly page: PageContext }): VNode => (
  <>
    <PageHead
      title={page.words.t('cases.support.inbox')}
      lead={page.words.t('cases.support.inbox_lead')}
      back={{ href: '/cases', label: page.words.t('cases.list.title') }}
    />
    <Table
      page={page}
      caption={page.words.t('cases.support.inbox')}
      captionUnseen
      rows={inbox.offers}
      rowKey={(offer) => offer.id}
      empty={page.words.t('cases.support.inbox_empty')}
      columns={columnsOf(inbox.profile, page)}
    />
    <Pagination page={page} current={inbox.page} size={offersPerPage} total={inbox.total} />
  </>
);

/** What was offered to support services and what waits for an answer. */
export const supportInboxScreen: Screen<Profile> = getScreen({
  room: 'cases',
  path: '/support',
  permit: 'cases.read',
  query: inboxQuery,
  load: async (scene: Scene, { query }): Promise<Inbox> => ({
    ...(await readSupportInbox(scene, query.page)),
    profile: scene.profile,
  }),
  title: (_, words) => words.t('cases.support.inbox'),
  page: (inbox, page) => <InboxPage inbox={inbox} page={page} />,
});
