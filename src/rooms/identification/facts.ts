import { defineForm } from '../../platform/form/index.ts';

/** Why this room says no: a closed list; texts `identification.refusal.<code>`. */
export type IdentificationRefusal =
  | 'not_found'
  | 'may_not_interview'
  | 'may_not_decide'
  | 'may_not_review'
  | 'may_not_review_own'
  | 'may_not_tell_rights'
  | 'may_not_notify'
  | 'may_not_report_stay'
  | 'may_not_receive'
  | 'may_not_ask'
  | 'no_such_step'
  | 'not_your_step'
  | 'step_not_in_force'
  | 'guard_not_met'
  | 'nothing_to_review'
  | 'reason_needed'
  | 'reason_does_not_fit'
  | 'indicators_needed'
  | 'legal_check_needed'
  | 'person_must_decide'
  | 'follow_up_open'
  | 'already_awaiting'
  | 'already_reviewed'
  | 'already_held'
  | 'already_sent'
  | 'already_reported'
  | 'already_received'
  | 'changed_meanwhile'
  | 'day_ahead'
  | 'hour_unclear'
  | 'dismissal_not_told'
  | 'rights_not_told'
  | 'language_not_understood'
  | 'told_before'
  | 'not_told_before'
  | 'not_third_country'
  | 'status_not_held'
  | 'reflection_running'
  | 'warning_not_read'
  | 'unknown_reference'
  | 'vault_down'
  | 'vault_refused';

export type ThirdCountry = 'yes' | 'no' | 'not_sure';
export type DecisionState = 'awaiting_review' | 'in_force' | 'refused' | 'superseded';

