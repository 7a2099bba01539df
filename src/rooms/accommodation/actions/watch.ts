import { type Instant, instantOn, type PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { callForTask } from '../../cases/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { mayFollow, mayPlace, mayRead } from '../access.ts';
import type { AccommodationRefusal } from '../facts.ts';
import { abroadAllowed, leaveAllowed, minutesOf, seenBefore } from '../rules/index.ts';
import { sleepingStates, steps } from '../steps.ts';
import {
  type Abroad,
  answerAbroad,
  closeAlarm,
  findAbroad,
  findAlarm,
  findPlacement,
  followAbroad,
  insertAbroad,
  insertAlarm,
  type Placement,
} from '../store/index.ts';
import { askStep, bodyPlaying, placementSeen, type Result, today, writeStep } from './acting.ts';
import { releaseFrom } from './give.ts';
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
  scene.emit({
    type: 'accommodation.missing_ended',
    subject: { kind: 'alarm', id: alarmId },
    ...(alarm.caseId === null ? {} : { caseId: alarm.caseId }),
    audience: alarm.audience,
    data: { outcome: input.alarm_outcome },
  });
  return { placementId: alarm.placementId, caseId: alarm.caseId };
};

export type AbroadInput = {
  readonly abroad_country: string;
  readonly abroad_from: PlainDate;
  readonly abroad_until: PlainDate;
  readonly danger_checked: boolean;
};

/** Proposes a placement in another country to the police; nobody is moved until they agree. */
export const proposeAbroad = async (scene: Scene, it: Seen, input: AbroadInput): Result<{ placementId: Uuid }> => {
  const may = mayPlace(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const seen = await placementSeen(scene, it.placementId, it.version);
  if (isRefusal(seen)) return seen;
  if (seen.caseId === null) return refuse('no_such_step');
  const { abroad_country: country, abroad_from: fromDay, abroad_until: untilDay } = input;
  const lawful = abroadAllowed(scene.profile, { country, from: fromDay, until: untilDay });
  if (isRefusal(lawful)) return lawful;
  if (!input.danger_checked) return refuse('risk_not_checked', { field: 'danger_checked' });
  const possible = askStep(scene, {
    placement: seen,
    event: steps.danger,
    on: today(scene),
    holds: ['risk-checked', 'two-bodies'],
  });
  if (isRefusal(possible)) return possible;
  const police = idOfBody(scene.profile, scene.profile.organisationFor('identifies').code);
  const abroadId = await insertAbroad(scene.tx, {
    ...{ placementId: seen.id, caseId: seen.caseId, supportOrganisationId: bodyPlaying(scene, 'supports') },
    ...{ policeOrganisationId: police, country, fromDay, untilDay },
    visitEveryDays: scene.profile.accommodation.abroad.visit_every_days,
    ...{ by: scene.viewer.staffId, at: scene.clock.now() },
  });
  if (abroadId === null) return refuse('already_asked');
  emitAbroad(scene, { type: 'accommodation.abroad_proposed', ...seen, abroadId, caseId: seen.caseId, police });
  return { placementId: seen.id };
};

type AbroadEvent = {
  readonly type: string;
  readonly abroadId: Uuid;
  readonly caseId: Uuid;
  readonly police: Uuid;
};

const emitAbroad = (scene: Scene, it: AbroadEvent): void =>
  scene.emit({
    type: it.type,
    subject: { kind: 'abroad', id: it.abroadId },
    caseId: it.caseId,
    audience: [
      it.police,
      ...scene.profile.organisationsPlaying('supports').map(({ code }) => idOfBody(scene.profile, code)),
    ],
  });

/** The police's answer: with a yes, two bodies have agreed. */
export const answerProposal = async (scene: Scene, abroadId: Uuid, agrees: boolean): Result<{ caseId: Uuid }> => {
  const may = mayFollow(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const seen = await findAbroad(scene.tx, abroadId);
  if (seen === null) return refuse('not_found');
  const answer = { state: agrees ? 'agreed' : 'refused', by: scene.viewer.staffId, at: scene.clock.now() } as const;
  if (!(await answerAbroad(scene.tx, seen, answer))) return refuse('already_answered');
  const told = { type: agrees ? 'accommodation.abroad_agreed' : 'accommodation.abroad_refused' };
  emitAbroad(scene, { ...told, abroadId, caseId: seen.caseId, police: seen.policeOrganisationId });
  return { caseId: seen.caseId };
};

const agreedAbroad = async (scene: Scene, abroadId: Uuid): Result<Abroad> => {
  const seen = await findAbroad(scene.tx, abroadId);
  if (seen === null) return refuse('not_found');
  return seen.state === 'agreed' ? seen : refuse('both_must_agree');
};

/** Writes down that somebody went abroad, once both bodies have agreed. The bed here is free from that day. */
export const goAbroad = async (scene: Scene, abroadId: Uuid): Result<{ placementId: Uuid }> => {
  const may = mayPlace(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const abroad = await agreedAbroad(scene, abroadId);
  if (isRefusal(abroad)) return abroad;
  const seen = await findPlacement(scene.tx, abroad.placementId);
  if (seen === null) return refuse('not_found');
  const on = today(scene);
  const state = askStep(scene, { placement: seen, event: steps.danger, on, holds: ['risk-checked', 'two-bodies'] });
  if (isRefusal(state)) return state;
  const released = await releaseFrom(scene, seen.id, on);
  if (isRefusal(released)) return released;
  return writeStep(scene, seen, {
    change: { state, house: null, fromDay: on, untilDay: abroad.untilDay > on ? abroad.untilDay : null, movedInOn: on },
    ...{ event: steps.danger, on, until: abroad.untilDay, type: 'accommodation.went_abroad' },
  });
};

/** Writes down a visit to somebody abroad, by the service or the police. */
export const noteVisit = async (
  scene: Scene,
  abroadId: Uuid,
  input: { readonly visited_on: PlainDate },
): Result<{ caseId: Uuid }> => {
  const { viewer, profile } = scene;
  const may = mayPlace(viewer, profile);
  if (isRefusal(may) && isRefusal(mayFollow(viewer, profile))) return may;
  const seen = await agreedAbroad(scene, abroadId);
  if (isRefusal(seen)) return seen;
  const lawful = leaveAllowed(
    { on: input.visited_on, today: today(scene), since: seen.visitedOn ?? seen.fromDay },
    'visited_on',
  );
  if (isRefusal(lawful)) return lawful;
  if (!(await followAbroad(scene.tx, seen, { visitedOn: input.visited_on }))) return refuse('changed_meanwhile');
  emitAbroad(scene, {
    type: 'accommodation.abroad_visited',
    abroadId,
    caseId: seen.caseId,
    police: seen.policeOrganisationId,
  });
  return { caseId: seen.caseId };
};
