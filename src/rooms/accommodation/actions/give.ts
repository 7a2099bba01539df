import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { GuardName, Scene } from '../../../profile/index.ts';
import { mayPlace } from '../access.ts';
import type { AccommodationRefusal } from '../facts.ts';
import { type BedFacts, beginsInTime, endOf, freeAfter, type Reason, spokenDay } from '../rules/index.ts';
import { bedStepFrom, directSteps, steps } from '../steps.ts';
import {
  bedFacts,
  cancelClaim,
  type Claim,
  claimsOfPlacement,
  holdHouse,
  insertClaim,
  moveClaimEnd,
  type Placement,
} from '../store/index.ts';
import { closeAbroad } from './abroad-end.ts';
import { askStep, placementSeen, type Result, today, writeStep, type Written } from './acting.ts';
import { judgeBed, type Sought } from './search.ts';

/** A bed that was judged and is held for the length of the transaction. */
type Held = { readonly bed: BedFacts; readonly freeFrom: PlainDate; readonly until: PlainDate };

const timeRules: readonly string[] = ['taken', 'closed', 'turnaround'];

/** Why a bed is refused, as one refusal: taken until a day, or the first rule that speaks against it. */
const refusedFor = ([first]: readonly Reason[]): Outcome<never, AccommodationRefusal> =>
  first !== undefined && timeRules.includes(first.rule) && first.day !== undefined
    ? refuse('bed_taken', { values: { day: spokenDay(first.day) } })
    : refuse('bed_not_suitable', { values: { rule: first?.rule ?? 'taken' } });

/** Judges a bed while nobody else gives beds of its house. */
const holdBed = async (scene: Scene, sought: Sought, bedId: Uuid): Result<Held> => {
  const [seen] = await judgeOne(scene, sought, bedId);
  if (seen === undefined) return refuse('not_found');
  await holdHouse(scene.tx, seen.bed.houseId);
  const [now] = await judgeOne(scene, sought, bedId);
  if (now === undefined) return refuse('not_found');
  if (now.reasons.length > 0) return refusedFor(now.reasons);
  const until = endOf(sought.from, sought.nights);
  return { bed: now.bed, until, freeFrom: freeAfter(scene.profile, until, now.bed.turnaroundDays) };
};

const judgeOne = async (
  scene: Scene,
  sought: Sought,
  bedId: Uuid,
): Promise<readonly { readonly bed: BedFacts; readonly reasons: readonly Reason[] }[]> => {
  const { suitable, refused } = await judgeBed(scene, sought, bedId);
  return [...suitable.map(({ bed }) => ({ bed, reasons: [] })), ...refused];
};

/** Writes the claim of a stay; the database lets one of two that meet stand. */
const claimBed = async (scene: Scene, sought: Sought, { bed, until, freeFrom }: Held): Result<Uuid> => {
  const claimId = await insertClaim(scene.tx, {
    ...{ bedId: bed.bedId, houseId: bed.houseId, organisationId: bed.organisationId, placementId: sought.placement.id },
    ...{ kind: 'stay', reason: null, fromDay: sought.from, untilDay: until, freeFrom },
    ...{ by: scene.viewer.staffId, at: scene.clock.now() },
  });
  return claimId ?? refuse('bed_taken', { values: { day: spokenDay(freeFrom) } });
};

/** Ends a claim on a day; one that never began is taken back. */
export const endClaim = async (scene: Scene, claim: Claim, on: PlainDate): Result<true> => {
  if (on <= claim.fromDay)
    return (await cancelClaim(scene.tx, claim, scene.clock.now())) ? true : refuse('changed_meanwhile');
  const days = await turnaroundOf(scene, claim);
  const end = { untilDay: on, freeFrom: freeAfter(scene.profile, on, days) };
  return (await moveClaimEnd(scene.tx, claim, end)) ? true : refuse('bed_in_use', { values: { day: spokenDay(on) } });
};

/** How many days the house of a claim needs; the settled number when the bed is not this viewer's to see. */
export const turnaroundOf = async (scene: Scene, claim: Claim): Promise<number> => {
  const [bed] = await bedFacts(scene.tx, claim.bedId);
  return bed?.turnaroundDays ?? scene.profile.accommodation.turnaround.default_days;
};

/** Takes back or ends whatever a placement holds from a day on. */
export const releaseFrom = async (scene: Scene, placementId: Uuid, on: PlainDate): Result<true> => {
  for (const claim of await claimsOfPlacement(scene.tx, placementId)) {
    if (claim.untilDay <= on) continue;
    const ended = await endClaim(scene, claim, on);
    if (isRefusal(ended)) return ended;
  }
  return true;
};

/** A bed that is given: from when, how long, and what was said about it. */
export type GiveInput = {
  readonly from_day: PlainDate;
  readonly nights: number;
  readonly house_agreed?: boolean | undefined;
  readonly transfer_reason?: string | undefined;
};

