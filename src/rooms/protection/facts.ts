import { defineForm } from '../../platform/form/index.ts';
import type { ConferenceField } from '../../profile/index.ts';

/** Why this room says no: a closed list; texts `protection.refusal.<code>`. */
export type ProtectionRefusal =
  | 'not_found'
  | 'may_not_decide'
  | 'no_such_step'
  | 'not_your_step'
  | 'step_not_in_force'
  | 'guard_not_met'
  | 'reason_needed'
  | 'reason_does_not_fit'
  | 'union_citizen'
  | 'status_not_held'
  | 'contact_not_broken'
  | 'danger_to_order'
  | 'risk_not_checked'
  | 'person_must_decide'
  | 'day_ahead'
  | 'day_before_status'
  | 'day_before_last'
  | 'term_over'
  | 'already_served'
  | 'served_before_decided'
  | 'changed_meanwhile'
  | 'may_not_write'
  | 'may_not_open_conference'
  | 'no_notice_yet'
  | 'conflict_column'
  | 'person_must_agree'
  | 'conflict_step'
  | 'day_before_step'
  | 'not_that_body'
  | 'one_discipline'
  | 'too_intrusive'
  | 'child_not_heard'
  | 'risk_check_first'
  | 'return_not_safe'
  | 'risk_check_over'
  | 'consent_to_partner_needed'
  | 'reflection_protects'
  | 'best_interests_first'
  | 'not_told_may_stop'
  | 'travel_before_plan'
  | 'no_day_of_travel'
  | 'not_union_citizen'
  | 'stay_not_legal'
  | 'aid_not_granted'
  | 'purpose_needed'
  | 'vault_down'
  | 'vault_refused';

/** The age that counts: who is not surely an adult is protected as a child (Directive 2011/36/EU art. 13(2)). */
export type ChildAge = 'adult' | 'child' | 'not_sure';
/** True for one of the three ages. */
export const isChildAge = (age: unknown): age is ChildAge => age === 'adult' || age === 'child' || age === 'not_sure';

const stayFields = [
  { id: 'decided_on', kind: 'date', notAfter: 'today', width: 'short', required: true },
  { id: 'third_country', kind: 'choice', codes: 'third-country', required: true },
  { id: 'reasons', kind: 'choices', codes: 'stay-reasons', least: 1, required: true },
  { id: 'contact_broken', kind: 'yes-no', required: true },
  { id: 'no_danger', kind: 'yes-no', required: true },
  { id: 'risk_checked', kind: 'yes-no', required: true },
  { id: 'free_decision', kind: 'yes-no', required: true },
  { id: 'reason_text', kind: 'long-text', limit: 5000, rows: 5, secrecy: 'legal_residence' },
] as const;

/** What any decision on a stay may ask. */
export const stayForm = defineForm('protection', stayFields);

/** The decision form with only these questions, in their order. */
export const stayFormOf = (ids: readonly string[]): typeof stayForm =>
  defineForm(
    'protection',
    stayFields.filter(({ id }) => ids.includes(id)),
  );

/** The day a decision was handed to the person. */
export const servedForm = defineForm('protection', [
  { id: 'served_on', kind: 'date', notAfter: 'today', width: 'short', required: true },
]);

/** Whether an application for international protection runs beside. */
export const parallelForm = defineForm('protection', [{ id: 'in_parallel', kind: 'yes-no', required: true }]);

/** Why a decision is set as a document, which opens the name; and the language of its translation sheet. */
export const paperForm = defineForm('protection', [
  { id: 'purpose', kind: 'choice', codes: 'opening-purposes', as: 'select', required: true },
  { id: 'sheet_language', kind: 'language', required: true },
]);

const childFields = [
  { id: 'happened_on', kind: 'date', notAfter: 'today', width: 'short', required: true },
  { id: 'decided_by', kind: 'choice', codes: 'organisations', required: true },
  { id: 'several_disciplines', kind: 'yes-no', required: true },
  { id: 'least_intrusive', kind: 'yes-no', required: true },
  { id: 'child_heard', kind: 'yes-no', required: true },
  { id: 'child_text', kind: 'long-text', limit: 5000, rows: 4, secrecy: 'notes' },
] as const;

/** What any step on the path of a child may ask. */
export const childForm = defineForm('protection', childFields);

/** The form of one step with only these questions, in their order. */
export const childFormOf = (ids: readonly string[]): typeof childForm =>
  defineForm(
    'protection',
    childFields.filter(({ id }) => ids.includes(id)),
  );

const onwardFields = [
  { id: 'happened_on', kind: 'date', notAfter: 'today', width: 'short', required: true },
  { id: 'third_country', kind: 'choice', codes: 'third-country', required: true },
  { id: 'risk_finding', kind: 'choice', codes: 'return-findings', required: true },
  { id: 'free_decision', kind: 'yes-no', required: true },
  { id: 'told_may_stop', kind: 'yes-no', required: true },
  { id: 'travel_on', kind: 'date', width: 'short', required: true },
  { id: 'wishes_follow_up', kind: 'yes-no', required: true },
  { id: 'after_return', kind: 'choice', codes: 'after-return', required: true },
  { id: 'stay_is_legal', kind: 'yes-no', required: true },
  { id: 'aid_granted', kind: 'yes-no', required: true },
  { id: 'onward_text', kind: 'long-text', limit: 5000, rows: 4, secrecy: 'notes' },
] as const;

/** The form of one step on the way a person goes on, with only these questions, in their order. */
export const onwardFormOf = (ids: readonly string[]) =>
  defineForm(
    'protection',
    onwardFields.filter(({ id }) => ids.includes(id)),
  );

/** Lists of codes that belong to the core; texts `protection.code.<list>.<code>`. */
export const protectionLists = {
  'conference-answers': ['yes', 'no', 'not_known'],
  'return-findings': ['safe_enough', 'with_conditions', 'not_safe'],
  'after-return': ['well', 'needs_help', 'in_danger', 'not_reached'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const asked = (id: ConferenceField) => ({ id, kind: 'choice', codes: 'conference-answers' }) as const;

const conferenceQuestions = [
  asked('status_stands'),
  asked('presence_needed'),
  asked('statements_made'),
  asked('contact_seen'),
  asked('accompanied'),
  asked('wishes_to_stay'),
  asked('permit_wished'),
  asked('parallel_protection'),
  asked('papers_complete'),
  { id: 'decision_planned_on', kind: 'date', width: 'short' },
  // Asked only of the body that needs it, and then refused without.
  { id: 'person_agrees', kind: 'yes-no' },
] as const;

/** Everything any body may say in a conference on a permit. */
export const conferenceForm = defineForm('protection', conferenceQuestions);

/** The column of one body: only its own agreed fields. */
export const conferenceFormOf = (ids: readonly string[]): typeof conferenceForm =>
  defineForm(
    'protection',
    conferenceQuestions
      .filter(({ id }) => ids.includes(id))
      .map((one) => (one.id === 'person_agrees' ? { ...one, required: true } : one)),
  );
