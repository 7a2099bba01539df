import type { PlainDate } from '../../platform/clock.ts';
import { isRefusal, type Outcome, refuse } from '../../platform/outcome.ts';
import { type GuardName, type Machine, nextState, type Profile } from '../../profile/index.ts';
import type { ReferralRefusal } from './facts/refusals.ts';

/** The steps of a report this room takes; the profile's table says from where, by whom and by which law. */
export const reportEvents = [
  'transmit',
  'acknowledge',
  'ask',
  'answer',
  'link',
  'redirect',
  'not_thb',
  'close',
] as const;
export type ReportEvent = (typeof reportEvents)[number];

/** States this room relies on by name. */
export const reportStates = [
  'transmitted',
  'acknowledged',
  'more_info',
  'linked',
  'redirected',
  'closed_not_thb',
  'closed',
] as const;

/** States in which somebody at the police still has something to do with the report itself. */
export const openStates = ['transmitted', 'acknowledged', 'more_info'] as const;

/** What is missing in a profile's table of steps for this room to work: sentences for whoever writes the profile. */
export const missingSteps = (machine: Machine): readonly string[] => [
  ...reportStates
    .filter((state) => !machine.states.some((one) => one.id === state))
    .map((state) => `the table of steps of a report has no state ${state}`),
  ...reportEvents
    .filter((event) => !machine.transitions.some((step) => step.event === event))
    .map((event) => `the table of steps of a report has no step ${event}`),
];

/** Who takes a step, and what was found to hold. */
export type StepTaken = {
  readonly organisationCode: string;
  readonly on: PlainDate;
  readonly holds: readonly GuardName[];
};

/** The state after a step, or a refusal when the profile's table has no such step from here for this body. */
export const stepReport = (
  profile: Profile,
  state: string,
  event: ReportEvent,
  taken: StepTaken,
): Outcome<string, ReferralRefusal> => {
  const stepped = nextState(profile.steps('report'), state, event, {
    organisations: [taken.organisationCode],
    on: taken.on,
    holds: taken.holds,
  });
  return isRefusal(stepped) ? refuse('step_not_possible', { values: { state, event } }) : stepped.state;
};
