import type { VNode } from 'preact';
import type { Instant } from '../../../../platform/clock.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import {
  ButtonLink,
  Chip,
  Columns,
  ErrorSummary,
  getScreen,
  named,
  Notice,
  type PageContext,
  PageHead,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { type HandingOver, readHandingOver } from '../../actions/handover.ts';
import { readReceived, type ReceivedView, withLabels } from '../../actions/triage/index.ts';
import { HandoverPanel } from '../handover/panel.tsx';
import { Matter } from './matter.tsx';
import {
  AlarmChips,
  at,
  pathOf,
  reportName,
  reportParams,
  stateText,
  type TriageTools,
  waitingText,
} from './parts.tsx';
import { Persons } from './persons.tsx';
import {
  ChangesPanel,
  LabelPanel,
  QuestionsPanel,
  ReceiptPanel,
  ToldPanel,
  TriagePanel,
  WhoSeesPanel,
} from './sides.tsx';
import { StepsPanel } from './steps-panel.tsx';
import { SupplementsPanel, WithdrawnNotice } from './supplements.tsx';
import { Timeline } from './timeline.tsx';
import { bodyName } from '../../../directory/index.ts';

export type ShownReport = {
  readonly view: ReceivedView;
  readonly handing: HandingOver | null;
  readonly profile: Profile;
};
type Props = ShownReport & { readonly page: PageContext };

const Head = ({ view, page, profile }: Props): VNode => {
  const { words } = page;
  const { report } = view;
  const { urgency, urgency_rank: rank, in_danger: danger, has_child: children } = report;
  return (
    <PageHead
      title={reportName(words, view)}
      lead={words.t('referrals.received.lead', {
        body: bodyName(profile, words, view.reportingOrganisationId),
        moment: at(words, report.sent_at),
        waited: waitingText(page, report.sent_at as Instant),
      })}
      chips={
        <>
          <AlarmChips page={page} report={{ urgency, rank, danger, children }} />
          <Chip>{stateText(profile, words, report.state)}</Chip>
          <Chip>{words.t(`referrals.received.route.${report.route}`)}</Chip>
          {report.outcome === null ? null : <Chip tone="good">{named(page, 'police-outcomes', report.outcome)}</Chip>}
          {view.label === null ? null : <Chip tone="thread">“{view.label}”</Chip>}
        </>
      }
      back={{ href: '/triage', label: words.t('referrals.triage.title') }}
      actions={
        <ButtonLink href={`/reports/${report.id}/record`} kind="quiet">
          {words.t('referrals.receipt.record')}
        </ButtonLink>
      }
    />
  );
};

/** Reports this one hangs together with, each a link. */
const Hanging = ({ view, page }: Props): VNode | null => {
  const { t } = page.words;
  if (view.hanging.length === 0) return null;
  return (
    <Notice tone="thread">
      <ul class="plain-list">
        {view.hanging.map((one) => (
          <li key={one.id}>
            {t(`referrals.received.hangs.${one.kind}`)} <a href={pathOf(one.id)}>{one.reference ?? '—'}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
};

const Notices = (props: Props): VNode => {
  const { view, page } = props;
  const { t } = page.words;
  const { report } = view;
  return (
    <>
      {report.in_danger === 'yes' && report.outcome === null ? (
        <Notice tone="danger" title={t('referrals.triage.danger_now')}>
          {t('referrals.received.danger_text')}
        </Notice>
      ) : null}
      {report.route === 'notice_without_identity' ? <Notice>{t('referrals.received.no_identity')}</Notice> : null}
      <WithdrawnNotice {...props} />
      <Hanging {...props} />
    </>
  );
};

const ReceivedPage = (props: Props): VNode => (
  <>
    <Head {...props} />
    <ErrorSummary page={props.page} />
    <Notices {...props} />
    <Persons {...props} />
    <Columns
      aside={
        <>
          <StepsPanel {...props} />
          <HandoverPanel {...props} reportId={props.view.report.id} />
          <TriagePanel {...props} />
          <SupplementsPanel {...props} />
          <QuestionsPanel {...props} />
          <ReceiptPanel {...props} />
          <ToldPanel {...props} />
          <WhoSeesPanel {...props} />
          <ChangesPanel {...props} />
          <LabelPanel {...props} />
        </>
      }
    >
      <Matter {...props} />
      <Timeline {...props} />
    </Columns>
  </>
);

/** A report as its recipient has it: persons, matter, steps, who can see it. */
export const receivedScreen = ({ draftKey }: TriageTools): Screen<Profile> =>
  getScreen({
    journals: ['referrals.report_read'],
    room: 'referrals',
    path: '/received/:reportId',
    permit: 'referrals.receive',
    params: reportParams,
    reads: ({ reportId }) => ({ type: 'referrals.report_read', subject: { kind: 'report', id: reportId }, reportId }),
    load: async (scene: Scene, { params }) => {
      const view = await readReceived(withLabels(scene, draftKey), params.reportId);
      if (isRefusal(view)) return view;
      return { view, handing: await readHandingOver(scene, params.reportId), profile: scene.profile };
    },
    title: ({ view }, words) => reportName(words, view),
    page: (shown, page) => <ReceivedPage {...shown} page={page} />,
  });
