import type { PlainDate } from '../../platform/clock.ts';
import { isRefusal, type Outcome, type Refusal, refuse } from '../../platform/outcome.ts';
import { type GuardName, nextState, possibleSteps, type Profile, type Transition } from '../../profile/index.ts';
import type { ProceedingsRefusal } from './facts/index.ts';

/** The table of steps this room runs. */
export const caseMachine = 'criminal-case';

/** Steps the program itself names; who may take them, on which ground and under which guard is the profile's. */
export const steps = {
  open: 'open',
  seize: 'seize',
  suspend: 'suspend',
  resume: 'resume',
} as const;

/** Steps of the inquiry that have a page here; those on charges, hearings and judgments have pages of their own. */
export const inquirySteps: readonly string[] = [steps.seize, steps.suspend, steps.resume];

/** The state before anything was decided. */
export const firstState = (profile: Profile): string => profile.steps(caseMachine).initial;

/** True when nothing follows a state. */
export const isOver = (profile: Profile, state: string): boolean =>
  profile.steps(caseMachine).states.find(({ id }) => id === state)?.final === true;

/** What may be decided from a state by these bodies on a day. */
export const openSteps = (
  profile: Profile,
  state: string,
  organisations: readonly string[],
  on: PlainDate,
): readonly Transition[] => possibleSteps(profile.steps(caseMachine), state, organisations, on);

/** Who asks for a step, when, and what was found to hold. */
export type Asking = {
  readonly organisations: readonly string[];
  readonly on: PlainDate;
  readonly holds: readonly GuardName[];
};

const reasonMissing = ({ values }: Refusal): boolean => values?.['guard'] === 'reasoned';

/** One step of the profile's table, or why not. */
export const stepTo = (
  profile: Profile,
  state: string,
  event: string,
  asking: Asking,
): Outcome<{ readonly state: string; readonly transition: Transition }, ProceedingsRefusal> => {
  const taken = nextState(profile.steps(caseMachine), state, event, asking);
  if (!isRefusal(taken)) return taken;
  return reasonMissing(taken) ? refuse('reason_needed') : refuse(taken.refused);
};

/** The state counted again from the steps, the oldest first; the stored one is a cache of it. */
export const replay = (profile: Profile, taken: readonly { readonly toState: string }[]): string =>
  taken.at(-1)?.toState ?? firstState(profile);
