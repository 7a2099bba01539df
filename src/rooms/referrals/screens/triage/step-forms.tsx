import type { VNode } from 'preact';
import { z } from 'zod';
import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../../platform/outcome.ts';
import type { Form } from '../../../../platform/form/index.ts';
import {
  Button,
  ButtonLink,
  ErrorSummary,
  Facts,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  named,
  Notice,
  type PageContext,
  postScreen,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene, Transition } from '../../../../profile/index.ts';
import { type OpenKind, tasksThatEnd } from '../../../cases/index.ts';
import {
  askBack,
  closeNotTrafficking,
  closeReport,
  type PersonEnd,
  readReceived,
  type ReceivedView,
  redirect,
  withLabels,
} from '../../actions/triage/index.ts';
import { questionForm, redirectForm } from '../../facts/other-forms.ts';
import { notTraffickingForm } from '../../facts/triage-forms.ts';
import { endOfReport, isFoundVictim, isUndecided, reporterMayKnow } from '../../rules/triage.ts';
import { noTraffickingEvents, type ReportEvent } from '../../steps.ts';
import { InnerHead, pathOf, reportParams, stateText, type TriageTools } from './parts.tsx';
import { LawSource } from './steps-panel.tsx';
import { bodyName } from '../../../directory/index.ts';

type Shown = {
  readonly view: ReceivedView;
  readonly profile: Profile;
  readonly step: Transition;
  /** What is open on the cases that end with the step. */
  readonly tasks: readonly OpenKind[];
};

/** A step with a page of its own: what it asks, and what it says before. */
type StepPage = {
  readonly event: ReportEvent;
  readonly path: `/${string}`;
  readonly permit: string;
  /** What it asks; null where it only asks to be confirmed. */
  readonly form: Form<unknown> | null;
  readonly tone: 'plain' | 'warn';
};

const noForm = z.object({});

const personName = (view: ReceivedView, { ordinal, reportId }: PersonEnd, page: PageContext): string => {
  const number = page.words.t('referrals.person', { number: ordinal });
  const other = view.hanging.find(({ id }) => id === reportId);
  return other === undefined ? number : `${number} (${other.reference ?? '—'})`;
};

/** Who is not decided yet, each with the way to deciding; nothing where closing waits for nobody. */
const undecidedOf = (it: StepPage, { report, ends }: ReceivedView): readonly PersonEnd[] =>
  it.event === 'close' && report.outcome === null ? ends.filter(isUndecided) : [];

const Undecided = ({
  view,
  persons,
  page,
}: {
  view: ReceivedView;
  persons: readonly PersonEnd[];
  page: PageContext;
}) => (
  <ul class="plain-list">
    {persons.map((one) => (
      <li key={one.personId}>
        {one.caseId === null ? (
          personName(view, one, page)
        ) : (
          <a href={`/cases/${one.caseId}/identification`}>{personName(view, one, page)}</a>
        )}
      </li>
    ))}
  </ul>
);

/** What closing will say, before it is said: it follows from the decisions. */
const whatCameOfIt = (it: StepPage, view: ReceivedView, page: PageContext) => {
  const outcome = view.report.outcome ?? endOfReport(view.ends);
  if (it.event !== 'close' || isRefusal(outcome)) return [];
  const told = reporterMayKnow(outcome);
  const name = (code: string): string => named(page, 'police-outcomes', code);
  return [
    { label: page.words.t('referrals.triage.came_of_it'), value: name(outcome) },
    {
      label: page.words.t('referrals.triage.reporter_learns'),
      value: told === null ? page.words.t('referrals.triage.reporter_learns_nothing') : name(told),
    },
  ];
};

const endsCases = (it: StepPage): boolean => noTraffickingEvents.includes(it.event);

/** The cases that end with this step: of persons on whom nobody decided. */
const casesEnding = (it: StepPage, { ends }: ReceivedView): readonly Uuid[] =>
  endsCases(it) ? ends.filter(isUndecided).flatMap(({ caseId }) => caseId ?? []) : [];

/** Whose case ends with this step and what is dropped there, said before it is taken. */
const whatEnds = (it: StepPage, { view, tasks }: Shown, page: PageContext) => {
  const ending = view.ends.filter((one) => one.caseId !== null && isUndecided(one));
  if (!endsCases(it) || ending.length === 0) return [];
  const dropped = tasks.map(({ kind, count }) => `${named(page, 'task-kinds', kind)}${count > 1 ? ` (${count})` : ''}`);
  return [
    {
      label: page.words.t('referrals.triage.cases_end'),
      value: ending.map((one) => personName(view, one, page)).join(', '),
    },
    ...(dropped.length === 0 ? [] : [{ label: page.words.t('referrals.triage.tasks_end'), value: dropped.join(', ') }]),
  ];
};

const StepForm = ({ it, view, page }: { it: StepPage; view: ReceivedView; page: PageContext }): VNode => (
  <FormFor page={page} action={it.path.replace(':reportId', view.report.id)} version={String(view.report.version)}>
    {it.form === null ? null : <FieldSet page={page} form={it.form} state={page.form ?? formState(it.form, {})} />}
    <Button>{page.words.t(`referrals.triage.do.${it.event}`)}</Button>
    <ButtonLink kind="quiet" href={pathOf(view.report.id)}>
      {page.words.t('referrals.triage.cancel')}
    </ButtonLink>
  </FormFor>
);

