import { type Instant, instantOn, minutesOf, type PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { callForTask, settleTasks } from '../../cases/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { mayFollow, mayPlace, mayRead } from '../access.ts';
import type { AccommodationRefusal } from '../facts.ts';
import { seenBefore } from '../rules/index.ts';
import { sleepingStates } from '../steps.ts';
import { closeAlarm, findAlarm, insertAlarm, type Placement } from '../store/index.ts';
import { placementSeen, type Result, today } from './acting.ts';
import type { Seen } from './stay.ts';

export type AlarmInput = { readonly last_seen_on: PlainDate; readonly last_seen_hour?: string | undefined };

/** Who is told the moment somebody is missing, by code; those with accounts read it here, the others are called. */
export const toldAtOnce = ({ profile }: Scene, isMinor: boolean): readonly string[] => [
  ...new Set(
    profile.accommodation.told_at_once
      .filter(({ when }) => when === 'always' || isMinor)
      .flatMap(({ part }) => profile.organisationsPlaying(part).map(({ code }) => code)),
  ),
];

const lastSeen = (scene: Scene, input: AlarmInput): Outcome<Instant, AccommodationRefusal> => {
  const typed = input.last_seen_hour?.trim() ?? '';
  const minutes = typed === '' ? 0 : minutesOf(typed);
  if (minutes === null) return refuse('not_seen_later', { field: 'last_seen_hour' });
  const at = instantOn(input.last_seen_on, scene.profile.timeZone, minutes);
  const before = seenBefore(at, scene.clock.now());
  return isRefusal(before) ? before : at;
};

const emitMissing = (scene: Scene, seen: Placement, alarmId: Uuid, audience: readonly Uuid[]): void =>
  scene.emit({
    type: 'accommodation.person_missing',
    subject: { kind: 'alarm', id: alarmId },
    ...(seen.caseId === null ? {} : { caseId: seen.caseId }),
    audience,
    data: { minor: seen.minor !== 'no' },
  });

/**
 * Somebody did not come back. Those whom the profile names are told at once; the bed stays held. A child, or somebody whose
 * age is not certain, counts as a child.
 */
export const raiseAlarm = async (scene: Scene, it: Seen, input: AlarmInput): Result<{ placementId: Uuid }> => {
  const may = mayRead(scene.viewer);
  if (isRefusal(may)) return may;
  const seen = await placementSeen(scene, it.placementId, null);
  if (isRefusal(seen)) return seen;
  if (!sleepingStates.includes(seen.state)) return refuse('no_such_step');
  const lastSeenAt = lastSeen(scene, input);
  if (isRefusal(lastSeenAt)) return lastSeenAt;
  const minor = seen.minor !== 'no';
  const told = toldAtOnce(scene, minor);
  const withAccounts = told.filter((code) => scene.profile.organisation(code).accounts);
  const audience = [...new Set([...seen.audience, ...withAccounts.map((code) => idOfBody(scene.profile, code))])];
  const { id: placementId, caseId } = seen;
  const raised = { placementId, caseId, audience, minor, lastSeenAt, told, raisedAt: scene.clock.now() };
  const alarmId = await insertAlarm(scene.tx, { ...raised, by: scene.viewer.staffId });
  if (alarmId === null) return refuse('already_missing');
  emitMissing(scene, seen, alarmId, audience);
  if (caseId !== null) await callForTask(scene, { caseId, kind: 'find_missing_person', dueOn: today(scene) });
  return { placementId };
};

/** Ends an alarm, by the service or the police. */
export const endAlarm = async (
  scene: Scene,
  alarmId: Uuid,
  input: { readonly alarm_outcome: string },
): Result<{ placementId: Uuid; caseId: Uuid | null }> => {
  const { viewer, profile } = scene;
  const may = mayPlace(viewer, profile);
  if (isRefusal(may) && isRefusal(mayFollow(viewer, profile))) return may;
  const alarm = await findAlarm(scene.tx, alarmId);
  if (alarm === null) return refuse('not_found');
  const end = { outcome: input.alarm_outcome, by: viewer.staffId, at: scene.clock.now() };
  if (!(await closeAlarm(scene.tx, alarm, end))) return refuse('already_closed');
  if (alarm.caseId !== null) await settleTasks(scene, alarm.caseId, 'find_missing_person');
  scene.emit({
    type: 'accommodation.missing_ended',
    subject: { kind: 'alarm', id: alarmId },
    ...(alarm.caseId === null ? {} : { caseId: alarm.caseId }),
    audience: alarm.audience,
    data: { outcome: input.alarm_outcome },
  });
  return { placementId: alarm.placementId, caseId: alarm.caseId };
};
