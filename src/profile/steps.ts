import { type Outcome, type Refusal, refuse } from '../platform/outcome.ts';
import type { PlainDate } from '../platform/clock.ts';
import type { Machine, Transition } from './types.ts';
import type { GuardName } from './vocabulary.ts';

/** Why a step is refused: no such step from here, another body's step, not the law on that day, a condition unmet. */
export type StepRefusal = Refusal<'no_such_step' | 'not_your_step' | 'step_not_in_force' | 'guard_not_met'>;

/** What the caller knows when it asks for a step. */
export type StepCircumstances = {
  /** Codes of the organisations the actor acts for; the code of the person's part when the person decides. */
  readonly organisations: readonly string[];
  readonly on: PlainDate;
  /** The conditions the caller has found to hold. */
  readonly holds: readonly GuardName[];
};

/** Conditions that are met by being one of those who may take the step. */
const metByActing: readonly GuardName[] = ['none', 'identifying-body-only'];

const inForce = (step: Transition, on: PlainDate): boolean =>
  (step.valid_from === null || step.valid_from <= on) && (step.valid_to === null || step.valid_to > on);

const mayTake = (step: Transition, organisations: readonly string[]): boolean =>
  [...step.who, ...step.recorded_by].some(
    (actor) => organisations.includes(actor) || (actor === 'anyone' && organisations.length > 0),
  );

/** The steps out of a state that these organisations may take on that day, in the order of the table. Pure. */
export const possibleSteps = (
  machine: Machine,
  state: string,
  organisationCodes: readonly string[],
  onDate: PlainDate,
): readonly Transition[] =>
  machine.transitions.filter(
    (step) => step.from.includes(state) && inForce(step, onDate) && mayTake(step, organisationCodes),
  );

/** The conditions of a step that the caller has not found to hold. */
export const unmetGuards = (step: Transition, holds: readonly GuardName[]): readonly GuardName[] =>
  step.guards.filter((guard) => !metByActing.includes(guard) && !holds.includes(guard));

/**
 * Takes one step: the new state and the line of the table that allows it, or why not. Pure; the first line of
 * the table that fits counts. `values.guard` of a `guard_not_met` names the first condition that is missing.
 */
export const nextState = (
  machine: Machine,
  state: string,
  event: string,
  circumstances: StepCircumstances,
): Outcome<{ readonly state: string; readonly transition: Transition }, StepRefusal['refused']> => {
  const named = machine.transitions.filter((step) => step.event === event && step.from.includes(state));
  if (named.length === 0) return refuse('no_such_step', { values: { state, event } });
  const current = named.filter((step) => inForce(step, circumstances.on));
  if (current.length === 0) return refuse('step_not_in_force', { values: { state, event } });
  const transition = current.find((step) => mayTake(step, circumstances.organisations));
  if (transition === undefined) return refuse('not_your_step', { values: { state, event } });
  const [guard] = unmetGuards(transition, circumstances.holds);
  if (guard !== undefined) return refuse('guard_not_met', { values: { state, event, guard } });
  return { state: transition.to, transition };
};
