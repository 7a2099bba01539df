import type { VNode } from 'preact';
import { z } from 'zod';
import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import {
  Button,
  ButtonLink,
  Chip,
  Columns,
  Details,
  ErrorSummary,
  FieldSet,
  FormFor,
  getScreen,
  Lines,
  named,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
  Thread,
  typedState,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { openLabel } from '../../actions/drafts/content.ts';
import { labelOwnReport } from '../../actions/own/label.ts';
import { markOutcomeSeen } from '../../actions/triage/index.ts';
import { readHistory, readReport, type ReportHistory, type ReportView } from '../../actions/read/report.ts';
import { labelForm } from '../../facts/other-forms.ts';
import { moment, personTitle, type ReferralTools, NameWarning, reportParams, type With, withKey } from './parts.tsx';
import { OwnSupplements } from './supplements.tsx';
import { bodyName } from '../../../directory/index.ts';

type OwnReport = { readonly view: ReportView; readonly history: ReportHistory; readonly label: string };
type OwnProps = With<OwnReport> & { readonly page: PageContext };

const isWithdrawn = (view: ReportView): boolean => view.supplements.some(({ kind }) => kind === 'withdrawal');

const Questions = ({ data: { view }, page }: OwnProps): VNode | null => {
  if (view.questions.length === 0) return null;
  return (
    <Panel title={page.words.t('referrals.own.questions')}>
      <Lines
        lines={view.questions.map((question) => ({
          main: (
            <a href={`/answers/${question.id}`}>
              {page.words.t('referrals.own.question', { at: moment(page, question.askedAt) })}
            </a>
          ),
          note: question.answeredAt
            ? page.words.t('referrals.own.answered', { at: moment(page, question.answeredAt) })
            : isWithdrawn(view)
              ? page.words.t('referrals.supplement.needs_no_answer')
              : page.words.t('referrals.own.unanswered', {
                  due: question.dueOn ? page.words.date(question.dueOn as never) : '—',
                }),
          tone: question.answeredAt ? 'good' : 'warn',
        }))}
      />
    </Panel>
  );
};

const Receipts = ({ data: { view }, profile, page }: OwnProps): VNode => (
  <Panel title={page.words.t('referrals.receipt.recipients')}>
    <Lines
      lines={[
        ...view.receipts.map((one) => ({
          main: bodyName(profile, page.words, one.organisationId),
          note: one.acknowledgedAt
            ? page.words.t('referrals.receipt.acknowledged', {
                at: moment(page, one.acknowledgedAt),
                code: one.receipt,
              })
            : page.words.t('referrals.receipt.received', { at: moment(page, one.deliveredAt), code: one.receipt }),
        })),
        ...view.pending.map((one) => ({
          main: bodyName(profile, page.words, one.organisationId),
          note: page.words.t('referrals.receipt.on_the_way', { at: moment(page, one.createdAt) }),
        })),
      ]}
    />
  </Panel>
);

const personName = (view: ReportView, page: PageContext, personId: Uuid | null): string => {
  const found = view.persons.find((one) => one.person.id === personId);
  return found ? personTitle(page.words, found.person.ordinal) : page.words.t('referrals.overview.report');
};

/** What the viewer's body was told and has not said it read. */
const isNew = (page: PageContext, { organisationId, seenAt }: ReportView['notices'][number]): boolean =>
  seenAt === null && organisationId === page.viewer?.organisationId;

/** Reading a page changes nothing, so that it was read is said: it no longer waits on the start page of the body. */
const Read = ({ data: { view }, page }: OwnProps): VNode | null =>
  view.notices.some((notice) => isNew(page, notice)) ? (
    <FormFor page={page} action={`/reports/${view.report.id}/outcome-read`} light>
      <Button kind="quiet">{page.words.t('referrals.own.outcome_read')}</Button>
    </FormFor>
  ) : null;

const Outcomes = (props: OwnProps): VNode => {
  const { view } = props.data;
  const { page } = props;
  return (
    <Panel title={page.words.t('referrals.outcome')}>
      {view.notices.length === 0 ? (
        <p>{page.words.t('referrals.own.no_outcome')}</p>
      ) : (
        <Lines
          lines={view.notices.map((notice) => ({
            main: named(page, 'police-outcomes', notice.outcome),
            note: `${personName(view, page, notice.personId)} · ${moment(page, notice.toldAt)}`,
            ...(isNew(page, notice) ? { tone: 'thread' as const } : {}),
          }))}
        />
      )}
      <Read {...props} />
      <p class="hint">{page.words.t('referrals.own.outcome_text')}</p>
    </Panel>
  );
};

const Events = ({ data: { history }, profile, page }: OwnProps): VNode => (
  <Panel title={page.words.t('referrals.own.thread')}>
    <Thread
      label={page.words.t('referrals.own.thread')}
      empty={page.words.t('referrals.own.no_events')}
      knots={history.events
        .filter((event) => page.words.has(`referrals.event.${event.type.replace('referrals.', '')}`))
        .map((event) => ({
          id: event.id,
          at: event.at,
          atText: moment(page, event.at),
          title: page.words.t(`referrals.event.${event.type.replace('referrals.', '')}`),
          by: bodyName(profile, page.words, event.organisationId),
        }))}
    />
  </Panel>
);

const WhoCanSee = ({ data: { history, view }, profile, page }: OwnProps): VNode => {
  const byBody = [...Map.groupBy(history.holders, (holder) => holder.organisationId)];
  return (
    <Panel title={page.words.t('referrals.own.who_can_see')}>
      <Lines
        lines={byBody.map(([id, held]) => ({
          main: bodyName(profile, page.words, id),
          note: [...new Set(held.map((one) => page.words.t(`referrals.compartment.${one.compartment}`)))].join(', '),
        }))}
      />
      <p class="hint">{page.words.t('referrals.own.who_can_see_text', { persons: view.persons.length })}</p>
    </Panel>
  );
};

/** What persons of one's own report answered about being matched; asked and taken back here, by who sent the report. */
const Answers = ({ data: { view }, page }: OwnProps): VNode | null =>
  page.viewer?.permits.includes('identity.record-consent') === true && view.report.sent_by === page.viewer.staffId ? (
    <Panel title={page.words.t('referrals.own.answers')}>
      <p class="soft">{page.words.t('referrals.own.answers_text')}</p>
      <Lines
        lines={view.persons.map(({ person }) => ({
          main: (
            <a href={`/reports/${view.report.id}/persons/${person.id}/consents`}>
              {page.words.t('referrals.own.answers_of', { number: person.ordinal })}
            </a>
          ),
        }))}
      />
    </Panel>
  ) : null;

const Label = ({ data: { view, label }, page }: OwnProps): VNode => (
  <Details summary={page.words.t('referrals.drafts.label')}>
    <FormFor page={page} action={`/reports/${view.report.id}/label`} light>
      <FieldSet page={page} form={labelForm} state={page.form ?? typedState({ own_label: [label] })} />
      <Button kind="quiet">{page.words.t('referrals.overview.save_label')}</Button>
    </FormFor>
  </Details>
);

const Head = ({ data: { view, label }, profile, page }: OwnProps): VNode => {
  const { words } = page;
  return (
    <PageHead
      title={
        label === '' ? words.t('referrals.own.title', { reference: view.reference }) : `${view.reference} · ${label}`
      }
      lead={words.t('referrals.own.lead', { at: moment(page, view.report.sent_at), persons: view.report.n_persons })}
      back={{ href: '/reports/sent', label: words.t('referrals.sent.title') }}
      chips={
        <>
          <Chip tone="thread">{profile.stateName('report', view.report.state, words.language)}</Chip>
          <Chip>{words.t(`referrals.route.${view.report.route}`)}</Chip>
          {isWithdrawn(view) ? <Chip tone="warn">{words.t('referrals.supplement.chip.withdrawn')}</Chip> : null}
        </>
      }
      actions={
        <ButtonLink href={`/reports/${view.report.id}/record`} kind="quiet">
          {words.t('referrals.receipt.record')}
        </ButtonLink>
      }
    />
  );
};

const OwnReportPage = (props: OwnProps): VNode => {
  const { data, profile, page } = props;
  const { words } = page;
  const { view, label } = data;
  const open = view.questions.filter((question) => question.answeredAt === null).length;
  const waiting = isWithdrawn(view) ? 0 : open;
  return (
    <>
      <Head {...props} />
      <ErrorSummary page={page} />
      <NameWarning words={words} label={label} />
      {waiting > 0 ? <Notice tone="warn">{words.t('referrals.sent.questions', { count: waiting })}</Notice> : null}
      <Columns
        aside={
          <>
            <Receipts {...props} />
            <WhoCanSee {...props} />
            <Answers {...props} />
            <Label {...props} />
          </>
        }
      >
        <Questions {...props} />
        <OwnSupplements report={view.report} said={view.supplements} profile={profile} page={page} />
        <Outcomes {...props} />
        <Events {...props} />
      </Columns>
    </>
  );
};

const load = async (scene: Scene, tools: ReferralTools, reportId: Uuid) => {
  const view = await readReport(scene, reportId);
  if (view === null || isRefusal(view)) return view;
  const history = await readHistory(scene, view);
  const data: OwnReport = { view, history, label: openLabel(withKey(scene, tools), view.label) ?? '' };
  return { data, profile: scene.profile };
};

/** A report one's body has sent: who has it, what was asked, what came of it, as far as the law lets the sender know. */
export const ownReportScreens = (tools: ReferralTools): readonly Screen<Profile>[] => {
  const show = getScreen({
    room: 'referrals',
    path: '/reports/:reportId',
    permit: 'referrals.read-own',
    params: reportParams,
    load: (scene: Scene, { params }) => load(scene, tools, params.reportId),
    title: ({ data }, words) => words.t('referrals.own.title', { reference: data.view.reference }),
    page: (loaded, page) => <OwnReportPage {...loaded} page={page} />,
  });
  const label = postScreen({
    journals: ['referrals.label_changed'],
    room: 'referrals',
    path: '/reports/:reportId/label',
    permit: 'referrals.read-own',
    params: reportParams,
    body: labelForm,
    again: show,
    act: (scene: Scene, input, { params }) =>
      labelOwnReport(withKey(scene, tools), { reportId: params.reportId, label: input.own_label ?? '' }),
    then: ({ reportId }) => `/reports/${reportId}?done=label_saved`,
  });
  const read = postScreen({
    journals: ['referrals.outcome_seen'],
    room: 'referrals',
    path: '/reports/:reportId/outcome-read',
    permit: 'referrals.read-own',
    params: reportParams,
    body: z.object({}),
    again: show,
    act: (scene: Scene, _, { params }) => markOutcomeSeen(scene, params.reportId),
    then: ({ reportId }) => `/reports/${reportId}?done=outcome_read`,
  });
  return [show, label, read];
};
