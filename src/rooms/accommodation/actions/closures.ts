import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { mayRead, mayRun } from '../access.ts';
import type { AccommodationRefusal } from '../facts.ts';
import { nightsLost, spokenDay } from '../rules/index.ts';
import {
  cancelClaim,
  claimsOfBed,
  type Closure,
  type ClosureChange,
  type ClosureEvent,
  closureChangesOf,
  closuresOf,
  findHouse,
  holdHouse,
  type House,
  insertClaim,
  insertClosureChange,
  moveClaimEnd,
} from '../store/index.ts';
import { bodyPlaying, type Result, today } from './acting.ts';
import { bedToChange } from './beds.ts';

export type ClosureInput = {
  readonly closure_reason: string;
  readonly closed_from: PlainDate;
  readonly closed_until: PlainDate;
};

type Kept = { readonly claimId: Uuid; readonly organisationId: Uuid; readonly change: ClosureEvent };

const keepState = (
  scene: Scene,
  { claimId, organisationId, change }: Kept,
  state: Pick<ClosureChange, 'reason' | 'fromDay' | 'untilDay'>,
): Promise<void> =>
  insertClosureChange(scene.tx, {
    ...{ claimId, organisationId, change, ...state, staffId: scene.viewer.staffId, at: scene.clock.now() },
  });

const inOrder = ({ closed_from: from, closed_until: until }: ClosureInput): Outcome<true, AccommodationRefusal> =>
  until <= from ? refuse('ends_before_start', { field: 'closed_until' }) : true;

/** Somebody has the bed, or it is closed already: refused with the day until which. */
const inUse = async (scene: Scene, bedId: Uuid, input: ClosureInput, but?: Uuid): Result<never> => {
  const { closed_from: from, closed_until: until } = input;
  const clash = (await claimsOfBed(scene.tx, bedId, from)).find(({ id, fromDay }) => id !== but && fromDay < until);
  return refuse('bed_in_use', { field: 'closed_from', values: { day: spokenDay(clash?.freeFrom ?? until) } });
};

const stateOf = (input: ClosureInput) => ({
  ...{ reason: input.closure_reason, fromDay: input.closed_from, untilDay: input.closed_until },
});

/** Closes a bed for a time; refused with the day until which somebody has it. */
export const closeBed = async (scene: Scene, bedId: Uuid, input: ClosureInput): Result<{ houseId: Uuid }> => {
  const bed = await bedToChange(scene, bedId);
  if (isRefusal(bed)) return bed;
  const ordered = inOrder(input);
  if (isRefusal(ordered)) return ordered;
  await holdHouse(scene.tx, bed.houseId);
  const state = stateOf(input);
  const claimId = await insertClaim(scene.tx, {
    ...{ bedId, houseId: bed.houseId, organisationId: bed.organisationId, placementId: null, kind: 'closure' },
    ...{ ...state, freeFrom: state.untilDay, by: scene.viewer.staffId, at: scene.clock.now() },
  });
  if (claimId === null) return inUse(scene, bedId, input);
  await keepState(scene, { claimId, organisationId: bed.organisationId, change: 'closed' }, state);
  scene.emit({
    type: 'accommodation.bed_closed',
    subject: { kind: 'bed', id: bedId },
    data: { reason: state.reason, from: state.fromDay, until: state.untilDay },
  });
  return { houseId: bed.houseId };
};

