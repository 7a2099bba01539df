import type { PlainDate } from '../../../platform/clock.ts';
import { isUuid, readReference, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { GuardName, Scene } from '../../../profile/index.ts';
import { loadCase } from '../../cases/index.ts';
import { type BedForCaller, bedForCaller, tieBedToCall } from '../../referrals/index.ts';
import { mayPlace } from '../access.ts';
import { beginsInTime, isOutsideHours } from '../rules/index.ts';
import { placementMachine } from '../steps.ts';
import {
  caseCalled,
  findPlacement,
  insertPlacement,
  insertStep,
  type Request,
  updatePlacement,
} from '../store/index.ts';
import { bodyPlaying, placementSeen, type Result, today } from './acting.ts';
import { giveNight } from './give.ts';
import { countFits, type DemandInput, housesNamed, type NeedInput, needsOf } from './needs.ts';
import { dedicatedBedSuits } from './search.ts';

export type RequestInput = DemandInput & { readonly needed_from: PlainDate; readonly nights: number };

type Asked = { readonly caseId: Uuid | null; readonly needs: Request };

const ask = async (scene: Scene, { caseId, needs }: Asked): Result<Uuid> => {
  const state = scene.profile.steps(placementMachine).initial;
  const placementId = await insertPlacement(scene.tx, {
    ...{ ...needs, caseId, state, supportOrganisationId: bodyPlaying(scene, 'supports') },
    ...{ by: scene.viewer.staffId, at: scene.clock.now() },
  });
  if (placementId === null) return refuse('already_asked');
  await insertStep(scene.tx, placementId, {
    ...{ event: 'ask', toState: state, reason: null, onDay: needs.neededFrom, untilDay: null, bedId: null },
    organisationId: scene.viewer.organisationId,
    ...{ madeBy: scene.viewer.staffId, madeAt: scene.clock.now() },
  });
  scene.emit({
    type: 'accommodation.bed_asked',
    subject: { kind: 'placement', id: placementId },
    ...(caseId === null ? {} : { caseId }),
    data: { from: needs.neededFrom, nights: needs.nights },
  });
  return placementId;
};

/** Asks for a bed for the person of a case. Once while one is living: two beds for one person cannot be asked. */
export const askForBed = async (scene: Scene, caseId: Uuid, input: RequestInput): Result<{ placementId: Uuid }> => {
  const may = mayPlace(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  if ((await loadCase(scene, caseId)) === null) return refuse('not_found');
  const fits = countFits(input);
  if (isRefusal(fits)) return fits;
  const inTime = beginsInTime(input.needed_from, today(scene), 'needed_from');
  if (isRefusal(inTime)) return inTime;
  const avoidHouses = await housesNamed(scene, input);
  if (isRefusal(avoidHouses)) return avoidHouses;
  const placementId = await ask(scene, {
    caseId,
    needs: { ...needsOf(input, avoidHouses), neededFrom: input.needed_from, nights: input.nights },
  });
  return isRefusal(placementId) ? placementId : { placementId };
};

const localNow = ({ clock, profile }: Scene): { readonly day: PlainDate; readonly time: string } => ({
  day: clock.today(profile.timeZone),
  time: new Intl.DateTimeFormat('en-GB', {
    ...{ hour: '2-digit', minute: '2-digit', hour12: false, timeZone: profile.timeZone },
  }).format(Date.parse(clock.now())),
});

/** Whether a room for the night may be given now: outside office hours, or when no bed of a house suits tonight. */
const nightHolds = async (scene: Scene, placementId: Uuid): Promise<readonly GuardName[]> => {
  if (isOutsideHours(scene.profile, localNow(scene))) return ['outside-hours'];
  const placement = await findPlacement(scene.tx, placementId);
  if (placement === null) return [];
  const hasBed = await dedicatedBedSuits(scene, { placement, from: today(scene), nights: 1 });
  return hasBed ? [] : ['outside-hours'];
};

export type NightInput = NeedInput & {
  readonly case_reference?: string | undefined;
  /** The call during which the room is taken. */
  readonly for_call?: string | undefined;
};

/** The call a room is for, where the viewer takes calls; a bed is never refused because of the call. */
const callNamed = (scene: Scene, typed: string): Promise<BedForCaller | null> =>
  isUuid(typed) ? bedForCaller(scene, typed) : Promise.resolve(null);

const caseNamed = async (scene: Scene, typed: string): Result<Uuid> => {
  const reference = readReference(typed);
  const caseId = reference === null ? null : await caseCalled(scene.tx, reference);
  return caseId ?? refuse('case_unknown', { field: 'case_reference' });
};

const caseIfNamed = async (scene: Scene, typed: string): Result<Uuid | null> =>
  typed.trim() === '' ? null : caseNamed(scene, typed);

/**
 * A room for tonight in one act, from what is known at three in the morning. There may be no case yet: the night has a
 * reference of its own and is listed until it is joined to one.
 */
export const takeNight = async (
  scene: Scene,
  it: { readonly bedId: Uuid },
  input: NightInput,
): Result<{ placementId: Uuid }> => {
  const may = mayPlace(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const caseId = await caseIfNamed(scene, input.case_reference ?? '');
  if (isRefusal(caseId)) return caseId;
  const fits = countFits(input);
  if (isRefusal(fits)) return fits;
  const nights = scene.profile.accommodation.emergency.longest_nights;
  const call = await callNamed(scene, input.for_call ?? '');
  const needs = { ...needsOf(input), neededFrom: today(scene), nights };
  const placementId = await ask(scene, { caseId, needs: { ...needs, languages: call?.languages ?? [] } });
  if (isRefusal(placementId)) return placementId;
  const given = await giveNight(scene, { placementId, bedId: it.bedId }, await nightHolds(scene, placementId));
  if (call !== null && !isRefusal(given)) await tieBedToCall(scene, call.callId, placementId);
  return given;
};

/** Joins a night that was given without a case to the case it belongs to, by the own body's reference. */
export const joinCase = async (
  scene: Scene,
  it: { readonly placementId: Uuid; readonly version: string | null },
  typed: string,
): Result<{ placementId: Uuid }> => {
  const may = mayPlace(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const seen = await placementSeen(scene, it.placementId, it.version);
  if (isRefusal(seen)) return seen;
  if (seen.caseId !== null) return refuse('already_answered');
  const caseId = await caseNamed(scene, typed);
  if (isRefusal(caseId)) return caseId;
  if (!(await updatePlacement(scene.tx, seen, { caseId }))) return refuse('changed_meanwhile');
  scene.emit({ type: 'accommodation.case_joined', subject: { kind: 'placement', id: seen.id }, caseId });
  return { placementId: seen.id };
};
