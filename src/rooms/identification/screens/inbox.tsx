import type { VNode } from 'preact';
import { z } from 'zod';
import { isPlainDate } from '../../../platform/clock.ts';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  askScreen,
  Button,
  Chip,
  type Column,
  ErrorSummary,
  Facts,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  named,
  Notice,
  ownPurposes,
  type PageContext,
  PageHead,
  Pagination,
  Panel,
  postScreen,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { lawInWords } from '../../cases/index.ts';
import {
  type NoticePage as NoticeList,
  noticesPerPage,
  openNotice,
  type OpenNotice,
  readNotice,
  readNotices,
  receiveNotice,
  type ResidenceNotice,
} from '../actions/index.ts';
import { openNoticeForm } from '../facts.ts';
import { type IdentificationTools, stateName } from './parts.tsx';
import { bodyName } from '../../directory/index.ts';

type Inbox = NoticeList & { readonly profile: Profile };

const inboxQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) });

const Received = ({ notice, page }: { notice: ResidenceNotice; page: PageContext }): VNode =>
  notice.receivedAt === null ? (
    <Chip tone="warn">{page.words.t('identification.notice.waits')}</Chip>
  ) : (
    <Chip tone="good">{page.words.date(notice.receivedAt, 'moment')}</Chip>
  );

const columnsOf = (profile: Profile, page: PageContext): readonly Column<ResidenceNotice>[] => {
  const { words } = page;
  const column = (id: string, cell: Column<ResidenceNotice>['cell']) => ({
    ...{ id, label: words.t(`identification.column.${id}`), cell },
  });
  const kind = (notice: ResidenceNotice): VNode => (
    <a href={`/notices/${notice.id}`}>{words.t(`identification.notice.kind.${notice.kind}`)}</a>
  );
  return [
    { ...column('notice', kind), heads: true },
    column('reference', (notice) => notice.reference ?? '–'),
    column('status', (notice) => stateName(profile, words, notice.status)),
    column('sent', (notice) => words.date(notice.sentAt, 'moment')),
    column('received', (notice) => <Received notice={notice} page={page} />),
  ];
};

const InboxPage = ({ inbox, page }: { readonly inbox: Inbox; readonly page: PageContext }): VNode => (
  <>
    <PageHead title={page.words.t('identification.inbox.title')} lead={page.words.t('identification.inbox.lead')} />
    <Table
      page={page}
      caption={page.words.t('identification.inbox.title')}
      captionUnseen
      rows={inbox.notices}
      rowKey={(notice) => notice.id}
      empty={page.words.t('identification.inbox.empty')}
      columns={columnsOf(inbox.profile, page)}
    />
    <Pagination page={page} current={inbox.page} size={noticesPerPage} total={inbox.total} />
  </>
);

const inboxScreen: Screen<Profile> = getScreen({
  room: 'identification',
  path: '/notices',
  permit: 'identification.receive-notice',
  query: inboxQuery,
  load: async (scene: Scene, { query }) => {
    const found = await readNotices(scene, query.page);
    return isRefusal(found) ? found : ({ ...found, profile: scene.profile } satisfies Inbox);
  },
  title: (_, words) => words.t('identification.inbox.title'),
  page: (inbox, page) => <InboxPage inbox={inbox} page={page} />,
});

const noticeParams = z.object({ noticeId: z.uuid() });
type OneNotice = {
  readonly notice: ResidenceNotice;
  readonly profile: Profile;
  readonly fields: Readonly<Record<string, string>> | null;
};

/** A code by its name, and a day that was written as one like every other day; all else as it was written. */
const asRead = (page: PageContext, field: string, value: string): string => {
  if (field === 'nationality') return named(page, 'countries', value);
  return field === 'date_of_birth' && isPlainDate(value) ? page.words.date(value, 'long') : value;
};

const NoticeFacts = ({ it, page }: { it: OneNotice; page: PageContext }): VNode => {
  const { notice, profile, fields } = it;
  const { words } = page;
  const open: Readonly<Record<string, string>> = {
    status: stateName(profile, words, notice.status),
    status_at_that_moment: stateName(profile, words, notice.status),
    status_date: words.date(notice.on, 'long'),
    stay_reported_on: words.date(notice.on, 'long'),
    legal_reference: lawInWords(words, notice.legalReference),
    reference: notice.reference ?? '–',
  };
  const value = (field: string): string => {
    if (open[field] !== undefined) return open[field];
    const opened = fields?.[field];
    return opened === undefined ? words.t('identification.notice.sealed') : asRead(page, field, opened);
  };
  return (
    <Facts
      facts={notice.fields.map((field) => ({
        label: words.t(`identification.notice.field.${field}`),
        value: value(field),
      }))}
    />
  );
};

