import { addDays, type PlainDate } from '../../platform/clock.ts';
import { isRefusal, type Outcome, refuse } from '../../platform/outcome.ts';
import { type GuardName, nextState, type Profile, type Transition } from '../../profile/index.ts';
import type { IdentificationRefusal, ThirdCountry } from './facts.ts';
import {
  firstState,
  heldStates,
  informationMachine,
  knownEvents,
  reviewRuleOf,
  type ReviewRule,
  statusMachine,
} from './steps.ts';

type Result<Value> = Outcome<Value, IdentificationRefusal>;

/** What an officer says when deciding. */
export type DecisionFacts = {
  readonly event: string;
  readonly decidedOn: PlainDate;
  readonly reasons: readonly string[];
  readonly indicators: readonly string[];
  readonly legalCheck: boolean;
  readonly freeDecision: boolean;
  readonly followUpEnded: boolean;
};

/** Who decides, on which day, about whom. */
export type DecisionPlace = {
  readonly state: string;
  /** Codes of the bodies in whose name the officer acts. */
  readonly organisations: readonly string[];
  readonly today: PlainDate;
  /** A second officer has confirmed. */
  readonly reviewed: boolean;
};

const refusalOfGuard: Partial<Record<GuardName, IdentificationRefusal>> = {
  reasoned: 'reason_needed',
  'indicators-kept': 'indicators_needed',
  'legal-check': 'legal_check_needed',
  'person-decides': 'person_must_decide',
  'follow-up-final': 'follow_up_open',
};

const fieldOfGuard: Partial<Record<GuardName, string>> = {
  reasoned: 'reasons',
  'indicators-kept': 'indicators',
  'legal-check': 'legal_check',
  'person-decides': 'free_decision',
  'follow-up-final': 'follow_up_ended',
};

const met = (facts: DecisionFacts): readonly GuardName[] => [
  ...(facts.reasons.length > 0 ? (['reasoned'] as const) : []),
  ...(facts.indicators.length > 0 ? (['indicators-kept'] as const) : []),
  ...(facts.legalCheck ? (['legal-check'] as const) : []),
  ...(facts.freeDecision ? (['person-decides'] as const) : []),
  ...(facts.followUpEnded ? (['follow-up-final'] as const) : []),
  // The second person comes afterwards: the decision waits for review and has no effect until then.
  'two-people',
];

const guardRefusal = (guard: GuardName): ReturnType<typeof refuse<IdentificationRefusal>> => {
  const field = fieldOfGuard[guard];
  return refuse(refusalOfGuard[guard] ?? 'guard_not_met', { values: { guard }, ...(field ? { field } : {}) });
};

/** The group of reasons of `outcome-reasons` that fit a step: those of its event when there are any, else of the state it leads to. */
export const reasonGroup = (step: Pick<Transition, 'event' | 'to'>): string =>
  step.event.startsWith('downgrade') ? 'downgraded' : step.to;

/** Reasons in the profile that may be given for a step. */
export const reasonsFor = (profile: Profile, step: Pick<Transition, 'event' | 'to'>): readonly string[] =>
  profile
    .codeList('outcome-reasons')
    .codes.filter(({ group }) => group === reasonGroup(step) || group === 'any')
    .map(({ code }) => code);

/** A step that may be taken, and whether a second officer has to confirm it before it counts. */
export type AllowedStep = { readonly to: string; readonly step: Transition; readonly needsReview: boolean };

/**
 * Does the law allow this decision? Whether such a step exists, is this body's, is in force on the day, and whether each of
 * its guards holds. A guard `two-people` makes it wait for a second officer.
 */
export const allowedStep = (profile: Profile, facts: DecisionFacts, place: DecisionPlace): Result<AllowedStep> => {
  if (facts.decidedOn > place.today) return refuse('day_ahead', { field: 'decided_on' });
  const taken = nextState(profile.steps(statusMachine), place.state, facts.event, {
    organisations: place.organisations,
    on: facts.decidedOn,
    holds: met(facts),
  });
  if (isRefusal(taken)) {
    const guard = taken.refused === 'guard_not_met' ? (taken.values?.['guard'] as GuardName | undefined) : undefined;
    return guard === undefined ? refuse(taken.refused) : guardRefusal(guard);
  }
  const fitting = reasonsFor(profile, taken.transition);
  if (facts.reasons.some((reason) => !fitting.includes(reason)))
    return refuse('reason_does_not_fit', { field: 'reasons' });
  const needsReview = taken.transition.guards.includes('two-people') && !place.reviewed;
  return { to: taken.state, step: taken.transition, needsReview };
};

/** Questions of the decision form that a step asks: those its guards need, and a reason wherever the profile lists reasons for it. */
export const questionsFor = (profile: Profile, step: Transition): readonly string[] => {
  const isOffered = reasonsFor(profile, step).length > 1 || step.guards.includes('reasoned');
  return [
    'decided_on',
    ...(isOffered ? ['reasons', 'reason_text'] : []),
    ...(step.guards.includes('indicators-kept') ? ['indicators', 'third_country', ...palermoQuestions] : []),
    ...(step.guards.includes('legal-check') ? ['legal_check'] : []),
    ...(step.guards.includes('person-decides') ? ['free_decision'] : []),
    ...(step.guards.includes('follow-up-final') ? ['follow_up_ended'] : []),
  ];
};

const palermoQuestions = ['palermo_acts', 'palermo_means', 'palermo_purposes', 'national_elements'];

/** What the journal says of a person's status, oldest first. */
export type StatusEvent = { readonly type: string; readonly to: string };