/** Lists of codes that belong to the core; texts `identification.code.<list>.<code>`. */
export const identificationLists = {
  'interview-results': ['continues', 'indications', 'no_indications', 'person_declined', 'did_not_come'],
  'interpreter-wishes': ['no_wish', 'female', 'male', 'not_asked'],
  'third-country': ['yes', 'no', 'not_sure'],
  'rights-occasions': ['first', 'turning_point'],
  acknowledgements: ['yes', 'no', 'declined', 'not_asked'],
  'closing-outcomes': ['person_not_found', 'duplicate'],
  'send-back-reasons': ['reasons_not_enough', 'facts_missing', 'step_not_right'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Where and how a person will be heard. */
export const planForm = defineForm('identification', [
  { id: 'planned_day', kind: 'date', width: 'short', required: true },
  { id: 'planned_hour', kind: 'text', limit: 5, width: 'short', required: true },
  { id: 'place', kind: 'choice', codes: 'interview-place', as: 'select', required: true },
  { id: 'language', kind: 'language', required: true },
  { id: 'interpreter', kind: 'choice', codes: 'interpreter-kinds', as: 'select', required: true },
  { id: 'interpreter_wish', kind: 'choice', codes: 'interpreter-wishes', required: true },
  { id: 'interpreter_number', kind: 'text', limit: 20, width: 'short', spellcheck: false },
  { id: 'support_accompanies', kind: 'yes-no', required: true },
]);

/** How a person was heard, and what it gave. */
export const recordForm = defineForm('identification', [
  { id: 'held_on', kind: 'date', notAfter: 'today', width: 'short', required: true },
  { id: 'place', kind: 'choice', codes: 'interview-place', as: 'select', required: true },
  { id: 'language', kind: 'language', required: true },
  { id: 'interpreter', kind: 'choice', codes: 'interpreter-kinds', as: 'select', required: true },
  { id: 'interpreter_number', kind: 'text', limit: 20, width: 'short', spellcheck: false },
  { id: 'persons_present', kind: 'choices', codes: 'persons-present', least: 1, required: true },
  { id: 'support_accompanied', kind: 'yes-no', required: true },
  { id: 'conditions', kind: 'choices', codes: 'interview-conditions' },
  { id: 'needs', kind: 'choices', codes: 'special-needs' },
  { id: 'needs_met', kind: 'three-valued' },
  { id: 'result', kind: 'choice', codes: 'interview-results', required: true },
]);

/** What was told of rights and obligations. */
export const rightsForm = defineForm('identification', [
  { id: 'told_on', kind: 'date', notAfter: 'today', width: 'short', required: true },
  { id: 'occasion', kind: 'choice', codes: 'rights-occasions', required: true },
  { id: 'rights', kind: 'choices', codes: 'rights', least: 1, required: true },
  { id: 'obligations', kind: 'choices', codes: 'obligations' },
  { id: 'dismissal_told', kind: 'yes-no', required: true },
  { id: 'language', kind: 'language', required: true },
  { id: 'interpreter', kind: 'choice', codes: 'interpreter-kinds', as: 'select', required: true },
  { id: 'leaflet_version', kind: 'text', limit: 30, width: 'short', spellcheck: false },
  { id: 'acknowledged', kind: 'choice', codes: 'acknowledgements', required: true },
]);

/** A decision; which of these are asked depends on the step (`decideFormFor`). */
const decisionFields = [
  { id: 'decided_on', kind: 'date', notAfter: 'today', width: 'short', required: true },
  { id: 'reasons', kind: 'choices', codes: 'outcome-reasons', least: 1, required: true },
  { id: 'reason_text', kind: 'long-text', limit: 5000, rows: 5, secrecy: 'investigation' },
  { id: 'indicators', kind: 'choices', codes: 'indicators', least: 1, required: true },
  { id: 'third_country', kind: 'choice', codes: 'third-country', required: true },
  { id: 'legal_check', kind: 'yes-no', required: true },
  { id: 'free_decision', kind: 'yes-no', required: true },
  { id: 'follow_up_ended', kind: 'yes-no', required: true },
  { id: 'palermo_acts', kind: 'choices', codes: 'palermo-acts' },
  { id: 'palermo_means', kind: 'choices', codes: 'palermo-means' },
  { id: 'palermo_purposes', kind: 'choices', codes: 'exploitation-forms' },
  { id: 'national_elements', kind: 'choices', codes: 'national-offences' },
] as const;

/** The whole decision form: what any step may ask. */
export const decisionForm = defineForm('identification', decisionFields);

/** The decision form with only these questions, in their order; the others stay unanswered. */
export const decisionFormOf = (ids: readonly string[]): typeof decisionForm =>
  defineForm(
    'identification',
    decisionFields.filter(({ id }) => ids.includes(id)),
  );

/** A second officer's answer. */
export const reviewForm = defineForm('identification', [
  { id: 'confirms', kind: 'yes-no', required: true },
  {
    ...{ id: 'send_back_reason', kind: 'choice', codes: 'send-back-reasons', as: 'select', required: true },
    shownWhen: { field: 'confirms', is: false },
  },
  {
    ...{ id: 'send_back_words', kind: 'long-text', limit: 2000, rows: 3, secrecy: 'investigation' },
    shownWhen: { field: 'confirms', is: false },
  },
]);

/** The fields of a notice that are a person's identity; which of them are asked is the profile's `fields`. */
export const noticeForm = defineForm('identification', [
  { id: 'name', kind: 'text', limit: 200, required: true, secrecy: 'identity', spellcheck: false },
  { id: 'date_of_birth', kind: 'text', limit: 40, width: 'short', required: true, secrecy: 'identity' },
  { id: 'nationality', kind: 'country', required: true, secrecy: 'identity' },
]);

/** The report of an irregular stay: the same facts, and that the warning was read. */
export const stayForm = defineForm('identification', [
  { id: 'name', kind: 'text', limit: 200, required: true, secrecy: 'identity', spellcheck: false },
  { id: 'date_of_birth', kind: 'text', limit: 40, width: 'short', required: true, secrecy: 'identity' },
  { id: 'nationality', kind: 'country', required: true, secrecy: 'identity' },
  { id: 'warning_read', kind: 'yes-no', required: true },
]);

/** Why a person's part ends without a step of the status. */
export const outcomeForm = defineForm('identification', [
  { id: 'outcome', kind: 'choice', codes: 'closing-outcomes', required: true },
  { id: 'outcome_words', kind: 'long-text', limit: 2000, rows: 3, secrecy: 'investigation' },
]);

/** Why a notice's sealed fields are opened. */
export const openNoticeForm = defineForm('identification', [
  { id: 'purpose', kind: 'choice', codes: 'opening-purposes', as: 'select', required: true },
]);

/** A return officer's question. */
export const removalForm = defineForm('identification', [
  { id: 'reference', kind: 'text', limit: 16, width: 'short', required: true, spellcheck: false },
]);

/** Why the reasons of decisions are opened. */
export const openReasonsForm = openNoticeForm;
