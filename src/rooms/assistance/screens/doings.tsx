import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Form } from '../../../platform/form/index.ts';
import {
  Button,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene, Transition } from '../../../profile/index.ts';
import {
  assess,
  type GoalInput,
  planSession,
  type SessionInput,
  setGoal,
  type StepInput,
  takeStep,
} from '../actions/index.ts';
import { assessFormOf, goalForm, sessionForm, stepFormOf } from '../facts.ts';
import { assistanceMachine, questionsOf, steps } from '../steps.ts';
import { loadOn, type On } from './load.ts';
import { type AssistanceTools, caseParams, InnerHead } from './parts.tsx';

const place = { room: 'assistance', permit: 'assistance.work' } as const;

type FieldsProps = {
  readonly page: PageContext;
  readonly form: Form<unknown>;
  readonly start?: Parameters<typeof formState>[1];
  /** Fields that stand side by side, as many as there is room for; the others follow each other. */
  readonly beside?: readonly string[];
};

const Fields = ({ page, form, start, beside = [] }: FieldsProps): VNode => {
  const state = page.form ?? formState(form, start ?? {});
  if (beside.length === 0) return <FieldSet page={page} form={form} state={state} />;
  const ids = form.fields.map(({ id }) => id);
  const [before, after] = [ids.slice(0, ids.indexOf(beside[0] ?? '')), ids.slice(ids.indexOf(beside.at(-1) ?? '') + 1)];
  return (
    <>
      <FieldSet page={page} form={form} state={state} only={before} />
      <div class="board">
        {beside.map((id) => (
          <div key={id} class="board-card">
            <FieldSet page={page} form={form} state={state} only={[id]} />
          </div>
        ))}
      </div>
      <FieldSet page={page} form={form} state={state} only={after} />
    </>
  );
};

type FormPageProps = FieldsProps & {
  readonly on: On;
  readonly title: string;
  readonly lead?: string;
  readonly action: string;
  readonly version?: number;
  readonly save: string;
};

/** A page that is one form, under the head of its support. */
export const FormPage = (props: FormPageProps): VNode => {
  const { on, page } = props;
  return (
    <>
      <InnerHead
        file={on.file}
        page={page}
        profile={on.profile}
        title={props.title}
        state={on.support.state}
        {...(props.lead === undefined ? {} : { lead: props.lead })}
      />
      <ErrorSummary page={page} />
      <Panel title={props.title}>
        <FormFor
          page={page}
          action={props.action}
          {...(props.version === undefined ? {} : { version: String(props.version) })}
        >
          <Fields {...props} />
          <Button>{props.save}</Button>
        </FormFor>
      </Panel>
    </>
  );
};

const stepParams = z.object({ caseId: z.uuid(), event: z.string().regex(/^[a-z_]{1,60}$/) });

const stepScreen: Screen<Profile> = getScreen({
  ...place,
  path: '/cases/:caseId/assistance/step/:event',
  params: stepParams,
  load: async (scene: Scene, { params }) => {
    const on = await loadOn(scene, params.caseId);
    if (isRefusal(on)) return on;
    // The end has a page of its own: it asks what comes after.
    const step: Transition | undefined = on.open.find(({ event }) => event === params.event && event !== steps.end);
    return step === undefined ? refuse('no_such_step') : { ...on, step };
  },
  title: ({ step }, words) => words.t(`assistance.step.${step.event}`),
  page: ({ step, ...on }, page) => {
    const { words } = page;
    const hint = `assistance.step_text.${step.event}`;
    return (
      <FormPage
        on={on}
        page={page}
        title={words.t(`assistance.step.${step.event}`)}
        {...(words.has(hint) ? { lead: words.t(hint) } : {})}
        action={`/cases/${on.file.id}/assistance/step/${step.event}`}
        form={stepFormOf(questionsOf(step.event))}
        start={{ on_day: page.today }}
        version={on.support.version}
        save={words.t('assistance.save')}
      />
    );
  },
});

const saveStepScreen = ({ profile }: AssistanceTools): Screen<Profile> =>
  postScreen({
    ...place,
    path: '/cases/:caseId/assistance/step/:event',
    journals: ['assistance.step_taken', 'cases.task_done'],
    params: stepParams,
    body: ({ event }) =>
      event !== steps.end && profile.steps(assistanceMachine).transitions.some((one) => one.event === event)
        ? stepFormOf(questionsOf(event))
        : null,
    act: (scene: Scene, input, { params, version }) => takeStep(scene, { ...params, version }, input as StepInput),
    then: ({ caseId }) => `/cases/${caseId}/assistance?done=step_taken`,
    again: stepScreen,
  });