/** Confirming that the notice was received, or when it was. */
const Receipt = ({ notice, page }: { notice: ResidenceNotice; page: PageContext }): VNode => {
  const { words } = page;
  return notice.receivedAt === null ? (
    <FormFor page={page} action={`/notices/${notice.id}/received`} light>
      <Button>{words.t('identification.notice.confirm')}</Button>
    </FormFor>
  ) : (
    <Notice tone="good">
      {words.t('identification.notice.received', { at: words.date(notice.receivedAt, 'moment') })}
    </Notice>
  );
};

const NoticePage = ({ it, page }: { it: OneNotice; page: PageContext }): VNode => {
  const { notice, profile } = it;
  const { words } = page;
  return (
    <>
      <PageHead
        title={words.t(`identification.notice.kind.${notice.kind}`)}
        lead={words.t('identification.notice.from', {
          body: bodyName(profile, words, notice.fromOrganisationId),
          at: words.date(notice.sentAt, 'moment'),
        })}
        back={{ href: '/notices', label: words.t('identification.inbox.title') }}
      />
      <ErrorSummary page={page} />
      <Panel title={words.t('identification.notice.fields')}>
        <NoticeFacts it={it} page={page} />
      </Panel>
      {it.fields === null ? (
        <Panel title={words.t('identification.notice.open')}>
          <FormFor page={page} action={`/notices/${notice.id}/open`} light>
            <FieldSet
              page={ownPurposes(page)}
              form={openNoticeForm}
              state={page.form ?? formState(openNoticeForm, {})}
            />
            <Button kind="quiet">{words.t('identification.open')}</Button>
          </FormFor>
        </Panel>
      ) : (
        <Notice>{words.t('identification.opened_logged')}</Notice>
      )}
      <Receipt notice={notice} page={page} />
    </>
  );
};

const noticeScreen: Screen<Profile> = getScreen({
  journals: ['identification.notice_read'],
  room: 'identification',
  path: '/notices/:noticeId',
  permit: 'identification.receive-notice',
  params: noticeParams,
  reads: ({ noticeId }) => ({ type: 'identification.notice_read', subject: { kind: 'notice', id: noticeId } }),
  load: async (scene: Scene, { params }): Promise<OneNotice | null> => {
    const notice = await readNotice(scene, params.noticeId);
    return notice === null ? null : { notice, profile: scene.profile, fields: null };
  },
  title: ({ notice }, words) => words.t(`identification.notice.kind.${notice.kind}`),
  page: (it, page) => <NoticePage it={it} page={page} />,
});

const openNoticeScreen = ({ vault }: IdentificationTools): Screen<Profile> =>
  askScreen({
    journals: ['identification.notice_asked', 'identity.opened', 'identity.open-refused'],
    room: 'identification',
    path: '/notices/:noticeId/open',
    permit: 'identification.receive-notice',
    params: noticeParams,
    body: openNoticeForm,
    reads: (_, { noticeId }) => ({ type: 'identification.notice_asked', subject: { kind: 'notice', id: noticeId } }),
    load: async (scene: Scene, input, { params }) => {
      const opened = await openNotice(scene, vault, params.noticeId, input.purpose ?? '');
      return isRefusal(opened) ? opened : { ...(opened satisfies OpenNotice), profile: scene.profile };
    },
    title: ({ notice }, words) => words.t(`identification.notice.kind.${notice.kind}`),
    page: (it, page) => <NoticePage it={it} page={page} />,
    again: noticeScreen,
  });

const receivedScreen: Screen<Profile> = postScreen({
  journals: ['identification.notice_received'],
  room: 'identification',
  path: '/notices/:noticeId/received',
  permit: 'identification.receive-notice',
  params: noticeParams,
  body: z.object({}),
  act: (scene: Scene, _, { params }) => receiveNotice(scene, params.noticeId),
  then: ({ noticeId }) => `/notices/${noticeId}?done=notice_received`,
});

/** What the residence authority receives: the list, one notice with the fields the law names, its receipt. */
export const inboxScreens = (tools: IdentificationTools): readonly Screen<Profile>[] => [
  inboxScreen,
  noticeScreen,
  openNoticeScreen(tools),
  receivedScreen,
];
