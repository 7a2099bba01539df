import { addDays, type PlainDate } from '../../../platform/clock.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import { type GuardName, nextState, possibleSteps, type Profile, type Transition } from '../../../profile/index.ts';
import type { ProtectionRefusal } from '../facts.ts';
import { onwardEvents, onwardMachines, type OnwardPath, ownOnwardEvents } from '../steps.ts';

type Result<Value> = Outcome<Value, ProtectionRefusal>;

/** What a check of risks found, and until when it holds. */
export type RiskCheck = { readonly finding: string; readonly validUntil: PlainDate };

/** Where somebody stands on a way, and what else counts there. */
export type OnwardPlace = {
  readonly path: OnwardPath;
  /** Null: nothing is written down yet. */
  readonly state: string | null;
  readonly lastOn: PlainDate | null;
  readonly today: PlainDate;
  readonly organisations: readonly string[];
  readonly risk: RiskCheck | null;
  readonly travelOn: PlainDate | null;
  /** The person wishes to be asked after the return. */
  readonly wishesFollowUp: boolean;
  /** A consent to the body that arranges the return stands today. */
  readonly partnerMayKnow: boolean;
  /** Last day of a reflection period that runs. */
  readonly reflectionUntil: PlainDate | null;
  /** A child, or somebody who counts as one, whose best interests nobody has determined. */
  readonly needsBestInterests: boolean;
  /** The case has a reflection period or permit of persons from outside the Union. */
  readonly hasOtherStay: boolean;
};

/** What somebody says when writing a step down. */
export type OnwardFacts = {
  readonly event: string;
  readonly happenedOn: PlainDate;
  readonly finding: string | null;
  readonly travelOn: PlainDate | null;
  readonly thirdCountry: string | null;
  /** The questions that were answered with yes. */
  readonly says: readonly string[];
};

/** A step that may be written down. */
export type AllowedOnward = {
  readonly step: Transition | null;
  readonly to: string;
  readonly validUntil: PlainDate | null;
};

/** The finding of a check with which nobody is helped to travel. */
export const notSafe = 'not_safe';

const machineOf = (profile: Profile, path: OnwardPath) => profile.steps(onwardMachines[path]);

const isOver = (profile: Profile, { path, state }: OnwardPlace): boolean =>
  machineOf(profile, path).states.find(({ id }) => id === state)?.final === true;

const ownEvents = (profile: Profile, place: OnwardPlace): readonly string[] => {
  const { path, state, wishesFollowUp } = place;
  const own = ownOnwardEvents[path];
  if (path === 'union') return state === null && !place.hasOtherStay ? [own] : [];
  return wishesFollowUp && isOver(profile, place) ? [own] : [];
};

/** The state that counts: on the way of a return everybody stands at its beginning, on the other only whose stay was written down. */
const stateOf = (profile: Profile, { path, state }: OnwardPlace): string | null =>
  state ?? (path === 'return' ? machineOf(profile, path).initial : null);

/** What may be written down next. */
export const onwardSteps = (profile: Profile, place: OnwardPlace): readonly string[] => {
  const state = stateOf(profile, place);
  const steps =
    state === null ? [] : possibleSteps(machineOf(profile, place.path), state, place.organisations, place.today);
  const mayOwn = place.organisations.some((code) =>
    machineOf(profile, place.path).transitions.some((one) => [...one.who, ...one.recorded_by].includes(code)),
  );
  return [...new Set(steps.map(({ event }) => event)), ...(mayOwn ? ownEvents(profile, place) : [])];
};

/** Every event of a way that can be written down. */
export const knownOnward = (profile: Profile, path: OnwardPath): readonly string[] => [
  ...new Set([...machineOf(profile, path).transitions.map(({ event }) => event), ownOnwardEvents[path]]),
];

const questions: Readonly<Record<string, readonly string[]>> = {
  [onwardEvents.assess]: ['risk_finding'],
  [onwardEvents.reassess]: ['risk_finding'],
  [onwardEvents.choose]: ['free_decision', 'told_may_stop'],
  [onwardEvents.plan]: ['travel_on'],
  [onwardEvents.follow]: ['wishes_follow_up'],
  [onwardEvents.stay]: ['stay_is_legal'],
  [onwardEvents.aid]: ['aid_granted'],
  [onwardEvents.leave]: ['free_decision'],
  [ownOnwardEvents.union]: ['third_country'],
  [ownOnwardEvents.return]: ['after_return'],
};

/** The questions a step asks, in their order. */
export const onwardQuestions = (event: string): readonly string[] => [
  'happened_on',
  ...(questions[event] ?? []),
  'onward_text',
];

const dayRefusal = ({ happenedOn }: OnwardFacts, { today, lastOn }: OnwardPlace): Result<true> => {
  if (happenedOn > today) return refuse('day_ahead', { field: 'happened_on' });
  return lastOn !== null && happenedOn < lastOn
    ? refuse('day_before_step', { field: 'happened_on', values: { day: lastOn } })
    : true;
};

/** Nobody is helped to travel on a check that has run out, or that found a return not to be safe. */
const riskRefusal = ({ risk }: OnwardPlace, on: PlainDate, field: string): Result<true> => {
  if (risk === null) return refuse('risk_check_first', { field });
  if (risk.finding === notSafe) return refuse('return_not_safe', { field });
  return on > risk.validUntil ? refuse('risk_check_over', { field, values: { day: risk.validUntil } }) : true;
};

