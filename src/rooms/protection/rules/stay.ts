import type { PlainDate } from '../../../platform/clock.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import { type ClockEvent, type GuardName, nextState, type Profile, type Transition } from '../../../profile/index.ts';
import type { ProtectionRefusal } from '../facts.ts';
import { happenedBy, protectingStates, stayEvents, stayMachine } from '../steps.ts';
import { clockBook } from './clocks/book.ts';
import { facesOn } from './clocks/face.ts';
import { type HappenedEvent, recompute } from './clocks/fold.ts';

type Result<Value> = Outcome<Value, ProtectionRefusal>;

/** What an officer says when deciding on a stay. */
export type StayFacts = {
  readonly event: string;
  readonly decidedOn: PlainDate;
  readonly reasons: readonly string[];
  /** `yes`, `no`, `not_sure`; null where it is not asked. */
  readonly thirdCountry: string | null;
  readonly contactBroken: boolean;
  readonly noDanger: boolean;
  readonly riskChecked: boolean;
  readonly freeDecision: boolean;
};

/** Who decides, on which day, and what was decided before. */
export type StayPlace = {
  readonly state: string;
  readonly organisations: readonly string[];
  readonly today: PlainDate;
  /** What the notice says, and nothing more, is known here of the examination. */
  readonly status: { readonly isHeld: boolean; readonly on: PlainDate };
  readonly earlier: readonly HappenedEvent[];
  readonly until: PlainDate | null;
};

/** Reasons of the profile's list by what they are for. */
const ofGroup = (profile: Profile, group: string): readonly string[] =>
  profile
    .codeList('stay-reasons')
    .codes.filter((one) => one.group === group)
    .map(({ code }) => code);

/** The reasons for which the law lets a clock end early, on a day. */
const endingReasons = (
  profile: Profile,
  step: Pick<Transition, 'clock' | 'event'>,
  on: PlainDate,
): readonly string[] => {
  const happened = happenedBy[step.event];
  if (step.clock === null || happened === undefined) return [];
  const early = profile.law(step.clock, on).clock?.ends_early ?? [];
  return early.filter(({ event }) => event === happened).flatMap(({ reasons }) => reasons);
};

/**
 * The reasons that may be given for a step: for an early end those of the law of its clock and no others, for a refusal what
 * is missing or would end the permit, for a grant its grounds.
 */
export const stayReasons = (profile: Profile, step: Transition, on: PlainDate): readonly string[] => {
  if (step.event === 'terminate' || step.event === 'withdraw') return endingReasons(profile, step, on);
  if (step.event === 'refuse') return [...ofGroup(profile, 'refusal'), 'renewed_contact', 'public_order', 'fraud'];
  if (step.event === 'grant' || step.event === 'renew') return ofGroup(profile, 'ground');
  return step.event === 'other_ground' ? ofGroup(profile, 'other_ground') : [];
};

const hasConditions = (step: Transition): boolean => step.event === 'grant' || step.event === 'renew';

/** The questions a step asks: those its guards need, and a reason wherever the law asks for one. */
export const stayQuestions = (step: Transition): readonly string[] => {
  const isReasoned = step.guards.includes('reasoned') || step.guards.includes('conditions-met');
  return [
    'decided_on',
    ...(step.guards.includes('third-country-national') ? ['third_country'] : []),
    ...(isReasoned ? ['reasons'] : []),
    ...(hasConditions(step) ? ['contact_broken', 'no_danger'] : []),
    ...(step.guards.includes('risk-checked') ? ['risk_checked'] : []),
    ...(step.guards.includes('person-decides') ? ['free_decision'] : []),
    ...(isReasoned || step.event === stayEvents.returnDecision ? ['reason_text'] : []),
  ];
};

const refusals: Partial<Record<GuardName, readonly [ProtectionRefusal, string]>> = {
  'third-country-national': ['union_citizen', 'third_country'],
  'status-held': ['status_not_held', 'decided_on'],
  reasoned: ['reason_needed', 'reasons'],
  'risk-checked': ['risk_not_checked', 'risk_checked'],
  'person-decides': ['person_must_decide', 'free_decision'],
};

const met = (facts: StayFacts, place: StayPlace): readonly GuardName[] => [
  // In doubt the person is treated as somebody from outside the Union: the certificate protects.
  ...(facts.thirdCountry === 'yes' || facts.thirdCountry === 'not_sure' ? (['third-country-national'] as const) : []),
  ...(place.status.isHeld ? (['status-held'] as const) : []),
  ...(facts.reasons.length > 0 ? (['reasoned', 'conditions-met'] as const) : []),
  ...(facts.riskChecked ? (['risk-checked'] as const) : []),
  ...(facts.freeDecision ? (['person-decides'] as const) : []),
];

