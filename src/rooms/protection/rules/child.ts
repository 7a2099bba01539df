import type { PlainDate } from '../../../platform/clock.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import { type GuardName, nextState, possibleSteps, type Profile, type Transition } from '../../../profile/index.ts';
import type { ChildAge, ProtectionRefusal } from '../facts.ts';
import { adultState, type AgeEvent, ageEvents, childEvents, childMachine } from '../steps.ts';

type Result<Value> = Outcome<Value, ProtectionRefusal>;

/** Where somebody stands on the path of a child. */
export type ChildPlace = {
  /** Null: the person was never on that path. */
  readonly state: string | null;
  readonly age: ChildAge;
  readonly lastOn: PlainDate | null;
  readonly today: PlainDate;
  readonly organisations: readonly string[];
};

/** What somebody says when writing a step down. */
export type ChildFacts = {
  readonly event: string;
  readonly happenedOn: PlainDate;
  /** The body that took the step, by its code. */
  readonly decidedBy: string | null;
  readonly childHeard: boolean;
  readonly severalDisciplines: boolean;
  readonly leastIntrusive: boolean;
};

/** A step that may be written down, and what it makes of the path. */
export type AllowedChildStep = {
  readonly step: Transition | null;
  readonly to: string;
  readonly age: ChildAge;
};

const isAgeEvent = (event: string): event is AgeEvent => ageEvents.some((one) => one === event);

const isOnPath = ({ state }: ChildPlace): boolean => state !== null && state !== adultState;

/** The state in which somebody enters the path: a child, or somebody whose age nobody is sure of, who counts as one. */
export const firstChildState = (profile: Profile, age: ChildAge): string | null => {
  const { initial, other_initial_states: others } = profile.steps(childMachine);
  if (age === 'adult') return null;
  return age === 'child' ? (others[0] ?? initial) : initial;
};

const ageSteps = (place: ChildPlace): readonly AgeEvent[] => {
  if (!isOnPath(place)) return ['doubt'];
  return ageEvents.filter((event) => event !== 'doubt');
};

/** What may be written down next: the steps of the table from here, then what concerns the age alone. */
export const childSteps = (profile: Profile, place: ChildPlace): readonly string[] => {
  const { state, organisations, today } = place;
  const steps = state === null ? [] : possibleSteps(profile.steps(childMachine), state, organisations, today);
  const own = [...new Set(steps.map(({ event }) => event))].filter((event) => event !== childEvents.presume);
  return [...own, ...ageSteps(place)];
};

const lineOf = (profile: Profile, event: string): Transition | undefined =>
  profile
    .steps(childMachine)
    .transitions.find((one) => one.event === (isAgeEvent(event) ? childEvents.foundAdult : event));

/** The bodies that may have taken a step; an assessment of age is made by those who may find somebody adult. */
export const bodiesOfStep = (profile: Profile, event: string): readonly string[] => {
  if (event === 'doubt' || event === childEvents.turned18) return [];
  return (lineOf(profile, event)?.who ?? []).flatMap((actor) => {
    if (!actor.startsWith('part:')) return profile.organisations.some(({ code }) => code === actor) ? [actor] : [];
    const part = actor.slice('part:'.length);
    return part === 'identifies' || part === 'supports'
      ? profile.organisationsPlaying(part).map(({ code }) => code)
      : [];
  });
};

/** The questions a step asks. */
export const childQuestions = (profile: Profile, event: string): readonly string[] => [
  'happened_on',
  ...(bodiesOfStep(profile, event).length > 0 ? ['decided_by'] : []),
  ...(event === childEvents.foundAdult || event === 'age_child' || event === 'age_not_sure'
    ? ['several_disciplines', 'least_intrusive']
    : []),
  ...(event === childEvents.bestInterests ? ['child_heard'] : []),
  'child_text',
];

const dayRefusal = ({ happenedOn }: ChildFacts, { today, lastOn }: ChildPlace): Result<true> => {
  if (happenedOn > today) return refuse('day_ahead', { field: 'happened_on' });
  return lastOn !== null && happenedOn < lastOn
    ? refuse('day_before_step', { field: 'happened_on', values: { day: lastOn } })
    : true;
};

/** An assessment that one profession made alone, or that was more intrusive than needed, moves nobody out of protection. */
const assessmentRefusal = (facts: ChildFacts): Result<true> => {
  if (!facts.severalDisciplines) return refuse('one_discipline', { field: 'several_disciplines' });
  return facts.leastIntrusive ? true : refuse('too_intrusive', { field: 'least_intrusive' });
};

const met = (facts: ChildFacts, { age }: ChildPlace): readonly GuardName[] => [
  ...(age === 'not_sure' ? (['age-in-doubt'] as const) : []),
  ...(facts.severalDisciplines && facts.leastIntrusive ? (['conditions-met'] as const) : []),
  ...(facts.childHeard ? (['child-heard'] as const) : []),
];

const onAge = (profile: Profile, event: AgeEvent, facts: ChildFacts, place: ChildPlace): Result<AllowedChildStep> => {
  const { initial } = profile.steps(childMachine);
  if (event === 'doubt') return { step: null, to: initial, age: 'not_sure' };
  const state = place.state ?? initial;
  if (event === 'age_asked') return { step: null, to: state, age: place.age };
  if (event === 'age_not_sure') return { step: null, to: state, age: 'not_sure' };
  const holds = assessmentRefusal(facts);
  if (isRefusal(holds)) return holds;
  return { step: null, to: state === initial ? (firstChildState(profile, 'child') ?? state) : state, age: 'child' };
};

const isAdultNow = (to: string): boolean => to === adultState;

const onTable = (profile: Profile, facts: ChildFacts, place: ChildPlace): Result<AllowedChildStep> => {
  const { event, happenedOn: on } = facts;
  if (event === childEvents.foundAdult) {
    const holds = assessmentRefusal(facts);
    if (isRefusal(holds)) return holds;
  }
  const circumstances = { organisations: place.organisations, on, holds: met(facts, place) };
  const taken = nextState(profile.steps(childMachine), place.state ?? '', event, circumstances);
  if (isRefusal(taken)) {
    if (taken.refused !== 'guard_not_met') return refuse(taken.refused);
    return taken.values?.['guard'] === 'child-heard'
      ? refuse('child_not_heard', { field: 'child_heard' })
      : refuse('guard_not_met', { values: { guard: taken.values?.['guard'] ?? '' } });
  }
  return { step: taken.transition, to: taken.state, age: isAdultNow(taken.state) ? 'adult' : place.age };
};

/**
 * May this be written down on the path of a child? Days must follow each other; the body named must be one that takes such a
 * step; an outcome of an assessment counts only when several professions made it in the least intrusive way.
 */
export const allowedChildStep = (profile: Profile, facts: ChildFacts, place: ChildPlace): Result<AllowedChildStep> => {
  const { event, decidedBy } = facts;
  const days = dayRefusal(facts, place);
  if (isRefusal(days)) return days;
  if (!childSteps(profile, place).includes(event)) return refuse('no_such_step');
  const bodies = bodiesOfStep(profile, event);
  if (bodies.length > 0 && (decidedBy === null || !bodies.includes(decidedBy)))
    return refuse('not_that_body', { field: 'decided_by' });
  return isAgeEvent(event) ? onAge(profile, event, facts, place) : onTable(profile, facts, place);
};