/** A journey needs a check of risks that holds, a consent that stands, and no period that is there to decide freely in. */
const journeyRefusal = (place: OnwardPlace, on: PlainDate, field: string): Result<true> => {
  if (!place.partnerMayKnow) return refuse('consent_to_partner_needed', { field });
  if (place.reflectionUntil !== null && on <= place.reflectionUntil)
    return refuse('reflection_protects', { field, values: { day: place.reflectionUntil } });
  return riskRefusal(place, on, field);
};

type Check = (facts: OnwardFacts, place: OnwardPlace) => Result<true>;

const bestInterests: Check = (_, { needsBestInterests }) =>
  needsBestInterests ? refuse('best_interests_first', { field: 'happened_on' }) : true;

const choice: Check = (facts, place) => {
  const child = bestInterests(facts, place);
  if (isRefusal(child)) return child;
  if (!facts.says.includes('free_decision')) return refuse('person_must_decide', { field: 'free_decision' });
  if (!facts.says.includes('told_may_stop')) return refuse('not_told_may_stop', { field: 'told_may_stop' });
  return place.partnerMayKnow ? true : refuse('consent_to_partner_needed', { field: 'happened_on' });
};

const plan: Check = (facts, place) => {
  const { travelOn, happenedOn } = facts;
  if (travelOn === null || travelOn < happenedOn) return refuse('travel_before_plan', { field: 'travel_on' });
  const child = bestInterests(facts, place);
  return isRefusal(child) ? child : journeyRefusal(place, travelOn, 'travel_on');
};

const journey: Check = ({ happenedOn }, place) => {
  if (place.travelOn === null) return refuse('no_day_of_travel', { field: 'happened_on' });
  return journeyRefusal(place, happenedOn, 'happened_on');
};

/** In doubt a person is treated as somebody from outside the Union, whom the certificate protects; never the other way round. */
const citizen: Check = ({ thirdCountry }) =>
  thirdCountry === 'no' ? true : refuse('not_union_citizen', { field: 'third_country' });

const saysYes =
  (field: string, refused: ProtectionRefusal): Check =>
  ({ says }) =>
    says.includes(field) ? true : refuse(refused, { field });

const checks: Readonly<Record<string, Check>> = {
  [onwardEvents.choose]: choice,
  [onwardEvents.plan]: plan,
  [onwardEvents.travel]: journey,
  [onwardEvents.stay]: saysYes('stay_is_legal', 'stay_not_legal'),
  [onwardEvents.aid]: saysYes('aid_granted', 'aid_not_granted'),
  [onwardEvents.leave]: saysYes('free_decision', 'person_must_decide'),
  [ownOnwardEvents.union]: citizen,
};

/** The conditions of the table that this has checked; every other one is refused by name. */
const met = (facts: OnwardFacts, place: OnwardPlace): readonly GuardName[] => [
  ...(facts.says.includes('free_decision') ? (['person-decides'] as const) : []),
  ...(facts.says.some((it) => it === 'stay_is_legal' || it === 'aid_granted') ? (['conditions-met'] as const) : []),
  ...(isRefusal(riskRefusal(place, facts.travelOn ?? facts.happenedOn, 'happened_on'))
    ? []
    : (['risk-checked'] as const)),
  // Whether somebody asks afterwards is the person's to say: a written no is as good as a yes.
  ...(facts.event === onwardEvents.follow || place.partnerMayKnow ? (['consent-recorded'] as const) : []),
];

const own = (profile: Profile, facts: OnwardFacts, place: OnwardPlace): AllowedOnward | null =>
  facts.event === ownOnwardEvents[place.path]
    ? { step: null, to: place.state ?? machineOf(profile, place.path).initial, validUntil: null }
    : null;

const isCheck = (event: string): boolean => event === onwardEvents.assess || event === onwardEvents.reassess;

/**
 * May this be written down on the way a person goes on? Days follow each other; a journey needs a check of risks that holds on its
 * day, the person's free choice and her consent; she stops at any time and nothing is asked for it.
 */
export const allowedOnward = (profile: Profile, facts: OnwardFacts, place: OnwardPlace): Result<AllowedOnward> => {
  const days = dayRefusal(facts, place);
  if (isRefusal(days)) return days;
  if (!onwardSteps(profile, place).includes(facts.event)) return refuse('no_such_step');
  const fits = checks[facts.event]?.(facts, place) ?? true;
  if (isRefusal(fits)) return fits;
  const outside = own(profile, facts, place);
  if (outside !== null) return outside;
  const { happenedOn: on, event } = facts;
  const circumstances = { organisations: place.organisations, on, holds: met(facts, place) };
  const taken = nextState(machineOf(profile, place.path), stateOf(profile, place) ?? '', event, circumstances);
  if (isRefusal(taken))
    return taken.refused === 'guard_not_met'
      ? refuse('guard_not_met', { values: { guard: taken.values?.['guard'] ?? '' } })
      : refuse(taken.refused);
  const valid = isCheck(event) ? addDays(on, profile.onward.return.risk_check.valid_days) : null;
  return { step: taken.transition, to: taken.state, validUntil: valid };
};

/** The next day on which somebody asks how a person is after the return, counted from the journey. */
export const nextAsking = (profile: Profile, travelledOn: PlainDate, asked: number): PlainDate | null => {
  const days = profile.onward.return.follow_up.after_days[asked];
  return days === undefined ? null : addDays(travelledOn, days);
};
