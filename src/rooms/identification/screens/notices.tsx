import type { VNode } from 'preact';
import {
  Button,
  ErrorSummary,
  Facts,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Notice,
  type PageContext,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene, SharingNotice } from '../../../profile/index.ts';
import { lawInWords } from '../../cases/index.ts';
import { mayNotify, mayReportStay } from '../access.ts';
import { type NoticeInput, notifyMinister, presumedNotice, reportStay, stayNotice } from '../actions/index.ts';
import { noticeForm, stayForm } from '../facts.ts';
import { caseParams, InnerHead, loadAllowed, type Shown, stateName } from './parts.tsx';

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
                value: lawInWords(words, basis.article),
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
  journals: ['identification.notice_sent', 'identification.minister_notified', 'cases.task_done'],
  room: 'identification',
  path: '/cases/:caseId/identification/notify',
  once: true,
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
  journals: ['identification.notice_sent', 'identification.stay_reported'],
  room: 'identification',
  path: '/cases/:caseId/identification/stay',
  once: true,
  permit: 'identification.report-stay',
  params: caseParams,
  body: stayForm,
  act: (scene: Scene, input, { params }) =>
    reportStay(scene, params.caseId, { ...(input as NoticeInput), warning_read: input.warning_read === true }),
  then: (_, { caseId }) => `/cases/${caseId}/identification?done=stay_reported`,
  again: stayScreen,
});

/** The notice that a person is presumed a victim, and the report of an irregular stay: two pages that share nothing but their form. */
export const sendingScreens: readonly Screen<Profile>[] = [notifyScreen, sendNoticeScreen, stayScreen, sendStayScreen];
