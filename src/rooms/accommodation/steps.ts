import type { PlainDate } from '../../platform/clock.ts';
import { isRefusal, type Outcome, refuse } from '../../platform/outcome.ts';
import { type GuardName, nextState, type Profile, type Transition } from '../../profile/index.ts';
import type { AccommodationRefusal } from './facts.ts';

/** The table of steps this room runs. */
export const placementMachine = 'shelter-placement';

/** Steps the program itself names; who may take them, on which ground and under which guard is the profile's. */
export const steps = {
  offer: 'offer',
  moveIn: 'move_in',
  decline: 'decline',
  night: 'night',
  morning: 'morning',
  noBed: 'no_bed',
  bedFree: 'bed_free',
  danger: 'danger',
  comeBack: 'return',
  transfer: 'transfer',
  stayOutside: 'stay_outside',
  leave: 'leave',
  cancel: 'cancel',
} as const;

/** Steps with which somebody gets a bed at once; the others first ask person and house. */
export const directSteps: readonly string[] = [steps.bedFree, steps.comeBack, steps.transfer];

/** The step that gives a bed from a state, or null where none does. */
export const bedStepFrom = (profile: Profile, state: string): string | null => {
  const wanted: readonly string[] = [steps.offer, steps.morning, ...directSteps];
  const found = profile
    .steps(placementMachine)
    .transitions.find((one) => one.from.includes(state) && wanted.includes(one.event));
  return found?.event ?? null;
};

/** States in which somebody has a bed, ours or another. */
export const sleepingStates: readonly string[] = ['placed', 'placed_temp', 'emergency_night', 'abroad'];

/** States of a placement that is over. */
export const isOver = (profile: Profile, state: string): boolean =>
  profile.steps(placementMachine).states.find(({ id }) => id === state)?.final === true;

const told: Partial<Record<GuardName, readonly [AccommodationRefusal, string?]>> = {
  'bed-suits': ['bed_not_suitable'],
  'person-decides': ['answers_missing'],
  'house-agrees': ['house_must_agree', 'house_agreed'],
  'outside-hours': ['beds_free_now'],
  'no-dedicated-bed': ['beds_free_now'],
  'risk-checked': ['risk_not_checked', 'risk_checked'],
  'two-bodies': ['both_must_agree'],
  reasoned: ['reason_needed', 'transfer_reason'],
};

/** Who asks for a step, when, and what was found to hold. */
export type Asking = {
  readonly organisations: readonly string[];
  readonly on: PlainDate;
  readonly holds: readonly GuardName[];
};

/** One step of the profile's table, or why not, with the field it concerns. */
export const stepTo = (
  profile: Profile,
  state: string,
  event: string,
  asking: Asking,
): Outcome<{ readonly state: string; readonly transition: Transition }, AccommodationRefusal> => {
  const taken = nextState(profile.steps(placementMachine), state, event, asking);
  if (!isRefusal(taken)) return taken;
  const known = told[taken.values?.['guard'] as GuardName];
  if (taken.refused !== 'guard_not_met' || known === undefined) return refuse(taken.refused);
  const [code, field] = known;
  return refuse(code, field === undefined ? {} : { field });
};
