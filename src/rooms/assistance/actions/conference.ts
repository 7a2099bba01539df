import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import { hasPermit } from '../../../platform/viewer.ts';
import type { Scene } from '../../../profile/index.ts';
import { dayHolds } from '../rules/index.ts';
import { insertConference, type QuarterGap, readGaps } from '../store/index.ts';
import { about, type Done, type Result, today, workingOn } from './acting.ts';

export type ConferenceInput = {
  readonly held_on: PlainDate;
  readonly bodies_present: readonly string[];
  readonly agreed_points: readonly string[];
  readonly next_conference?: PlainDate | undefined;
};

/** Writes a case conference down: when, which bodies, what was agreed, in codes; nothing else that was said. */
export const noteConference = async (scene: Scene, caseId: Uuid, input: ConferenceInput): Result<Done> => {
  const working = await workingOn(scene, caseId);
  if (isRefusal(working)) return working;
  const on = input.held_on;
  const day = dayHolds(scene.profile, { on, today: today(scene), after: null, field: 'held_on' });
  if (isRefusal(day)) return day;
  const nextOn = input.next_conference ?? null;
  if (nextOn !== null && nextOn <= on) return refuse('next_before', { field: 'next_conference' });
  await insertConference(scene.tx, {
    ...{ supportId: working.support.id, heldOn: on, bodies: input.bodies_present, points: input.agreed_points, nextOn },
    ...{ by: scene.viewer.staffId, at: scene.clock.now() },
  });
  scene.emit({ ...{ type: 'assistance.conference_held', ...about(working) }, data: { on } });
  return { caseId };
};

/** What the law started and practice gave, by quarter and without a person; for the body that coordinates. */
export const readGap = async (scene: Scene): Result<readonly QuarterGap[]> =>
  hasPermit(scene.viewer, 'assistance.gap') ? readGaps(scene.tx) : refuse('may_not_work');