const assessParams = z.object({ caseId: z.uuid(), kind: z.enum(['danger', 'needs']) });

const assessScreen: Screen<Profile> = getScreen({
  ...place,
  path: '/cases/:caseId/assistance/assess/:kind',
  params: assessParams,
  load: async (scene: Scene, { params }) => {
    const on = await loadOn(scene, params.caseId);
    return isRefusal(on) ? on : { ...on, kind: params.kind };
  },
  title: ({ kind }, words) => words.t(`assistance.assess.${kind}`),
  page: ({ kind, ...on }, page) => (
    <FormPage
      on={on}
      page={page}
      title={page.words.t(`assistance.assess.${kind}`)}
      lead={page.words.t(`assistance.assess_text.${kind}`)}
      action={`/cases/${on.file.id}/assistance/assess/${kind}`}
      form={assessFormOf(kind)}
      start={{ made_on: page.today }}
      beside={['found_high', 'found_some', 'found_unknown']}
      save={page.words.t('assistance.assess.save')}
    />
  ),
});

const saveAssessScreen: Screen<Profile> = postScreen({
  ...place,
  path: '/cases/:caseId/assistance/assess/:kind',
  once: true,
  journals: ['assistance.assessed', 'cases.task_done'],
  params: assessParams,
  body: ({ kind }) => assessFormOf(kind),
  act: (scene: Scene, input, { params }) =>
    assess(scene, params, {
      made_on: input.made_on ?? scene.clock.today(scene.profile.timeZone),
      ticked: { high: input.found_high ?? [], some: input.found_some ?? [], unknown: input.found_unknown ?? [] },
      assessment_note: input.assessment_note,
    }),
  then: ({ caseId }) => `/cases/${caseId}/assistance?done=assessed`,
  again: assessScreen,
});

const newGoalScreen: Screen<Profile> = getScreen({
  ...place,
  path: '/cases/:caseId/assistance/goals/new',
  params: caseParams,
  load: (scene: Scene, { params }) => loadOn(scene, params.caseId),
  title: (_, words) => words.t('assistance.goal.add'),
  page: (on, page) => (
    <FormPage
      on={on}
      page={page}
      title={page.words.t('assistance.goal.add')}
      lead={page.words.t('assistance.goal.text')}
      action={`/cases/${on.file.id}/assistance/goals/new`}
      form={goalForm}
      start={on.support.team === null ? {} : { team: on.support.team }}
      save={page.words.t('assistance.goal.save')}
    />
  ),
});

const saveGoalScreen: Screen<Profile> = postScreen({
  ...place,
  path: '/cases/:caseId/assistance/goals/new',
  once: true,
  journals: ['assistance.goal_set'],
  params: caseParams,
  body: goalForm,
  act: (scene: Scene, input, { params }) => setGoal(scene, params.caseId, input as GoalInput),
  then: ({ caseId }) => `/cases/${caseId}/assistance?done=goal_set`,
  again: newGoalScreen,
});

const newSessionScreen: Screen<Profile> = getScreen({
  ...place,
  path: '/cases/:caseId/assistance/sessions/new',
  params: caseParams,
  load: (scene: Scene, { params }) => loadOn(scene, params.caseId),
  title: (_, words) => words.t('assistance.session.add'),
  page: (on, page) => (
    <FormPage
      on={on}
      page={page}
      title={page.words.t('assistance.session.add')}
      lead={page.words.t('assistance.session.text')}
      action={`/cases/${on.file.id}/assistance/sessions/new`}
      form={sessionForm}
      save={page.words.t('assistance.session.save')}
    />
  ),
});

const saveSessionScreen: Screen<Profile> = postScreen({
  ...place,
  path: '/cases/:caseId/assistance/sessions/new',
  once: true,
  journals: ['assistance.session_planned'],
  params: caseParams,
  body: sessionForm,
  act: (scene: Scene, input, { params }) => planSession(scene, params.caseId, input as SessionInput),
  then: ({ caseId }) => `/cases/${caseId}/assistance?done=session_planned`,
  again: newSessionScreen,
});

/** Steps, assessments, new goals and new appointments, each on a page of its own. */
export const doingScreens = (tools: AssistanceTools): readonly Screen<Profile>[] => [
  stepScreen,
  saveStepScreen(tools),
  assessScreen,
  saveAssessScreen,
  newGoalScreen,
  saveGoalScreen,
  newSessionScreen,
  saveSessionScreen,
];
