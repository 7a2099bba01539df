import { z } from 'zod';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import {
  Button,
  Details,
  ErrorSummary,
  FieldSet,
  FormFor,
  getScreen,
  named,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { VNode } from 'preact';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  cancelSession,
  endGoal,
  type GoalEndInput,
  type HeldInput,
  noteSession,
  type Session,
} from '../actions/index.ts';
import { cancelForm, goalEndForm, heldForm } from '../facts.ts';
import { FormPage } from './doings.tsx';
import { loadOn, type On } from './load.ts';
import { InnerHead, momentText, serviceName, stateIn } from './parts.tsx';

const place = { room: 'assistance', permit: 'assistance.work' } as const;
const goalParams = z.object({ caseId: z.uuid(), goalId: z.uuid() });
const sessionParams = z.object({ caseId: z.uuid(), sessionId: z.uuid() });

const goalScreen: Screen<Profile> = getScreen({
  ...place,
  path: '/cases/:caseId/assistance/goals/:goalId',
  params: goalParams,
  load: async (scene: Scene, { params }) => {
    const on = await loadOn(scene, params.caseId);
    if (isRefusal(on)) return on;
    const goal = on.goals.find(({ id }) => id === params.goalId);
    if (goal === undefined) return null;
    return goal.state === 'open' ? { ...on, goal } : refuse('already_ended');
  },
  title: (_, words) => words.t('assistance.goal.end'),
  page: ({ goal, ...on }, page) => (
    <FormPage
      on={on}
      page={page}
      title={page.words.t('assistance.goal.end')}
      lead={serviceName(page, goal.service)}
      action={`/cases/${on.file.id}/assistance/goals/${goal.id}`}
      form={goalEndForm}
      start={{ goal_ended_on: page.today }}
      version={goal.version}
      save={page.words.t('assistance.goal.end_save')}
    />
  ),
});

const endGoalScreen: Screen<Profile> = postScreen({
  ...place,
  path: '/cases/:caseId/assistance/goals/:goalId',
  journals: ['assistance.goal_ended'],
  params: goalParams,
  body: goalEndForm,
  act: (scene: Scene, input, { params, version }) => endGoal(scene, { ...params, version }, input as GoalEndInput),
  then: ({ caseId }) => `/cases/${caseId}/assistance?done=goal_ended`,
  again: goalScreen,
});

const SessionPage = ({ on, session, page }: { on: On; session: Session; page: PageContext }): VNode => {
  const { words } = page;
  const base = `/cases/${on.file.id}/assistance/sessions/${session.id}`;
  const version = String(session.version);
  const hasBegun = session.plannedAt <= on.now;
  return (
    <>
      <InnerHead
        file={on.file}
        page={page}
        profile={on.profile}
        title={named(page, 'session-kinds', session.kind)}
        lead={`${momentText(words, session.plannedAt)} · ${named(page, 'session-places', session.place)}`}
        state={on.support.state}
      />
      <ErrorSummary page={page} />
      <Panel title={words.t('assistance.session.note')}>
        {hasBegun ? (
          <FormFor page={page} action={base} version={version}>
            <FieldSet page={page} form={heldForm} state={stateIn(page, heldForm)} />
            <Button>{words.t('assistance.session.note_save')}</Button>
          </FormFor>
        ) : (
          <p class="soft">{words.t('assistance.session.not_begun')}</p>
        )}
      </Panel>
      <Details summary={words.t('assistance.session.cancel')} open={stateIn(page, cancelForm) === page.form}>
        <FormFor page={page} action={`${base}/cancel`} version={version}>
          <FieldSet page={page} form={cancelForm} state={stateIn(page, cancelForm)} />
          <Button kind="quiet">{words.t('assistance.session.cancel')}</Button>
        </FormFor>
      </Details>
    </>
  );
};

const sessionScreen: Screen<Profile> = getScreen({
  ...place,
  path: '/cases/:caseId/assistance/sessions/:sessionId',
  params: sessionParams,
  load: async (scene: Scene, { params }) => {
    const on = await loadOn(scene, params.caseId);
    if (isRefusal(on)) return on;
    const session = on.sessions.find(({ id }) => id === params.sessionId);
    if (session === undefined) return null;
    return session.state === 'planned' ? { on, session } : refuse('already_ended');
  },
  title: (_, words) => words.t('assistance.session.window'),
  page: ({ on, session }, page) => <SessionPage on={on} session={session} page={page} />,
});

const noteScreen: Screen<Profile> = postScreen({
  ...place,
  path: '/cases/:caseId/assistance/sessions/:sessionId',
  journals: ['assistance.session_noted'],
  params: sessionParams,
  body: heldForm,
  act: (scene: Scene, input, { params, version }) => noteSession(scene, { ...params, version }, input as HeldInput),
  then: ({ caseId }) => `/cases/${caseId}/assistance?done=session_noted`,
  again: sessionScreen,
});

const cancelScreen: Screen<Profile> = postScreen({
  ...place,
  path: '/cases/:caseId/assistance/sessions/:sessionId/cancel',
  journals: ['assistance.session_cancelled'],
  params: sessionParams,
  body: cancelForm,
  act: (scene: Scene, input, { params, version }) =>
    cancelSession(scene, { ...params, version }, input.cancel_reason ?? 'other'),
  then: ({ caseId }) => `/cases/${caseId}/assistance?done=session_cancelled`,
  again: sessionScreen,
});

/** How goals end, and what became of appointments. */
export const endScreens: readonly Screen<Profile>[] = [
  goalScreen,
  endGoalScreen,
  sessionScreen,
  noteScreen,
  cancelScreen,
];