/** The status that the events give: the last one that took effect. The stored status must be the same. */
export const replay = (profile: Profile, events: readonly StatusEvent[]): string =>
  events.reduce(
    (state, event) => (event.type === 'identification.status_changed' ? event.to : state),
    firstState(profile),
  );

/** How the police's work on a person ended so far, as a code of `police-outcomes`. Indications found at any time stay found. */
export const outcomeOf = (state: string, everIndications: boolean): string => {
  if (everIndications) return 'indications_found';
  return (
    ({ not_victim: 'no_indications', declined: 'person_declined' } as Record<string, string>)[state] ?? 'still_open'
  );
};

/** From which country's group a person is a third-country national; *not sure* while nothing is known. Stateless persons count as such. */
export const thirdCountryOf = (profile: Profile, citizenships: readonly string[]): ThirdCountry => {
  const groups = citizenships
    .filter((code) => profile.hasCode('countries', code))
    .map((code) => profile.code('countries', code).group);
  if (groups.length === 0 || groups.includes('unknown')) return 'not_sure';
  return groups.every((group) => group === 'third_country' || group === 'stateless') ? 'yes' : 'no';
};

/** Must not be removed: a presumed or identified victim who is, or may be, a third-country national. */
export const isRemovalBlocked = (state: string, thirdCountry: ThirdCountry): boolean =>
  heldStates.includes(state) && thirdCountry !== 'no';

/** True for the status of a victim, presumed or identified. */
export const isStatusHeld = (state: string): boolean => heldStates.includes(state);

/** Is the notice to the residence authority called for? A task for a human, never a sending. */
export const noticeCalledFor = isRemovalBlocked;

/** May the notice be sent now? Only about a presumed or identified victim who is not known to be a citizen of the Union. */
export const noticeAllowed = (state: string, thirdCountry: ThirdCountry): Result<true> => {
  if (!heldStates.includes(state)) return refuse('status_not_held');
  return thirdCountry === 'no' ? refuse('not_third_country') : true;
};

/** May an irregular stay be reported now? Not while the person must not be removed; and only by somebody who has read the warning. */
export const stayReportAllowed = (facts: {
  readonly reflection: boolean;
  readonly warningRead: boolean;
}): Result<true> => {
  if (facts.reflection) return refuse('reflection_running');
  return facts.warningRead ? true : refuse('warning_not_read', { field: 'warning_read' });
};

/** What was told. */
export type InformationFacts = {
  readonly occasion: 'first' | 'turning_point';
  readonly toldOn: PlainDate;
  readonly rights: readonly string[];
  readonly dismissalTold: boolean;
  readonly interpreter: string;
  readonly leafletVersion: string | null;
  readonly acknowledged: string;
};

const informationEvents = (facts: InformationFacts): readonly string[] => [
  facts.occasion === 'first' ? 'first_contact' : 'renew',
  ...(facts.occasion === 'first' && facts.leafletVersion !== null ? ['hand_over'] : []),
  ...(facts.occasion === 'first' && facts.leafletVersion !== null && facts.acknowledged === 'yes'
    ? ['acknowledge']
    : []),
];

const informed = (facts: InformationFacts): readonly GuardName[] => [
  ...(facts.rights.length > 0 ? (['rights-told'] as const) : []),
  ...(facts.dismissalTold ? (['dismissal-told'] as const) : []),
  ...(facts.interpreter === 'needed_missing' ? [] : (['language-understood'] as const)),
  'person-decides',
  'turning-point',
];

const informationRefusals: Partial<Record<GuardName, readonly [IdentificationRefusal, string]>> = {
  'rights-told': ['rights_not_told', 'rights'],
  'dismissal-told': ['dismissal_not_told', 'dismissal_told'],
  'language-understood': ['language_not_understood', 'interpreter'],
};

/**
 * The state of a person's information after being told. The first information without *the case may be dismissed*, or in a
 * language the person does not understand, is none (Code of Criminal Procedure, information of victims; good practice of the police).
 */
export const informationAfter = (
  profile: Profile,
  state: string,
  facts: InformationFacts,
  place: { readonly organisations: readonly string[]; readonly today: PlainDate },
): Result<string> => {
  if (facts.toldOn > place.today) return refuse('day_ahead', { field: 'told_on' });
  const machine = profile.steps(informationMachine);
  if (facts.occasion === 'first' && state !== machine.initial) return refuse('told_before', { field: 'occasion' });
  if (facts.occasion === 'turning_point' && state === machine.initial)
    return refuse('not_told_before', { field: 'occasion' });
  let current = state;
  for (const event of informationEvents(facts)) {
    const taken = nextState(machine, current, event, {
      organisations: place.organisations,
      on: facts.toldOn,
      holds: informed(facts),
    });
    if (isRefusal(taken)) {
      const known = informationRefusals[taken.values?.['guard'] as GuardName];
      return known ? refuse(known[0], { field: known[1] }) : refuse(taken.refused);
    }
    current = taken.state;
  }
  return current;
};

/** True for the step with which a person becomes *detected* in the sense of the published figures. */
export const isIndications = (event: string): boolean => event === knownEvents.indications;

/** The day on which a status is looked at again, by which rule, and how many days of the term have passed on a day. */
export type Review = { readonly rule: ReviewRule; readonly from: PlainDate; readonly dueOn: PlainDate };

/** When a status is due to be looked at; null where the profile names no term for it. */
export const reviewOf = (
  profile: Profile,
  status: { readonly state: string; readonly since: PlainDate; readonly reviewedOn: PlainDate | null },
): Review | null => {
  const rule = reviewRuleOf(profile, status.state);
  if (rule === null) return null;
  const from = status.reviewedOn ?? status.since;
  return { rule, from, dueOn: addDays(from, rule.after_days) };
};