const StepFormPage = ({ it, shown, page }: { it: StepPage; shown: Shown; page: PageContext }): VNode => {
  const { view, profile, step } = shown;
  const { t } = page.words;
  const facts = [
    { label: t('referrals.triage.from'), value: stateText(profile, page.words, view.report.state) },
    { label: t('referrals.triage.to'), value: stateText(profile, page.words, step.to) },
    { label: t('referrals.triage.law'), value: <LawSource step={step} page={page} profile={profile} /> },
    {
      label: t('referrals.triage.column.sender'),
      value: bodyName(profile, page.words, view.reportingOrganisationId),
    },
    ...whatEnds(it, shown, page),
    ...whatCameOfIt(it, view, page),
  ];
  const undecided = undecidedOf(it, view);
  return (
    <>
      <InnerHead held={view} page={page} title={t(`referrals.triage.step.${it.event}`)} />
      <ErrorSummary page={page} />
      {undecided.length > 0 ? null : <Notice tone={it.tone}>{t(`referrals.triage.before.${it.event}`)}</Notice>}
      <Facts facts={facts} />
      {undecided.length > 0 ? (
        <Notice tone="warn" title={t('referrals.triage.undecided', { count: undecided.length })}>
          <p>{t('referrals.refusal.persons_undecided')}</p>
          <Undecided view={view} persons={undecided} page={page} />
        </Notice>
      ) : (
        <StepForm it={it} view={view} page={page} />
      )}
    </>
  );
};

const stepScreen = ({ draftKey }: TriageTools, it: StepPage): Screen<Profile> =>
  getScreen({
    ...{ room: 'referrals', path: it.path, permit: it.permit, params: reportParams },
    load: async (scene: Scene, { params }) => {
      const view = await readReceived(withLabels(scene, draftKey), params.reportId);
      if (isRefusal(view)) return view;
      const step = view.steps.find(({ event }) => event === it.event);
      if (step !== undefined) {
        const tasks = await tasksThatEnd(scene, casesEnding(it, view));
        return { view, step, tasks, profile: scene.profile };
      }
      const isForVictims = noTraffickingEvents.includes(it.event) && view.ends.some(isFoundVictim);
      return refuse(isForVictims ? 'persons_are_victims' : 'step_not_possible');
    },
    title: (_, words) => words.t(`referrals.triage.step.${it.event}`),
    page: (shown, page) => <StepFormPage it={it} shown={shown} page={page} />,
  });

const asking = (tools: TriageTools): readonly Screen<Profile>[] => {
  const it: StepPage = {
    ...{ event: 'ask', path: '/received/:reportId/ask', permit: 'referrals.ask-back', tone: 'plain' },
    form: questionForm,
  };
  const again = stepScreen(tools, it);
  const post = postScreen({
    journals: ['referrals.asked_back'],
    ...{ room: 'referrals', path: it.path, permit: it.permit, params: reportParams, body: questionForm, again },
    act: (scene: Scene, { question = '', answer_by }, { params, version }) =>
      askBack(scene, { ...params, version }, { question, answer_by }),
    then: ({ reportId }) => `${pathOf(reportId)}?done=asked`,
  });
  return [again, post];
};

const redirecting = (tools: TriageTools): readonly Screen<Profile>[] => {
  const it: StepPage = {
    ...{ event: 'redirect', path: '/received/:reportId/redirect', permit: 'referrals.redirect', tone: 'warn' },
    form: redirectForm,
  };
  const again = stepScreen(tools, it);
  const post = postScreen({
    journals: ['referrals.redirected', 'identification.outcome_reached', 'referrals.outcome_told', 'cases.task_done'],
    ...{ room: 'referrals', path: it.path, permit: it.permit, params: reportParams, body: redirectForm, again },
    act: (scene: Scene, { redirect_reason = '', redirect_to, outcome_words }, { params, version }) =>
      redirect(scene, { ...params, version }, { redirect_reason, redirect_to, outcome_words }),
    then: ({ reportId, to }) =>
      to === undefined
        ? `${pathOf(reportId)}?done=redirected#handover`
        : `${pathOf(reportId)}/hand-over/${to}?done=redirected`,
  });
  return [again, post];
};

const closingNotTrafficking = (tools: TriageTools): readonly Screen<Profile>[] => {
  const it: StepPage = {
    ...{ event: 'not_thb', path: '/received/:reportId/not-trafficking', permit: 'referrals.redirect', tone: 'warn' },
    form: notTraffickingForm,
  };
  const again = stepScreen(tools, it);
  const post = postScreen({
    journals: ['referrals.closed', 'identification.outcome_reached', 'referrals.outcome_told', 'cases.task_done'],
    ...{ room: 'referrals', path: it.path, permit: it.permit, params: reportParams, body: notTraffickingForm, again },
    act: (scene: Scene, { outcome_reason = '', outcome_words }, { params, version }) =>
      closeNotTrafficking(scene, { ...params, version }, { outcome_reason, outcome_words }),
    then: ({ reportId }) => `${pathOf(reportId)}?done=closed`,
  });
  return [again, post];
};

const closing = (tools: TriageTools): readonly Screen<Profile>[] => {
  const it: StepPage = {
    ...{ event: 'close', path: '/received/:reportId/close', permit: 'referrals.redirect', tone: 'plain' },
    form: null,
  };
  const again = stepScreen(tools, it);
  const post = postScreen({
    journals: ['referrals.closed', 'referrals.outcome_told', 'cases.task_done'],
    ...{ room: 'referrals', path: it.path, permit: it.permit, params: reportParams, body: noForm, again },
    act: (scene: Scene, _, { params, version }) => closeReport(scene, { ...params, version }),
    then: ({ reportId }) => `${pathOf(reportId)}?done=closed`,
  });
  return [again, post];
};

/** The steps that ask something first: a question, a reason, an outcome. */
export const stepScreens = (tools: TriageTools): readonly Screen<Profile>[] => [
  ...asking(tools),
  ...redirecting(tools),
  ...closingNotTrafficking(tools),
  ...closing(tools),
];