const holdsOf = (input: GiveInput): readonly GuardName[] => [
  'bed-suits',
  ...(input.house_agreed === true ? (['house-agrees'] as const) : []),
  ...(input.transfer_reason === undefined ? [] : (['reasoned'] as const)),
];

/** The event of a bed that was given: offered, changed, or moved into at once. */
const givenAs = (event: string): Pick<Written, 'type'> => {
  if (event === steps.transfer) return { type: 'accommodation.transferred' };
  return { type: directSteps.includes(event) ? 'accommodation.moved_in' : 'accommodation.bed_offered' };
};

type Giving = { readonly seen: Placement; readonly event: string; readonly input: GiveInput };

/** What a placement is after a bed was given: offered to person and house, or at once its new bed. */
const changeAfter = ({ seen, event, input }: Giving, state: string, { bed, until }: Held) => {
  const isDirect = directSteps.includes(event);
  return {
    ...{ state, fromDay: input.from_day, untilDay: until, minor: seen.minor },
    house: { organisationId: bed.organisationId, houseId: bed.houseId, bedId: bed.bedId },
    ...(isDirect
      ? ({ personAnswer: 'accepted', houseAnswer: 'accepted', movedInOn: input.from_day, reviewOn: null } as const)
      : ({ personAnswer: null, houseAnswer: null } as const)),
  };
};

const give = async (scene: Scene, it: Giving, bedId: Uuid): Result<{ placementId: Uuid }> => {
  const { seen, event, input } = it;
  const sought = { placement: seen, from: input.from_day, nights: input.nights, night: false };
  const state = askStep(scene, { placement: seen, event, on: today(scene), holds: holdsOf(input) });
  if (isRefusal(state)) return state;
  const held = await holdBed(scene, sought, bedId);
  if (isRefusal(held)) return held;
  const released = await releaseFrom(scene, seen.id, input.from_day);
  if (isRefusal(released)) return released;
  const claimed = await claimBed(scene, sought, held);
  if (isRefusal(claimed)) return claimed;
  const back = event === steps.comeBack ? await closeAbroad(scene, seen) : true;
  if (isRefusal(back)) return back;
  return writeStep(scene, seen, {
    ...{ event, change: changeAfter(it, state, held), on: input.from_day, until: held.until, bedId },
    ...{ reason: input.transfer_reason ?? null, ...givenAs(event) },
  });
};

/**
 * Gives somebody a bed by the step their state allows: an offer that person and house answer, or (from a place outside, from
 * abroad, for a transfer) the bed at once, where the house has said yes. The bed they leave is free from the same day.
 */
export const giveBed = async (
  scene: Scene,
  it: { readonly placementId: Uuid; readonly bedId: Uuid; readonly version: string | null },
  input: GiveInput,
): Result<{ placementId: Uuid }> => {
  const may = mayPlace(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const seen = await placementSeen(scene, it.placementId, it.version);
  if (isRefusal(seen)) return seen;
  const event = bedStepFrom(scene.profile, seen.state);
  if (event === null) return refuse('no_such_step');
  const inTime = beginsInTime(input.from_day, today(scene), 'from_day');
  return isRefusal(inTime) ? inTime : give(scene, { seen, event, input }, it.bedId);
};

/** The needs of a night that begins: one night from today. */
export const tonightFor = (scene: Scene, placement: Placement): Sought => ({
  ...{ placement, from: today(scene), night: true },
  nights: scene.profile.accommodation.emergency.longest_nights,
});

/** Gives a room for the night at once; the house reads it on its page of the night. */
export const giveNight = async (
  scene: Scene,
  it: { readonly placementId: Uuid; readonly bedId: Uuid },
  holds: readonly GuardName[],
): Result<{ placementId: Uuid }> => {
  const seen = await placementSeen(scene, it.placementId, null);
  if (isRefusal(seen)) return seen;
  const sought = tonightFor(scene, seen);
  const state = askStep(scene, {
    placement: seen,
    event: steps.night,
    on: sought.from,
    holds: ['bed-suits', ...holds],
  });
  if (isRefusal(state)) return state;
  const held = await holdBed(scene, sought, it.bedId);
  if (isRefusal(held)) return held;
  const claimed = await claimBed(scene, sought, held);
  if (isRefusal(claimed)) return claimed;
  const house = { organisationId: held.bed.organisationId, houseId: held.bed.houseId, bedId: it.bedId };
  return writeStep(scene, seen, {
    change: { state, house, fromDay: sought.from, untilDay: held.until, movedInOn: sought.from },
    ...{
      event: steps.night,
      on: sought.from,
      until: held.until,
      bedId: it.bedId,
      type: 'accommodation.night_given',
    },
  });
};
