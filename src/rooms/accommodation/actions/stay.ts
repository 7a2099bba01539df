import { addDays, type PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { GuardName, Scene } from '../../../profile/index.ts';
import { callForTask, settleTasks } from '../../cases/index.ts';
import { mayPlace, mayRun } from '../access.ts';
import type { AccommodationRefusal, Answer } from '../facts.ts';
import { freeAfter, isOverstay, leaveAllowed, moveInAllowed, spokenDay } from '../rules/index.ts';
import { steps } from '../steps.ts';
import { claimsOfPlacement, moveClaimEnd, type Placement } from '../store/index.ts';
import { closeAbroad } from './abroad-end.ts';
import { askStep, placementSeen, type Result, today, writeStep } from './acting.ts';
import { releaseFrom, turnaroundOf } from './give.ts';
import { judgeBed } from './search.ts';

/** A placement as a page showed it. */
export type Seen = { readonly placementId: Uuid; readonly version: string | null };

const mayServe = ({ viewer, profile }: Scene): Outcome<true, AccommodationRefusal> => {
  const places = mayPlace(viewer, profile);
  return places === true ? true : mayRun(viewer, profile) === true ? true : places;
};

const seenBy = async (
  scene: Scene,
  it: Seen,
  may: (scene: Scene) => Outcome<true, AccommodationRefusal>,
): Result<Placement> => {
  const allowed = may(scene);
  return isRefusal(allowed) ? allowed : placementSeen(scene, it.placementId, it.version);
};

const placers = ({ viewer, profile }: Scene) => mayPlace(viewer, profile);

export type AnswerInput = { readonly answer: string; readonly refusal_reason?: string | undefined };

/** What a no leaves: the service forgets the house; a house that refuses still sees that it did, until another is asked. */
const offerEnded = (scene: Scene) =>
  mayPlace(scene.viewer, scene.profile) === true
    ? ({ house: null, personAnswer: null, houseAnswer: null } as const)
    : ({ houseAnswer: 'refused' } as const);

/** A no ends the offer: the bed is free again, the request stands. */
const declined = async (scene: Scene, seen: Placement, reason: string): Result<{ placementId: Uuid }> => {
  const on = today(scene);
  const state = askStep(scene, { placement: seen, event: steps.decline, on, holds: ['reasoned'], byPerson: true });
  if (isRefusal(state)) return state;
  const released = await releaseFrom(scene, seen.id, seen.fromDay ?? on);
  if (isRefusal(released)) return released;
  return writeStep(scene, seen, {
    change: { state, ...offerEnded(scene), fromDay: null, untilDay: null },
    ...{ event: steps.decline, on, reason, bedId: seen.bedId, type: 'accommodation.offer_declined' },
  });
};

/** The answer to an offer: of the person, written down by the service; or of the house, by who runs it. */
export const answerOffer = async (
  scene: Scene,
  it: Seen & { readonly who: 'person' | 'house' },
  input: AnswerInput,
): Result<{ placementId: Uuid }> => {
  const isPerson = it.who === 'person';
  const seen = await seenBy(scene, it, isPerson ? placers : ({ viewer, profile }) => mayRun(viewer, profile));
  if (isRefusal(seen)) return seen;
  if (seen.state !== 'offered') return refuse('no_such_step');
  if ((isPerson ? seen.personAnswer : seen.houseAnswer) !== null) return refuse('already_answered');
  if (input.answer !== 'accepted') return declined(scene, seen, input.refusal_reason ?? 'other');
  const answer: Answer = 'accepted';
  return writeStep(scene, seen, {
    change: isPerson ? { personAnswer: answer } : { houseAnswer: answer },
    ...{ event: isPerson ? 'person_accepts' : 'house_accepts', on: today(scene), bedId: seen.bedId },
    type: 'accommodation.offer_accepted',
  });
};

const answersOf = (seen: Placement): readonly GuardName[] => [
  ...(seen.personAnswer === 'accepted' ? (['person-decides'] as const) : []),
  ...(seen.houseAnswer === 'accepted' ? (['house-agrees'] as const) : []),
];

/** Whether the bed still suits: somebody may have moved in since the offer. Who runs a house trusts what was judged then. */
const stillSuits = async (scene: Scene, seen: Placement, on: PlainDate): Promise<readonly GuardName[]> => {
  if (seen.bedId === null || mayPlace(scene.viewer, scene.profile) !== true) return ['bed-suits'];
  const sought = { placement: seen, from: on, nights: 1, night: false };
  return (await judgeBed(scene, sought, seen.bedId)).suitable.length > 0 ? ['bed-suits'] : [];
};

/** Writes down that somebody moved in, today or some days ago. */
export const moveIn = async (
  scene: Scene,
  it: Seen,
  input: { readonly moved_in_on: PlainDate },
): Result<{ placementId: Uuid }> => {
  const seen = await seenBy(scene, it, mayServe);
  if (isRefusal(seen)) return seen;
  const on = input.moved_in_on;
  if (seen.state !== 'offered' || seen.fromDay === null || seen.untilDay === null) return refuse('no_such_step');
  const day = { on, today: today(scene), heldFrom: seen.fromDay, heldUntil: seen.untilDay };
  const lawful = moveInAllowed(scene.profile, day);
  if (isRefusal(lawful)) return lawful;
  const holds = [...answersOf(seen), ...(await stillSuits(scene, seen, on))];
  if (!holds.includes('house-agrees') || !holds.includes('person-decides')) return refuse('answers_missing');
  const state = askStep(scene, { placement: seen, event: steps.moveIn, on, holds });
  if (isRefusal(state)) return state;
  return writeStep(scene, seen, {
    change: { state, movedInOn: on },
    ...{ event: steps.moveIn, on, until: seen.untilDay, bedId: seen.bedId, type: 'accommodation.moved_in' },
  });
};

/**
 * Lets a stay end later or earlier; refused with the day on which somebody else has the bed. Of one that has run over its end the
 * history keeps whether that had been agreed.
 */
export const changeEnd = async (
  scene: Scene,
  it: Seen,
  input: { readonly until_day: PlainDate; readonly overstay?: string | undefined },
): Result<{ placementId: Uuid }> => {
  const seen = await seenBy(scene, it, placers);
  if (isRefusal(seen)) return seen;
  const until = input.until_day;
  const ranOver = isOverstay(seen, today(scene));
  if (ranOver && input.overstay === undefined) return refuse('overstay_unanswered', { field: 'overstay' });
  const claim = (await claimsOfPlacement(scene.tx, seen.id)).at(-1);
  if (claim === undefined || !['offered', 'placed'].includes(seen.state)) return refuse('no_such_step');
  if (until <= claim.fromDay || until <= today(scene)) return refuse('ends_before_start', { field: 'until_day' });
  const freeFrom = freeAfter(scene.profile, until, await turnaroundOf(scene, claim));
  if (!(await moveClaimEnd(scene.tx, claim, { untilDay: until, freeFrom })))
    return refuse('bed_in_use', { field: 'until_day', values: { day: spokenDay(freeFrom) } });
  return writeStep(scene, seen, {
    change: { untilDay: until },
    ...{ event: 'change_end', on: today(scene), until, bedId: seen.bedId, type: 'accommodation.stay_changed' },
    reason: ranOver ? (input.overstay ?? null) : null,
  });
};

/** Ends a stay on the day somebody left. Where they went must be said; *not known yet* is asked again. */
export const leave = async (
  scene: Scene,
  it: Seen,
  input: { readonly left_on: PlainDate; readonly move_on: string },
): Result<{ placementId: Uuid }> => {
  const seen = await seenBy(scene, it, mayServe);
  if (isRefusal(seen)) return seen;
  const on = input.left_on;
  const lawful = leaveAllowed({ on, today: today(scene), since: seen.movedInOn ?? seen.fromDay }, 'left_on');
  if (isRefusal(lawful)) return lawful;
  const state = askStep(scene, { placement: seen, event: steps.leave, on, holds: [] });
  if (isRefusal(state)) return state;
  const released = await releaseFrom(scene, seen.id, on);
  if (isRefusal(released)) return released;
  const ended = await closeAbroad(scene, seen);
  if (isRefusal(ended)) return ended;
  return writeStep(scene, seen, {
    change: { state, leftOn: on, moveOn: input.move_on, reviewOn: null },
    ...{ event: steps.leave, on, reason: input.move_on, bedId: seen.bedId, type: 'accommodation.left' },
  });
};

/** Says where somebody went of whom it was not known. */
export const settleMoveOn = async (
  scene: Scene,
  it: Seen,
  input: { readonly move_on: string },
): Result<{ placementId: Uuid }> => {
  const seen = await seenBy(scene, it, mayServe);
  if (isRefusal(seen)) return seen;
  if (seen.state !== 'left' || seen.moveOn !== 'pending') return refuse('already_answered');
  return writeStep(scene, seen, {
    change: { moveOn: input.move_on },
    ...{ event: 'settle_move_on', on: today(scene), reason: input.move_on, type: 'accommodation.move_on_settled' },
  });
};

/** Takes a request or an offer back. */
export const cancelRequest = async (
  scene: Scene,
  it: Seen,
  input: { readonly cancel_reason: string },
): Result<{ placementId: Uuid }> => {
  const seen = await seenBy(scene, it, placers);
  if (isRefusal(seen)) return seen;
  const on = today(scene);
  const state = askStep(scene, { placement: seen, event: steps.cancel, on, holds: [] });
  if (isRefusal(state)) return state;
  const released = await releaseFrom(scene, seen.id, seen.fromDay ?? on);
  if (isRefusal(released)) return released;
  return writeStep(scene, seen, {
    change: { state },
    ...{
      event: steps.cancel,
      on,
      reason: input.cancel_reason,
      bedId: seen.bedId,
      type: 'accommodation.request_cancelled',
    },
  });
};

export type OutsideInput = {
  readonly outside_place: string;
  readonly outside_from: PlainDate;
  readonly risk_checked: boolean;
};

const outsideChange = (scene: Scene, state: string, input: OutsideInput) => ({
  ...{ state, house: null, personAnswer: null, houseAnswer: null, untilDay: null, fromDay: input.outside_from },
  ...{ movedInOn: input.outside_from, outsidePlace: input.outside_place, atRisk: true as const },
  reviewOn: addDays(input.outside_from, scene.profile.accommodation.outside.review_days),
});

/**
 * Places somebody outside the dedicated houses because none has a bed that suits, or keeps them there for another while.
 * Raises a flag that stays, counts, and is looked at again after as many days as the profile settles.
 */
export const placeOutside = async (
  scene: Scene,
  it: Seen,
  input: OutsideInput,
  hasBed: boolean,
): Result<{ placementId: Uuid }> => {
  const seen = await seenBy(scene, it, placers);
  if (isRefusal(seen)) return seen;
  if (!input.risk_checked) return refuse('risk_not_checked', { field: 'risk_checked' });
  const event = seen.state === 'placed_temp' ? steps.stayOutside : steps.noBed;
  const holds: readonly GuardName[] = ['risk-checked', ...(hasBed ? [] : (['no-dedicated-bed'] as const))];
  const state = askStep(scene, { placement: seen, event, on: today(scene), holds });
  if (isRefusal(state)) return state;
  const released = await releaseFrom(scene, seen.id, input.outside_from);
  if (isRefusal(released)) return released;
  const change = outsideChange(scene, state, input);
  if (seen.caseId !== null) {
    // The look that was due is taken with this; the next one has its own day.
    await settleTasks(scene, seen.caseId, 'review_outside_place');
    await callForTask(scene, { caseId: seen.caseId, kind: 'review_outside_place', dueOn: change.reviewOn });
  }
  return writeStep(scene, seen, {
    ...{ change, event, on: input.outside_from, reason: input.outside_place },
    type: 'accommodation.placed_outside',
  });
};
