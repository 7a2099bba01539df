import { defineForm } from '../../platform/form/index.ts';

/** Why this room says no: a closed list; texts `cases.refusal.<code>`. */
export type CasesRefusal =
  | 'not_found'
  | 'may_not_work'
  | 'may_not_note'
  | 'may_not_keep_documents'
  | 'may_not_set_tasks'
  | 'may_not_refer'
  | 'may_not_transfer'
  | 'may_not_accept'
  | 'may_not_hand_over'
  | 'body_not_in_case'
  | 'case_unknown'
  | 'safe_contact_not_read'
  | 'own_note'
  | 'handover_open'
  | 'no_such_step'
  | 'changed_meanwhile'
  | 'already_offered'
  | 'already_answered'
  | 'already_closed'
  | 'consent_needed'
  | 'consent_ended'
  | 'reason_needed'
  | 'not_the_same_report'
  | 'search_too_short'
  | 'no_such_note'
  | 'file_missing'
  | 'file_too_large'
  | 'keys_not_shared'
  | 'nothing_sealed_yet'
  | 'no_words'
  | 'vault_down'
  | 'vault_refused';

/** Why nobody was looked for. */
export type FindCasesRefusal =
  | 'birth_needed'
  | 'session_over'
  | 'may_not_find'
  | 'may_not_for_purpose'
  | 'nothing_sought'
  | 'too_many_searches'
  | 'locked'
  | 'vault_down';

/** States of a task and of a referral to a support service. */
export type TaskState = 'open' | 'done' | 'dropped';
export type ReferralState = 'offered' | 'accepted' | 'declined' | 'taken_back' | 'ended';

/** Lists of codes that belong to the core, not to a country; texts `cases.code.<list>.<code>`. */
export const caseLists = {
  'case-flags': ['danger', 'exploiter_at_large', 'interpreter_needed', 'child', 'no_voice_message', 'press_interest'],
  'note-kinds': ['observation', 'contact', 'analysis', 'handover', 'child', 'onward'],
  'person-links': ['family', 'couple', 'parent_child', 'travelled_together', 'lived_together', 'must_not_meet'],
  'warm-handover-reasons': ['danger_now', 'end_of_shift', 'other_task', 'person_wishes'],
  'take-back-reasons': ['person_withdrew', 'other_service', 'offered_by_mistake'],
  'support-decline-reasons': ['no_capacity', 'not_our_task', 'already_followed', 'person_withdrew', 'not_reached'],
  'sealed-parts': [
    'identity',
    'contact_safe',
    'testimony',
    'health',
    'legal_residence',
    'investigation',
    'reporter',
    'notes',
    'shelter_address',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Codes that warn: shown in the colour of danger, and said in words. */
export const alarmingFlags: readonly string[] = ['danger', 'exploiter_at_large'];

/** What is to be watched on a case. */
export const flagsForm = defineForm('cases', [{ id: 'flags', kind: 'choices', codes: 'case-flags' }]);

/** A body's own word for a case. */
export const labelForm = defineForm('cases', [
  { id: 'own_label', kind: 'text', limit: 32, width: 'short', spellcheck: false },
]);

/** Something to be done. */
export const taskForm = defineForm('cases', [
  { id: 'task_kind', kind: 'choice', codes: 'task-kinds', as: 'select', required: true },
  { id: 'due_on', kind: 'date', width: 'short' },
  { id: 'for_me', kind: 'yes-no' },
]);

/** A note: a kind in a code, the text sealed. */
export const noteForm = defineForm('cases', [
  { id: 'note_kind', kind: 'choice', codes: 'note-kinds', required: true },
  { id: 'note_text', kind: 'long-text', limit: 10_000, rows: 8, required: true, secrecy: 'notes' },
]);

/** An addition to an earlier note, which the page offers by its kind and day. */
export const amendmentForm = defineForm('cases', [
  { id: 'amended_note', kind: 'text', limit: 64, required: true },
  { id: 'amendment_text', kind: 'long-text', limit: 10_000, rows: 4, required: true, secrecy: 'notes' },
]);

/** A document: a kind in a code, name and bytes sealed. */
export const documentForm = defineForm('cases', [
  { id: 'document_kind', kind: 'choice', codes: 'document-kinds', as: 'select', required: true },
  { id: 'document_file', kind: 'file', most: 1, limit: 10 * 1024 * 1024, required: true },
]);

/** Why something sealed is opened. */
export const openForm = defineForm('cases', [
  { id: 'purpose', kind: 'choice', codes: 'opening-purposes', as: 'select', required: true },
]);

/** How two persons of one report stand to each other. */
export const linkForm = defineForm('cases', [
  { id: 'other_reference', kind: 'text', limit: 16, width: 'short', required: true, spellcheck: false },
  { id: 'link_kind', kind: 'choice', codes: 'person-links', required: true },
]);

/** A referral to the support service; the consent it rests on is recorded before. */
export const supportForm = defineForm('cases', [{ id: 'urgency', kind: 'choice', codes: 'urgency', required: true }]);

/** The service's answer. */
export const answerForm = defineForm('cases', [
  { id: 'accepts', kind: 'yes-no', required: true },
  {
    id: 'decline_reason',
    kind: 'choice',
    codes: 'support-decline-reasons',
    required: true,
    shownWhen: { field: 'accepts', is: false },
  },
  {
    ...{ id: 'decline_words', kind: 'long-text', limit: 2000, rows: 3, secrecy: 'notes' },
    shownWhen: { field: 'accepts', is: false },
  },
]);

/** The referring body takes its offer back. */
export const takeBackForm = defineForm('cases', [
  { id: 'take_back_reason', kind: 'choice', codes: 'take-back-reasons', as: 'select', required: true },
  { id: 'take_back_words', kind: 'long-text', limit: 2000, rows: 3, secrecy: 'notes' },
]);

/** What tells a person apart in the files of one's own body; posted, so that no address holds a name. */
export const findForm = defineForm('cases', [
  { id: 'person_name', kind: 'text', limit: 300, spellcheck: false },
  { id: 'born', kind: 'partial-date', precisions: ['exact', 'year'], notAfter: 'today' },
  { id: 'document_number', kind: 'text', limit: 60, width: 'short', spellcheck: false },
  { id: 'telephone', kind: 'text', limit: 40, width: 'short', spellcheck: false },
  { id: 'alias', kind: 'text', limit: 300, spellcheck: false },
  { id: 'purpose', kind: 'choice', codes: 'opening-purposes', as: 'select', required: true },
]);

/** Search by reference, own label or report reference; posted, so that nothing stands in an address. */
export const searchForm = defineForm('cases', [
  { id: 'sought', kind: 'text', limit: 60, required: true, spellcheck: false },
]);

/** What one shift leaves to the next; cases by the own body's reference, people by their case alone. */
export const shiftNoteForm = defineForm('cases', [
  { id: 'shift_text', kind: 'long-text', limit: 5000, rows: 6, required: true, secrecy: 'notes' },
  {
    ...{ id: 'mentioned', kind: 'repeat', most: 30 },
    of: [{ id: 'case_reference', kind: 'text', limit: 16, width: 'short', spellcheck: false }],
  },
]);

/** To whom a person is handed over warm, and why. */
export const warmForm = defineForm('cases', [
  { id: 'to_body', kind: 'choice', codes: 'organisations', as: 'select', required: true },
  { id: 'handover_reason', kind: 'choice', codes: 'warm-handover-reasons', required: true },
]);
