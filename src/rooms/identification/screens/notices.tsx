import type { VNode } from 'preact';
import { z } from 'zod';
import {
  askScreen,
  Button,
  Chip,
  ErrorSummary,
  Facts,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Notice,
  PageHead,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import { isRefusal } from '../../../platform/outcome.ts';
import type { Profile, Scene, SharingNotice } from '../../../profile/index.ts';
import { mayNotify, mayReportStay } from '../access.ts';
import {
  askRemoval,
  type NoticeInput,
  notifyMinister,
  openNotice,
  type OpenNotice,
  presumedNotice,
  readNotice,
  readNotices,
  receiveNotice,
  reportStay,
  type ResidenceNotice,
  stayNotice,
} from '../actions/index.ts';
import { noticeForm, openNoticeForm, removalForm, stayForm } from '../facts.ts';
import {
  bodyName,
  caseParams,
  type IdentificationTools,
  InnerHead,
  loadAllowed,
  named,
  ownPurposes,
  type Shown,
  stateName,
} from './parts.tsx';

const fieldsText = (page: PageContext, fields: readonly string[]): string =>
  fields.map((field) => page.words.t(`identification.notice.field.${field}`)).join(', ');

const What = ({ notice, shown, page }: { notice: SharingNotice; shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  const body = shown.profile.nameIn(shown.profile.organisationFor(notice.to).names, words.language);
  const basis = notice.basis.kind === 'law' ? shown.profile.basis(notice.basis.code, shown.view.today) : null;
  return (
    <Facts
      facts={[
        { label: words.t('identification.notice.to'), value: body },
        { label: words.t('identification.notice.leaves'), value: fieldsText(page, notice.fields) },
        ...(basis === null
          ? []
          : [
              {
                label: words.t('identification.law'),
                value: basis.article,
                note: words.t(`identification.mark.${basis.provenance}`),
              },
            ]),
      ]}
    />
  );
};

const NotifyPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <InnerHead
        file={shown.view.file}
        profile={shown.profile}
        page={page}
        title={words.t('identification.notify.title')}
        lead={words.t('identification.notify.lead')}
      />
      <ErrorSummary page={page} />
      <What notice={shown.profile.notice(presumedNotice)} shown={shown} page={page} />
      <FormFor page={page} action={`/cases/${shown.view.file.id}/identification/notify`}>
        <FieldSet page={page} form={noticeForm} state={page.form ?? formState(noticeForm, {})} />
        <Button>{words.t('identification.notify.send')}</Button>
      </FormFor>
    </>
  );
};

const notifyScreen: Screen<Profile> = getScreen({
  room: 'identification',
  path: '/cases/:caseId/identification/notify',
  permit: 'identification.notify-minister',
  params: caseParams,
  load: (scene: Scene, { params }) => loadAllowed(scene, params.caseId, mayNotify(scene.viewer, scene.profile)),
  title: (_, words) => words.t('identification.notify.title'),
  page: (shown, page) => <NotifyPage shown={shown} page={page} />,
});

const sendNoticeScreen: Screen<Profile> = postScreen({
  room: 'identification',
  path: '/cases/:caseId/identification/notify',
  permit: 'identification.notify-minister',
  params: caseParams,
  body: noticeForm,
  act: (scene: Scene, input, { params }) => notifyMinister(scene, params.caseId, input as NoticeInput),
  then: (_, { caseId }) => `/cases/${caseId}/identification?done=minister_notified`,
  again: notifyScreen,
});

const StayPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  const { view, profile } = shown;
  const blocked = view.block?.reflection === true;
  return (
    <>
      <InnerHead file={view.file} profile={profile} page={page} title={words.t('identification.stay.title')} />
      <ErrorSummary page={page} />
      <Notice tone="danger" title={words.t('identification.stay.warning_title')}>
        <p>{words.t('identification.stay.warning')}</p>
        <p>{words.t('identification.stay.status', { status: stateName(profile, words, view.status.state) })}</p>
      </Notice>
      {blocked ? (
        <Notice tone="warn">{words.t('identification.refusal.reflection_running')}</Notice>
      ) : (
        <>
          <What notice={profile.notice(stayNotice)} shown={shown} page={page} />
          <FormFor page={page} action={`/cases/${view.file.id}/identification/stay`}>
            <FieldSet page={page} form={stayForm} state={page.form ?? formState(stayForm, {})} />
            <Button kind="danger">{words.t('identification.stay.send')}</Button>
          </FormFor>
        </>
      )}
    </>
  );
};

const stayScreen: Screen<Profile> = getScreen({
  room: 'identification',
  path: '/cases/:caseId/identification/stay',
  permit: 'identification.report-stay',
  params: caseParams,
  load: (scene: Scene, { params }) => loadAllowed(scene, params.caseId, mayReportStay(scene.viewer, scene.profile)),
  title: (_, words) => words.t('identification.stay.title'),
  page: (shown, page) => <StayPage shown={shown} page={page} />,
});

const sendStayScreen: Screen<Profile> = postScreen({
  room: 'identification',
  path: '/cases/:caseId/identification/stay',
  permit: 'identification.report-stay',
  params: caseParams,
  body: stayForm,
  act: (scene: Scene, input, { params }) =>
    reportStay(scene, params.caseId, { ...(input as NoticeInput), warning_read: input.warning_read === true }),
  then: (_, { caseId }) => `/cases/${caseId}/identification?done=stay_reported`,
  again: stayScreen,
});

type Inbox = { readonly notices: readonly ResidenceNotice[]; readonly profile: Profile };

