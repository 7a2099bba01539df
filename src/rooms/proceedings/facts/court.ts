import { defineForm } from '../../../platform/form/index.ts';

const room = 'proceedings';
const day = { kind: 'date', notAfter: 'today', width: 'short', required: true } as const;
const months = { kind: 'number', least: 0, most: 1200, whole: true, width: 'short' } as const;
const money = { kind: 'number', least: 0, most: 100_000_000, width: 'short' } as const;

/** Lists of codes of charges, courts and victims that belong to the core; texts `proceedings.code.<list>.<code>`. */
export const courtLists = {
  instances: ['first', 'appeal', 'cassation'],
  'verdict-outcomes': ['convicted', 'acquitted', 'requalified'],
  'final-ways': ['term_over', 'accepted', 'no_remedy'],
  'legal-aid-states': ['not_wished', 'asked', 'granted', 'refused'],
  'non-punishment': ['not_prosecuted', 'checked_nothing_found', 'charges_dropped'],
  'claim-outcomes': ['granted', 'refused'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What somebody is charged with: the days of the facts, the elements, what makes it worse. Which offence stands in the address. */
export const chargeForm = defineForm(room, [
  { ...day, id: 'facts_from' },
  { ...day, id: 'facts_to' },
  { id: 'elements', kind: 'choices', codes: 'offence-elements' },
  { id: 'aggravating', kind: 'choices', codes: 'offence-aggravations' },
  { ...day, id: 'charged_on' },
]);

/** A charge is dropped on a day. */
export const dropForm = defineForm(room, [{ ...day, id: 'dropped_on' }]);

/** A dismissal says why; the victims are told so. */
export const dismissForm = defineForm(room, [
  { ...day, id: 'decided_on' },
  { id: 'dismissal_reason', kind: 'choice', codes: 'dismissal-reasons', as: 'select', required: true },
]);

/** A decision without more to say than its day. */
export const dayForm = defineForm(room, [{ ...day, id: 'decided_on' }]);

/** A hearing may lie ahead: then it is fixed, and victims who asked are told. */
export const hearingForm = defineForm(room, [
  { id: 'instance', kind: 'choice', codes: 'instances', required: true },
  { id: 'held_on', kind: 'date', width: 'short', required: true },
  { id: 'protections', kind: 'choices', codes: 'hearing-protections' },
]);

const sentenced = { shownWhen: { not: { field: 'outcome', is: 'acquitted' } } } as const;

/** What a court decided on one accused, with every part of the sentence as it was pronounced. */
export const judgmentForm = defineForm(room, [
  { id: 'instance', kind: 'choice', codes: 'instances', required: true },
  { ...day, id: 'delivered_on' },
  { id: 'in_presence', kind: 'yes-no', required: true },
  { id: 'outcome', kind: 'choice', codes: 'verdict-outcomes', required: true },
  { ...sentenced, id: 'retained', kind: 'choices', codes: 'charge-numbers' },
  {
    ...{ id: 'requalified_to', kind: 'choice', codes: 'offences-charged', as: 'select', required: true },
    shownWhen: { field: 'outcome', is: 'requalified' },
  },
  { ...sentenced, id: 'mitigating', kind: 'yes-no' },
  { ...sentenced, id: 'forms', kind: 'choices', codes: 'sentence-forms' },
  { ...sentenced, ...months, id: 'months_pronounced' },
  { ...sentenced, ...months, id: 'months_suspended' },
  { ...sentenced, ...months, id: 'months_firm' },
  { ...sentenced, ...months, id: 'months_probation' },
  { ...sentenced, ...money, id: 'fine' },
  { ...sentenced, ...money, id: 'confiscated' },
  { ...sentenced, ...months, id: 'work_hours' },
  { ...sentenced, id: 'bans', kind: 'choices', codes: 'sentence-bans' },
]);

/** Somebody appeals. */
export const appealForm = defineForm(room, [{ ...day, id: 'appealed_on' }]);

/** A judgment is final. */
export const finalForm = defineForm(room, [
  { ...day, id: 'final_on' },
  { id: 'final_how', kind: 'choice', codes: 'final-ways', required: true },
]);

const victimFields = [
  { ...day, id: 'happened_on' },
  { id: 'notice', kind: 'choice', codes: 'victim-notices', as: 'select', required: true },
  { id: 'wishes', kind: 'choices', codes: 'notices-on-request', least: 1, required: true },
  { id: 'told_language', kind: 'language', required: true },
  { id: 'told_way', kind: 'choice', codes: 'notice-ways', required: true },
  { id: 'legal_aid', kind: 'choice', codes: 'legal-aid-states', required: true },
  { id: 'protections', kind: 'choices', codes: 'hearing-protections', least: 1, required: true },
  { id: 'measures', kind: 'choices', codes: 'interview-measures', least: 1, required: true },
  { id: 'non_punishment', kind: 'choice', codes: 'non-punishment', required: true },
] as const;

/** What may be written down about a victim in proceedings, by kind: the questions of each. */
export const victimQuestions = {
  told: ['happened_on', 'notice', 'told_language', 'told_way'],
  receipt: ['happened_on'],
  wishes: ['happened_on', 'wishes'],
  civil_party: ['happened_on'],
  legal_aid: ['happened_on', 'legal_aid'],
  protection: ['happened_on', 'protections'],
  interview: ['happened_on', 'measures'],
  non_punishment: ['happened_on', 'non_punishment'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type VictimKind = keyof typeof victimQuestions;
/** True for one of the kinds. */
export const isVictimKind = (kind: string): kind is VictimKind => kind in victimQuestions;

/** The form of one kind of entry. */
export const victimFormOf = (kind: VictimKind) => {
  const asked: readonly string[] = victimQuestions[kind];
  return defineForm(
    room,
    victimFields.filter(({ id }) => asked.includes(id)),
  );
};

/** What a court awards to a victim against a convicted person. */
export const awardForm = defineForm(room, [
  { ...day, id: 'happened_on' },
  { id: 'damage', kind: 'choice', codes: 'damage-kinds', as: 'select', required: true },
  { ...money, id: 'amount', required: true },
]);

/** What of it was paid. */
export const paymentForm = defineForm(room, [
  { ...day, id: 'happened_on' },
  { ...money, id: 'amount', required: true },
]);

/** A claim to the State, filed for the person by the service that supports her. */
export const claimForm = defineForm(room, [
  { ...day, id: 'happened_on' },
  { id: 'claim_language', kind: 'choice', codes: 'languages', as: 'select', required: true },
  { ...money, id: 'amount', required: true },
]);

/** What was decided on a claim. */
export const claimDecisionForm = defineForm(room, [
  { ...day, id: 'decided_on' },
  { id: 'claim_outcome', kind: 'choice', codes: 'claim-outcomes', required: true },
  { ...money, id: 'granted', required: true, shownWhen: { field: 'claim_outcome', is: 'granted' } },
  { id: 'claim_reasons', kind: 'choices', codes: 'claim-reasons', least: 1, required: true },
]);

/** Facts found at work, for the two qualifications beside each other; nothing of it is kept. */
export const trackForm = defineForm(room, [{ id: 'found', kind: 'choices', codes: 'two-track-facts' }]);