const closureToChange = async (scene: Scene, claimId: Uuid, version: string | null): Result<Closure> => {
  const may = mayRun(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const [found] = await closuresOf(scene.tx, { claimId });
  if (found === undefined) return refuse('not_found');
  const bed = await bedToChange(scene, found.bedId);
  if (isRefusal(bed)) return bed;
  if (found.cancelled) return refuse('closed_meanwhile');
  return version !== null && version !== String(found.version) ? refuse('changed_meanwhile') : found;
};

/** Changes why or when a bed is closed. What it was before stays readable. */
export const changeClosure = async (
  scene: Scene,
  claimId: Uuid,
  input: ClosureInput,
  version: string | null,
): Result<{ houseId: Uuid }> => {
  const seen = await closureToChange(scene, claimId, version);
  if (isRefusal(seen)) return seen;
  const ordered = inOrder(input);
  if (isRefusal(ordered)) return ordered;
  await holdHouse(scene.tx, seen.houseId);
  const state = stateOf(input);
  const moved = await moveClaimEnd(scene.tx, seen, { ...state, freeFrom: state.untilDay });
  if (!moved) return inUse(scene, seen.bedId, input, claimId);
  const organisationId = bodyPlaying(scene, 'shelters');
  await keepState(scene, { claimId, organisationId, change: 'changed' }, state);
  scene.emit({
    type: 'accommodation.closure_changed',
    subject: { kind: 'bed', id: seen.bedId },
    data: { reason: state.reason, from: state.fromDay, until: state.untilDay },
  });
  return { houseId: seen.houseId };
};

/** Opens a bed again: nights it was closed stay counted as lost; a closed time that had not begun is taken back. */
export const reopenBed = async (scene: Scene, claimId: Uuid): Result<{ houseId: Uuid }> => {
  const seen = await closureToChange(scene, claimId, null);
  if (isRefusal(seen)) return seen;
  const on = today(scene);
  const hasBegun = seen.fromDay < on;
  if (seen.untilDay <= on) return refuse('closed_meanwhile');
  const ended = hasBegun
    ? await moveClaimEnd(scene.tx, seen, { untilDay: on, freeFrom: on })
    : await cancelClaim(scene.tx, seen, scene.clock.now());
  if (!ended) return refuse('changed_meanwhile');
  const state = { reason: seen.reason ?? 'other', fromDay: seen.fromDay, untilDay: hasBegun ? on : seen.untilDay };
  const change = hasBegun ? 'reopened' : 'taken_back';
  await keepState(scene, { claimId, organisationId: bodyPlaying(scene, 'shelters'), change }, state);
  scene.emit({ type: 'accommodation.bed_reopened', subject: { kind: 'bed', id: seen.bedId } });
  return { houseId: seen.houseId };
};

/** A closed time with all it was, and how many nights were lost by it until today and in all. */
export type ClosureRow = {
  readonly closure: Closure;
  readonly changes: readonly ClosureChange[];
  readonly lost: number;
  readonly planned: number;
};

/** The closed times of a house: now, to come, and over. */
export type HouseClosures = {
  readonly house: House;
  readonly now: readonly ClosureRow[];
  readonly coming: readonly ClosureRow[];
  readonly over: readonly ClosureRow[];
  readonly isOwn: boolean;
};

/** Loads them, each with its history. */
export const readClosures = async (scene: Scene, houseId: Uuid): Result<HouseClosures> => {
  const may = mayRead(scene.viewer);
  if (isRefusal(may)) return may;
  const house = await findHouse(scene.tx, houseId);
  if (house === null) return refuse('not_found');
  const closures = await closuresOf(scene.tx, { houseId });
  const changes = Map.groupBy(
    await closureChangesOf(
      scene.tx,
      closures.map(({ id }) => id),
    ),
    ({ claimId }) => claimId,
  );
  const on = today(scene);
  const rows = closures.map((closure) => ({
    ...{ closure, changes: changes.get(closure.id) ?? [], lost: nightsLost(closure, on), planned: nightsLost(closure) },
  }));
  const of = (wanted: (it: Closure) => boolean) => rows.filter(({ closure }) => wanted(closure));
  return {
    house,
    now: of((it) => !it.cancelled && it.fromDay <= on && it.untilDay > on),
    coming: of((it) => !it.cancelled && it.fromDay > on),
    over: of((it) => it.cancelled || it.untilDay <= on),
    isOwn: mayRun(scene.viewer, scene.profile) === true && bodyPlaying(scene, 'shelters') === house.organisationId,
  };
};