const inboxScreen: Screen<Profile> = getScreen({
  room: 'identification',
  path: '/notices',
  permit: 'identification.receive-notice',
  load: async (scene: Scene) => {
    const notices = await readNotices(scene);
    return isRefusal(notices) ? notices : ({ notices, profile: scene.profile } satisfies Inbox);
  },
  title: (_, words) => words.t('identification.inbox.title'),
  page: ({ notices, profile }, page) => (
    <>
      <PageHead title={page.words.t('identification.inbox.title')} lead={page.words.t('identification.inbox.lead')} />
      <Table
        page={page}
        caption={page.words.t('identification.inbox.title')}
        captionUnseen
        rows={notices}
        rowKey={(notice) => notice.id}
        empty={page.words.t('identification.inbox.empty')}
        columns={[
          {
            id: 'what',
            label: page.words.t('identification.column.notice'),
            heads: true,
            cell: (notice) => (
              <a href={`/notices/${notice.id}`}>{page.words.t(`identification.notice.kind.${notice.kind}`)}</a>
            ),
          },
          {
            id: 'reference',
            label: page.words.t('identification.column.reference'),
            cell: (notice) => notice.reference ?? '–',
          },
          {
            id: 'status',
            label: page.words.t('identification.column.status'),
            cell: (notice) => stateName(profile, page.words, notice.status),
          },
          {
            id: 'sent',
            label: page.words.t('identification.column.sent'),
            cell: (notice) => page.words.date(notice.sentAt, 'moment'),
          },
          {
            id: 'received',
            label: page.words.t('identification.column.received'),
            cell: (notice) => (
              <Chip tone={notice.receivedAt === null ? 'warn' : 'good'}>
                {notice.receivedAt === null
                  ? page.words.t('identification.notice.waits')
                  : page.words.date(notice.receivedAt, 'moment')}
              </Chip>
            ),
          },
        ]}
      />
    </>
  ),
});

const noticeParams = z.object({ noticeId: z.uuid() });
type OneNotice = {
  readonly notice: ResidenceNotice;
  readonly profile: Profile;
  readonly fields: Readonly<Record<string, string>> | null;
};

const nationality = (page: PageContext, field: string, value: string): string =>
  field === 'nationality' ? named(page, 'countries', value) : value;

const NoticeFacts = ({ it, page }: { it: OneNotice; page: PageContext }): VNode => {
  const { notice, profile, fields } = it;
  const { words } = page;
  const open: Readonly<Record<string, string>> = {
    status: stateName(profile, words, notice.status),
    status_at_that_moment: stateName(profile, words, notice.status),
    status_date: words.date(notice.on, 'long'),
    stay_reported_on: words.date(notice.on, 'long'),
    legal_reference: notice.legalReference,
    reference: notice.reference ?? '–',
  };
  const value = (field: string): string => {
    if (open[field] !== undefined) return open[field];
    const opened = fields?.[field];
    return opened === undefined ? words.t('identification.notice.sealed') : nationality(page, field, opened);
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
      {notice.receivedAt === null ? (
        <FormFor page={page} action={`/notices/${notice.id}/received`} light>
          <Button>{words.t('identification.notice.confirm')}</Button>
        </FormFor>
      ) : (
        <Notice tone="good">
          {words.t('identification.notice.received', { at: words.date(notice.receivedAt, 'moment') })}
        </Notice>
      )}
    </>
  );
};

const noticeScreen: Screen<Profile> = getScreen({
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
  room: 'identification',
  path: '/notices/:noticeId/received',
  permit: 'identification.receive-notice',
  params: noticeParams,
  body: z.object({}),
  act: (scene: Scene, _, { params }) => receiveNotice(scene, params.noticeId),
  then: ({ noticeId }) => `/notices/${noticeId}?done=notice_received`,
});

type Removal = { readonly reference: string; readonly blocked: boolean } | { readonly reference: null };

const RemovalPage = ({ answer, page }: { answer: Removal; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <PageHead title={words.t('identification.removal.title')} lead={words.t('identification.removal.lead')} />
      <ErrorSummary page={page} />
      {answer.reference === null ? null : (
        <Notice
          tone={answer.blocked ? 'danger' : 'good'}
          title={words.t('identification.removal.reference', { reference: answer.reference })}
        >
          <p>{words.t(answer.blocked ? 'identification.removal.yes' : 'identification.removal.no')}</p>
        </Notice>
      )}
      <FormFor page={page} action="/removal" light>
        <FieldSet page={page} form={removalForm} state={page.form ?? formState(removalForm, {})} />
        <Button>{words.t('identification.removal.ask')}</Button>
      </FormFor>
    </>
  );
};

const removalScreen: Screen<Profile> = getScreen({
  room: 'identification',
  path: '/removal',
  permit: 'identification.removal-blocked',
  load: async (): Promise<Removal> => ({ reference: null }),
  title: (_, words) => words.t('identification.removal.title'),
  page: (answer, page) => <RemovalPage answer={answer} page={page} />,
});

const askRemovalScreen: Screen<Profile> = askScreen({
  room: 'identification',
  path: '/removal',
  permit: 'identification.removal-blocked',
  body: removalForm,
  reads: () => ({
    type: 'identification.removal_asked',
    subject: { kind: 'search', id: '00000000-0000-0000-0000-000000000000' },
  }),
  load: (scene: Scene, input) => askRemoval(scene, input.reference ?? ''),
  title: (_, words) => words.t('identification.removal.title'),
  page: (answer, page) => <RemovalPage answer={answer} page={page} />,
  again: removalScreen,
});

/** The notice, the report of an irregular stay, their inbox, and the return officer's question. */
export const noticeScreens = (tools: IdentificationTools): readonly Screen<Profile>[] => [
  notifyScreen,
  sendNoticeScreen,
  stayScreen,
  sendStayScreen,
  inboxScreen,
  noticeScreen,
  openNoticeScreen(tools),
  receivedScreen,
  removalScreen,
  askRemovalScreen,
];