const guardRefusal = (guard: GuardName) => {
  const known = guard === 'conditions-met' ? refusals.reasoned : refusals[guard];
  return known
    ? refuse(known[0], { field: known[1] })
    : refuse<ProtectionRefusal>('guard_not_met', { values: { guard } });
};

/** Dates that contradict each other, each with its field. Back-dating is allowed, but not behind what it follows. */
const dayRefusal = (facts: StayFacts, place: StayPlace): Result<true> => {
  const { decidedOn } = facts;
  const last = place.earlier
    .map(({ on }) => on)
    .sort()
    .at(-1);
  if (decidedOn > place.today) return refuse('day_ahead', { field: 'decided_on' });
  if (decidedOn < place.status.on)
    return refuse('day_before_status', { field: 'decided_on', values: { day: place.status.on } });
  if (last !== undefined && decidedOn < last)
    return refuse('day_before_last', { field: 'decided_on', values: { day: last } });
  if (facts.event === 'terminate' && place.until !== null && decidedOn > place.until)
    return refuse('term_over', { field: 'decided_on', values: { day: place.until } });
  return true;
};

const conditionRefusal = (facts: StayFacts, step: Transition): Result<true> => {
  if (!hasConditions(step)) return true;
  if (!facts.contactBroken) return refuse('contact_not_broken', { field: 'contact_broken' });
  return facts.noDanger ? true : refuse('danger_to_order', { field: 'no_danger' });
};

/** A step on a stay that the law allows, and what it means for clocks and protection. */
export type AllowedStay = {
  readonly step: Transition;
  readonly to: string;
  readonly happened: ClockEvent | null;
  readonly reason: string | null;
  /** Last day of what was granted or goes on, as the clock counts it. */
  readonly until: PlainDate | null;
  readonly protects: boolean;
  readonly lifts: boolean;
};

/** The last day of the term that runs for a stay after these events. */
export const untilAfter = (profile: Profile, events: readonly HappenedEvent[], on: PlainDate): PlainDate | null => {
  const book = clockBook(profile);
  const own = new Set(profile.steps(stayMachine).transitions.map(({ clock }) => clock));
  const running = facesOn(book, recompute(book, events), on).filter(
    ({ id, state }) => own.has(id) && state === 'running',
  );
  return (
    running
      .map(({ until }) => until)
      .filter((day) => day !== null)
      .sort()
      .at(-1) ?? null
  );
};

/**
 * Does the law allow this decision on a stay? Whether the table has such a step, it is this authority's and in force on the
 * day; whether days fit; whether each guard holds and each reason belongs to the step.
 */
export const allowedStay = (profile: Profile, facts: StayFacts, place: StayPlace): Result<AllowedStay> => {
  const days = dayRefusal(facts, place);
  if (isRefusal(days)) return days;
  const circumstances = { organisations: place.organisations, on: facts.decidedOn, holds: met(facts, place) };
  const taken = nextState(profile.steps(stayMachine), place.state, facts.event, circumstances);
  if (isRefusal(taken)) {
    const guard = taken.refused === 'guard_not_met' ? (taken.values?.['guard'] as GuardName | undefined) : undefined;
    return guard === undefined ? refuse(taken.refused) : guardRefusal(guard);
  }
  const { transition: step, state: to } = taken;
  const fitting = stayReasons(profile, step, facts.decidedOn);
  if (facts.reasons.some((reason) => !fitting.includes(reason)))
    return refuse('reason_does_not_fit', { field: 'reasons' });
  const conditions = conditionRefusal(facts, step);
  if (isRefusal(conditions)) return conditions;
  return consequence(profile, facts, place, { step, to });
};

const consequence = (
  profile: Profile,
  facts: StayFacts,
  place: StayPlace,
  { step, to }: { readonly step: Transition; readonly to: string },
): AllowedStay => {
  const happened = happenedBy[step.event] ?? null;
  const reason = facts.reasons[0] ?? null;
  // Sorts after all that is there: it is the latest of its day.
  const now = happened === null ? [] : [{ id: '~', type: happened, on: facts.decidedOn, reason }];
  return {
    ...{ step, to, happened, reason, until: untilAfter(profile, [...place.earlier, ...now], facts.decidedOn) },
    protects: protectingStates.includes(to),
    lifts: step.event === stayEvents.returnDecision,
  };
};

/** May this day of service be written down? Not before the decision, not ahead of today. */
export const servedRefusal = (
  decision: { readonly decidedOn: PlainDate; readonly servedOn: PlainDate | null },
  servedOn: PlainDate,
  today: PlainDate,
): Result<true> => {
  if (decision.servedOn !== null) return refuse('already_served');
  if (servedOn > today) return refuse('day_ahead', { field: 'served_on' });
  return servedOn < decision.decidedOn
    ? refuse('served_before_decided', { field: 'served_on', values: { day: decision.decidedOn } })
    : true;
};
