import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Notice,
  type PageContext,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import { refuse } from '../../../platform/outcome.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { mayInterview } from '../access.ts';
import { type Interview, planInterview, type PlanInput, recordInterview, type RecordInput } from '../actions/index.ts';
import { planForm, recordForm } from '../facts.ts';
import { caseParams, InnerHead, loadAllowed, type Shown, effectsOfStep } from './parts.tsx';

const PlanPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { view } = shown;
  const { words } = page;
  const wish = view.reported.interpreterWish;
  const start = {
    ...(view.reported.languages[0] === undefined ? {} : { language: view.reported.languages[0] }),
    ...(wish === 'female' || wish === 'male' ? { interpreter_wish: wish } : {}),
  };
  return (
    <>
      <InnerHead
        file={view.file}
        profile={shown.profile}
        page={page}
        title={words.t('identification.interview.plan')}
      />
      <ErrorSummary page={page} />
      <Notice>{words.t('identification.interview.plan_advice')}</Notice>
      <FormFor page={page} action={`/cases/${view.file.id}/identification/plan`}>
        <FieldSet page={page} form={planForm} state={page.form ?? formState(planForm, start)} />
        <Button>{words.t('identification.interview.plan_save')}</Button>
      </FormFor>
    </>
  );
};

const planScreen: Screen<Profile> = getScreen({
  room: 'identification',
  path: '/cases/:caseId/identification/plan',
  permit: 'identification.interview',
  params: caseParams,
  load: (scene: Scene, { params }) => loadAllowed(scene, params.caseId, mayInterview(scene.viewer, scene.profile)),
  title: (_, words) => words.t('identification.interview.plan'),
  page: (shown, page) => <PlanPage shown={shown} page={page} />,
});

const savePlanScreen: Screen<Profile> = postScreen({
  journals: ['identification.interview_planned', ...effectsOfStep, 'cases.task_done'],
  room: 'identification',
  path: '/cases/:caseId/identification/plan',
  once: true,
  permit: 'identification.interview',
  params: caseParams,
  body: planForm,
  act: (scene: Scene, input, { params }) => planInterview(scene, params.caseId, input as PlanInput),
  then: (_, { caseId }) => `/cases/${caseId}/identification?done=interview_planned`,
  again: planScreen,
});

type Recording = { readonly shown: Shown; readonly planned: string | null };

/** What was planned, to begin the record with. */
const plannedAnswers = (planned: Interview): Record<string, string | boolean> => ({
  ...(planned.place === null ? {} : { place: planned.place }),
  ...(planned.language === null ? {} : { language: planned.language }),
  ...(planned.interpreter === null ? {} : { interpreter: planned.interpreter }),
  ...(planned.interpreterNumber === null ? {} : { interpreter_number: planned.interpreterNumber }),
  support_accompanied: planned.supportAccompanies,
});

const RecordPage = ({ recording, page }: { recording: Recording; page: PageContext }): VNode => {
  const { view, profile } = recording.shown;
  const { words } = page;
  const planned = view.interviews.find(({ id }) => id === recording.planned);
  const base = `/cases/${view.file.id}/identification`;
  const start = { held_on: page.today, ...(planned === undefined ? {} : plannedAnswers(planned)) };
  return (
    <>
      <InnerHead
        file={view.file}
        profile={profile}
        page={page}
        title={words.t('identification.interview.record')}
        lead={words.t('identification.interview.record_lead')}
      />
      <ErrorSummary page={page} />
      <FormFor
        page={page}
        action={recording.planned === null ? `${base}/record` : `${base}/interviews/${recording.planned}/record`}
      >
        <FieldSet page={page} form={recordForm} state={page.form ?? formState(recordForm, start)} />
        <Button>{words.t('identification.interview.record_save')}</Button>
      </FormFor>
    </>
  );
};

const plannedParams = z.object({ caseId: z.uuid(), interviewId: z.uuid() });

const recording = async (scene: Scene, caseId: string, planned: string | null) => {
  const shown = await loadAllowed(scene, caseId, mayInterview(scene.viewer, scene.profile));
  if ('refused' in shown) return shown;
  if (planned !== null && !shown.view.interviews.some(({ id }) => id === planned)) return refuse('not_found');
  return { shown, planned };
};

const recordScreen: Screen<Profile> = getScreen({
  room: 'identification',
  path: '/cases/:caseId/identification/record',
  permit: 'identification.interview',
  params: caseParams,
  load: (scene: Scene, { params }) => recording(scene, params.caseId, null),
  title: (_, words) => words.t('identification.interview.record'),
  page: (it, page) => <RecordPage recording={it} page={page} />,
});

const recordPlannedScreen: Screen<Profile> = getScreen({
  room: 'identification',
  path: '/cases/:caseId/identification/interviews/:interviewId/record',
  permit: 'identification.interview',
  params: plannedParams,
  load: (scene: Scene, { params }) => recording(scene, params.caseId, params.interviewId),
  title: (_, words) => words.t('identification.interview.record'),
  page: (it, page) => <RecordPage recording={it} page={page} />,
});

const saveRecordScreen: Screen<Profile> = postScreen({
  journals: ['identification.interview_held', ...effectsOfStep, 'cases.task_done'],
  room: 'identification',
  path: '/cases/:caseId/identification/record',
  once: true,
  permit: 'identification.interview',
  params: caseParams,
  body: recordForm,
  act: (scene: Scene, input, { params }) => recordInterview(scene, params.caseId, input as RecordInput),
  then: (_, { caseId }) => `/cases/${caseId}/identification?done=interview_held`,
  again: recordScreen,
});

const savePlannedScreen: Screen<Profile> = postScreen({
  journals: ['identification.interview_held', ...effectsOfStep, 'cases.task_done'],
  room: 'identification',
  path: '/cases/:caseId/identification/interviews/:interviewId/record',
  permit: 'identification.interview',
  params: plannedParams,
  body: recordForm,
  act: (scene: Scene, input, { params }) =>
    recordInterview(scene, params.caseId, input as RecordInput, params.interviewId),
  then: (_, { caseId }) => `/cases/${caseId}/identification?done=interview_held`,
  again: recordPlannedScreen,
});

/** Planning and recording interviews. */
export const interviewScreens: readonly Screen<Profile>[] = [
  planScreen,
  savePlanScreen,
  recordScreen,
  saveRecordScreen,
  recordPlannedScreen,
  savePlannedScreen,
];
