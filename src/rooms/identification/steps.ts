import { type Machine, type Profile, possibleSteps, type Transition } from '../../profile/index.ts';
import type { PlainDate } from '../../platform/clock.ts';

/** The two tables of steps this room runs. */
export const statusMachine = 'victim-status';
export const informationMachine = 'rights-information';

/** Events of the status machine that the program itself names; all others come from the profile's table. */
export const knownEvents = {
  report: 'report',
  startInterview: 'start_interview',
  indications: 'indications_found',
  decline: 'decline',
} as const;

/** The state a person has when the report about them is made. Throws when the profile's table has no such step. */
export const firstState = (profile: Profile): string => {
  const machine = profile.steps(statusMachine);
  const step = machine.transitions.find(
    (one) => one.event === knownEvents.report && one.from.includes(machine.initial),
  );
  if (step === undefined) throw new Error('the table of the victim status has no step "report" from its first state');
  return step.to;
};

/** Steps that are decided on a page of their own; the report and the start of the interview are taken elsewhere. */
export const decidableSteps = (
  profile: Profile,
  state: string,
  organisations: readonly string[],
  on: PlainDate,
): readonly Transition[] =>
  possibleSteps(profile.steps(statusMachine), state, organisations, on).filter(
    ({ event }) => event !== knownEvents.report && event !== knownEvents.startInterview,
  );

/** The step an event stands for from a state, or null. */
export const stepOf = (machine: Machine, state: string, event: string): Transition | null =>
  machine.transitions.find((one) => one.event === event && one.from.includes(state)) ?? null;

/** True when nothing follows a state. */
export const isFinal = (profile: Profile, state: string): boolean =>
  profile.steps(statusMachine).states.find(({ id }) => id === state)?.final === true;

/** What the profile says about one state: after how many days it is looked at, and what it becomes by itself. */
export type ReviewRule = Machine['reviews'][number];

/**
 * When a status is looked at again. Throws where the profile lets time alone give or take the status of a victim: whether
 * somebody is one is decided by people (directive 2011/36 art. 11).
 */
export const reviewRules = (profile: Profile): readonly ReviewRule[] => {
  const rules = profile.steps(statusMachine).reviews;
  const wrong = rules.find(
    ({ state, becomes }) => becomes !== null && (heldStates.includes(state) || heldStates.includes(becomes)),
  );
  if (wrong !== undefined)
    throw new Error(`the table of the victim status lets "${wrong.state}" become "${wrong.becomes}" by time alone`);
  return rules;
};

/** The rule of a state, or null. */
export const reviewRuleOf = (profile: Profile, state: string): ReviewRule | null =>
  reviewRules(profile).find((rule) => rule.state === state) ?? null;

/** States in which a person holds the status of a victim, presumed or identified. */
export const heldStates: readonly string[] = ['presumed', 'identified'];
