import type { PlainDate } from '../../platform/clock.ts';
import { type GuardName, type Machine, possibleSteps, type Profile, type Transition } from '../../profile/index.ts';

/** The table of steps of a report in the profile. */
export const reportMachine = 'report';

/** The steps this room knows to take; a table without one of them does not offer it. */
export const reportEvents = ['acknowledge', 'ask', 'answer', 'go_on', 'link', 'redirect', 'not_thb', 'close'] as const;
export type ReportEvent = (typeof reportEvents)[number];

/** States in which a report waits for somebody to triage it; it stands in the queue. */
export const openStates = ['transmitted', 'acknowledged', 'more_info'] as const;

/** States in which there is still work: the queue, and reports whose persons have their cases. */
export const workStates = [...openStates, 'linked'] as const;

/** States in which nothing is to be done any more. */
export const endStates = ['redirected', 'closed_not_thb', 'closed'] as const;

/** Steps that say the report is about something else than trafficking. */
export const noTraffickingEvents: readonly string[] = ['redirect', 'not_thb'] satisfies readonly ReportEvent[];

/** Statuses of a person with which a report is no longer said to be something else than trafficking. */
export const victimStates = ['presumed', 'identified'] as const;

/** The table of the profile. */
export const machineOf = (profile: Profile): Machine => profile.steps(reportMachine);

/** The steps of this room that bodies may take from a state on a day, in the order of the table. */
export const stepsFrom = (
  profile: Profile,
  state: string,
  who: { readonly organisations: readonly string[]; readonly on: PlainDate },
): readonly Transition[] =>
  possibleSteps(machineOf(profile), state, who.organisations, who.on).filter(({ event }) =>
    reportEvents.some((one) => one === event),
  );

/** Conditions that are met because somebody says so with a reason: not trafficking, and why. */
export const saidWithReason: readonly GuardName[] = ['reasoned', 'not-trafficking'];
