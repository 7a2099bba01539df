import type { PlainDate } from '../../platform/clock.ts';
import { type ClockEvent, possibleSteps, type Profile, type Transition } from '../../profile/index.ts';

/** The table of steps this room runs for persons who are not citizens of the Union. */
export const stayMachine = 'third-country-stay';

/** The table of steps for children and for persons whose age is in doubt. */
export const childMachine = 'minors';

/** Events of the path of a child that the program itself names. */
export const childEvents = {
  administrator: 'name_adhoc',
  guardian: 'name_guardian',
  presume: 'presume',
  foundAdult: 'assess_adult',
  turned18: 'turn_18',
  bestInterests: 'bid',
} as const;

/**
 * What happens about an age and changes nobody's protection, so that it is no step of the table: an assessment was asked
 * for; it found a child; it found nothing sure. `doubt` puts somebody on the path who was taken for an adult.
 */
export const ageEvents = ['doubt', 'age_asked', 'age_child', 'age_not_sure'] as const;
export type AgeEvent = (typeof ageEvents)[number];

/** The ways a person goes on, each with its table of steps. */
export const onwardMachines = { return: 'return-or-integration', union: 'eu-stay' } as const;
export type OnwardPath = keyof typeof onwardMachines;
/** True for one of the two ways. */
export const isOnwardPath = (path: string): path is OnwardPath => path in onwardMachines;

/** True where the profile has rules for this way. */
export const hasOnward = (profile: Profile, path: OnwardPath): boolean =>
  profile.machines[onwardMachines[path]] !== undefined;

/** Events of the two tables that the program itself names. */
export const onwardEvents = {
  assess: 'assess',
  reassess: 'reassess',
  choose: 'choose_return',
  plan: 'plan_travel',
  travel: 'travel',
  stop: 'stop',
  follow: 'follow',
  stay: 'stay',
  aid: 'financial_assistance',
  register: 'register',
  leave: 'leave',
} as const;

/**
 * What happens on a way and is no step of its table: the stay of a citizen of the Union began on a day; somebody asked how a
 * person is after the return.
 */
export const ownOnwardEvents: Readonly<Record<OnwardPath, string>> = { union: 'begin', return: 'asked_after' };

/** What a step on the stay of a citizen of the Union, or a journey, is for the clocks. */
export const onwardHappened: Readonly<Record<string, ClockEvent>> = {
  begin: 'union_stay_began',
  financial_assistance: 'union_resources_met',
  register: 'union_registered',
  leave: 'left_country',
  travel: 'left_country',
};

/** The state of an adult on that path, which is its end. */
export const adultState = 'adult';

/** True where the profile has a path for children at all. */
export const hasChildPath = (profile: Profile): boolean => profile.machines[childMachine] !== undefined;

/** Events of the table that the program itself names. */
export const stayEvents = {
  grantReflection: 'grant_reflection',
  expire: 'expire',
  returnDecision: 'return_decision',
} as const;

/** States in which a certificate, an application or a title protects from removal. */
export const protectingStates: readonly string[] = ['reflection', 'permit_asked', 'permit', 'other_status'];

/** States in which somebody asked for a decision and waits for it. */
export const owedStates: readonly string[] = ['permit_asked'];

/** What a step of the table is for the clocks. */
export const happenedBy: Readonly<Record<string, ClockEvent>> = {
  grant_reflection: 'reflection_granted',
  terminate: 'reflection_ended_early',
  expire: 'reflection_over',
  apply_permit: 'permit_asked',
  grant: 'permit_granted',
  refuse: 'permit_refused',
  renew: 'permit_renewed',
  withdraw: 'permit_withdrawn',
  other_ground: 'other_status',
  return_decision: 'return_decided',
  leave: 'left_country',
};

/** True where the profile has rules for the stay of third-country nationals at all. */
export const hasStays = (profile: Profile): boolean => profile.machines[stayMachine] !== undefined;

/** The state of a person about whom nothing was decided yet. */
export const firstStay = (profile: Profile): string => profile.steps(stayMachine).initial;

/** The steps an authority may take from a state; what happens by itself is not among them. */
export const stepsFrom = (
  profile: Profile,
  state: string,
  organisations: readonly string[],
  on: PlainDate,
): readonly Transition[] => possibleSteps(profile.steps(stayMachine), state, organisations, on);
