import { instantOn, type PlainDate } from '../../../platform/clock.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { minutesOf } from '../rules/index.ts';
import { waitingStates } from '../steps.ts';
import { endSession, insertSession, type Session, type SessionEnd, sessionsOf } from '../store/index.ts';
import { interpreterFor } from './interpreters.ts';
import { about, type Done, type Result, sealTexts, type Working, workingOn } from './acting.ts';

export type SessionInput = {
  readonly session_kind: string;
  readonly planned_day: PlainDate;
  readonly planned_hour: string;
  readonly session_place: string;
  readonly language?: string | undefined;
  readonly interpreter?: string | undefined;
};

/** Plans an appointment; one that has passed already is no plan. */
export const planSession = async (scene: Scene, caseId: Uuid, input: SessionInput): Result<Done> => {
  const working = await workingOn(scene, caseId);
  if (isRefusal(working)) return working;
  if (waitingStates.includes(working.support.state)) return refuse('not_yet');
  const minutes = minutesOf(input.planned_hour);
  if (minutes === null) return refuse('hour_unclear', { field: 'planned_hour' });
  const plannedAt = instantOn(input.planned_day, scene.profile.timeZone, minutes);
  if (plannedAt < scene.clock.now()) return refuse('moment_past', { field: 'planned_day' });
  const { session_kind: kind, session_place: place, language = null } = input;
  const interpreterId = await interpreterFor(scene, working, { number: input.interpreter, language });
  if (isRefusal(interpreterId)) return interpreterId;
  await insertSession(scene.tx, {
    ...{ id: newId(), kind, place, plannedAt, language, interpreterId },
    ...{ supportId: working.support.id, by: scene.viewer.staffId, at: scene.clock.now() },
  });
  scene.emit({ ...{ type: 'assistance.session_planned', ...about(working) }, data: { on: input.planned_day } });
  return { caseId };
};

/** An appointment of a case, as an act names it. */
export type SessionSeen = { readonly caseId: Uuid; readonly sessionId: Uuid; readonly version: string | null };

type Found = { readonly working: Working; readonly seen: Session };

const planned = async (scene: Scene, it: SessionSeen): Result<Found> => {
  const working = await workingOn(scene, it.caseId);
  if (isRefusal(working)) return working;
  const seen = (await sessionsOf(scene.tx, working.support.id)).find(({ id }) => id === it.sessionId);
  if (seen === undefined) return refuse('not_found');
  if (seen.state !== 'planned') return refuse('already_ended');
  return it.version !== null && it.version !== String(seen.version) ? refuse('changed_meanwhile') : { working, seen };
};

export type HeldInput = {
  readonly attendance: string;
  readonly absence?: string | undefined;
  readonly minutes: number;
  readonly session_note?: string | undefined;
};

const endOf = (input: HeldInput): SessionEnd =>
  input.attendance === 'no'
    ? { state: 'missed', attendance: 'no', reason: input.absence ?? 'other', minutes: input.minutes }
    : { state: 'held', attendance: input.attendance, reason: null, minutes: input.minutes };

/** Writes down whether an appointment took place, and how many minutes of staff it took; never before it has begun. */
export const noteSession = async (scene: Scene, it: SessionSeen, input: HeldInput): Result<Done> => {
  const found = await planned(scene, it);
  if (isRefusal(found)) return found;
  if (found.seen.plannedAt > scene.clock.now()) return refuse('not_yet');
  const end = endOf(input);
  if (!(await endSession(scene.tx, found.seen, end))) return refuse('changed_meanwhile');
  await sealTexts(scene, found.working, { [`session.${it.sessionId}`]: input.session_note });
  scene.emit({
    ...{ type: 'assistance.session_noted', ...about(found.working) },
    data: { attendance: input.attendance },
  });
  return { caseId: it.caseId };
};

/** Takes an appointment back, with a reason in a code. */
export const cancelSession = async (scene: Scene, it: SessionSeen, reason: string): Result<Done> => {
  const found = await planned(scene, it);
  if (isRefusal(found)) return found;
  const end: SessionEnd = { state: 'cancelled', attendance: null, reason, minutes: null };
  if (!(await endSession(scene.tx, found.seen, end))) return refuse('changed_meanwhile');
  scene.emit({ ...{ type: 'assistance.session_cancelled', ...about(found.working) }, data: { why: reason } });
  return { caseId: it.caseId };
};
