import type { PlainDate } from '../../../platform/clock.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { dayHolds } from '../rules/index.ts';
import { workingStates } from '../steps.ts';
import { endGoalRow, type Goal, goalsOf, insertGoal } from '../store/index.ts';
import { about, type Done, type Result, sealTexts, today, workingOn } from './acting.ts';

export type GoalInput = {
  readonly service: string;
  readonly goal_text: string;
  readonly team?: string | undefined;
  readonly target_on?: PlainDate | undefined;
};

/** Sets a goal under one of the services of the law; its words are sealed, the service and the days are not. */
export const setGoal = async (scene: Scene, caseId: Uuid, input: GoalInput): Result<Done> => {
  const working = await workingOn(scene, caseId);
  if (isRefusal(working)) return working;
  if (!workingStates.includes(working.support.state)) return refuse('not_yet');
  const id = newId();
  const { service, target_on: targetOn = null } = input;
  await insertGoal(scene.tx, {
    ...{ id, service, team: input.team ?? working.support.team, targetOn, setOn: today(scene) },
    ...{ supportId: working.support.id, by: scene.viewer.staffId, at: scene.clock.now() },
  });
  await sealTexts(scene, working, { [`goal.${id}`]: input.goal_text });
  scene.emit({ ...{ type: 'assistance.goal_set', ...about(working) }, data: { service } });
  return { caseId };
};

export type GoalEndInput = {
  readonly goal_state: string;
  readonly goal_outcome: string;
  readonly goal_ended_on: PlainDate;
};

/** A goal of a case, as an act names it. */
export type GoalSeen = { readonly caseId: Uuid; readonly goalId: Uuid; readonly version: string | null };

/** Ends a goal: achieved, partly or not, always with a reason in a code. */
export const endGoal = async (scene: Scene, it: GoalSeen, input: GoalEndInput): Result<Done> => {
  const working = await workingOn(scene, it.caseId);
  if (isRefusal(working)) return working;
  const seen: Goal | undefined = (await goalsOf(scene.tx, working.support.id)).find(({ id }) => id === it.goalId);
  if (seen === undefined) return refuse('not_found');
  if (seen.state !== 'open') return refuse('already_ended');
  if (it.version !== null && it.version !== String(seen.version)) return refuse('changed_meanwhile');
  const on = input.goal_ended_on;
  const day = dayHolds(scene.profile, { on, today: today(scene), after: seen.setOn, field: 'goal_ended_on' });
  if (isRefusal(day)) return day;
  const end = { state: input.goal_state, reason: input.goal_outcome, on };
  if (!(await endGoalRow(scene.tx, seen, end))) return refuse('changed_meanwhile');
  scene.emit({
    ...{ type: 'assistance.goal_ended', ...about(working) },
    data: { service: seen.service, goal: input.goal_state, why: input.goal_outcome, on },
  });
  return { caseId: it.caseId };
};
