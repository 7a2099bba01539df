import { defineForm } from '../../platform/form/index.ts';

/** Why nothing was opened or sealed: a closed list; texts in `words`, `identity.refusal.<code>`. */
export type IdentityRefusal =
  | 'may_not_open'
  | 'may_not_open_compartment'
  | 'may_not_for_purpose'
  | 'unavailable'
  | 'session_over'
  | 'may_not_open_others'
  | 'record_too_old'
  | 'no_placement'
  | 'packet_closed'
  | 'no_basis'
  | 'consent_withdrawn'
  | 'consent_expired'
  | 'not_in_consent'
  | 'key_revoked'
  | 'locked'
  | 'law_not_switched_on'
  | 'not_in_law'
  | 'erased'
  | 'restricted'
  | 'damaged'
  | 'too_many_openings';

/** Why an answer was not recorded or taken back; texts `identity.refusal.<code>`. */
export type ConsentRefusal =
  | 'not_found'
  | 'may_not_record_consent'
  | 'guardian_needed'
  | 'adult_has_no_guardian'
  | 'authority_needed'
  | 'no_such_document'
  | 'no_not_explained'
  | 'consent_day_ahead'
  | 'interpreter_missing'
  | 'ends_before'
  | 'nothing_agreed'
  | 'never_matched'
  | 'not_asked_for'
  | 'body_not_asked_for'
  | 'already_taken_back'
  | 'session_over'
  | 'unavailable';

/** Why a legal basis was not proposed, approved or ended; texts `identity.refusal.<code>`. */
export type LawRefusal =
  | 'not_found'
  | 'may_not_switch_law'
  | 'may_not_as_administrator'
  | 'may_not_own_proposal'
  | 'may_not_same_body'
  | 'law_changed'
  | 'law_day_past'
  | 'already_proposed'
  | 'already_on'
  | 'already_answered'
  | 'already_off'
  | 'proposal_not_sealed'
  | 'session_over'
  | 'unavailable';
/** Why nothing was asked, approved, opened or reviewed in an emergency; texts `identity.refusal.<code>`. */
export type EmergencyRefusal =
  | 'not_found'
  | 'may_not_emergency'
  | 'administrators_never'
  | 'sign_in_not_fresh'
  | 'may_not_open_compartment'
  | 'may_not_for_purpose'
  | 'nobody_to_approve'
  | 'already_asked'
  | 'emergency_answered'
  | 'request_lapsed'
  | 'same_organisation'
  | 'not_your_emergency'
  | 'not_approved'
  | 'emergency_over'
  | 'emergency_runs'
  | 'own_emergency'
  | 'no_basis'
  | 'damaged'
  | 'too_many_openings'
  | 'session_over'
  | 'unavailable';

/** Why the keys of a body stay as they are; texts `identity.refusal.<code>`. */
export type UnlockingRefusal =
  | 'may_not_unlock'
  | 'session_over'
  | 'unavailable'
  | 'locked'
  | 'not_a_member'
  | 'wrong_passphrase'
  | 'too_many_tries'
  | 'too_few_left'
  | 'second_member'
  | 'passphrase_too_short'
  | 'passphrase_too_simple';

/** Why nobody was looked for; the room that asks has the texts. */
export type FindRefusal =
  | 'session_over'
  | 'may_not_find'
  | 'may_not_for_purpose'
  | 'nothing_sought'
  | 'too_many_searches'
  | 'locked'
  | 'vault_down';

/** What a member of a body unlocks its keys with. */
export const unlockForm = defineForm('identity', [
  { id: 'passphrase', kind: 'text', secret: true, limit: 256, required: true, autocomplete: 'current-password' },
]);

/** The passphrase of somebody who joins those who unlock. */
export const joinUnlockingForm = defineForm('identity', [
  { id: 'new_passphrase', kind: 'text', secret: true, limit: 256, required: true, autocomplete: 'new-password' },
]);

/** The passphrase of a member who wants the keys back with the vault. */
export const endUnlockingForm = defineForm('identity', [
  { id: 'end_passphrase', kind: 'text', secret: true, limit: 256, required: true, autocomplete: 'current-password' },
]);

/** What a person said when asked. */
export type ConsentAnswer = 'given' | 'refused';

/** Who may give an answer, and how: lists of codes of the core; texts `identity.code.<list>.<code>`. */
export const consentLists = {
  'consent-answers': ['given', 'refused'],
  'consent-givers': ['person', 'guardian', 'representative'],
  'consent-methods': ['written', 'oral', 'sign'],
  'emergency-verdicts': ['justified', 'wider_than_needed', 'not_justified'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const given = { field: 'answer', is: 'given' } as const;

const begins = [
  { id: 'no_explained', kind: 'yes-no', required: true },
  { id: 'answer', kind: 'choice', codes: 'consent-answers', required: true },
] as const;

const goesOn = [
  { id: 'age_said', kind: 'choice', codes: 'age-answer', required: true },
  { id: 'given_by', kind: 'choice', codes: 'consent-givers', required: true },
  {
    id: 'authority',
    kind: 'choice',
    codes: 'consent-authorities',
    as: 'select',
    required: true,
    shownWhen: { field: 'given_by', isOneOf: ['guardian', 'representative'] },
  },
  { id: 'given_on', kind: 'date', notAfter: 'today', width: 'short', required: true },
  { id: 'valid_until', kind: 'date', width: 'short', shownWhen: given },
  { id: 'method', kind: 'choice', codes: 'consent-methods', required: true },
  { id: 'language', kind: 'language', required: true },
  { id: 'interpreter', kind: 'choice', codes: 'interpreter-kinds', as: 'select', required: true },
  // Drawn as a choice of the documents that the own body keeps on the case.
  { id: 'evidence_document', kind: 'text', limit: 36, spellcheck: false },
] as const;

/** What the person, or who may speak for them, answered after the text was read out. */
export const consentForm = defineForm('identity', [
  ...begins,
  { id: 'agreed_parts', kind: 'choices', codes: 'sealed-parts', least: 1, required: true, shownWhen: given },
  ...goesOn,
]);

/** The same about one body that the person chooses. */
export const onwardForm = defineForm('identity', [
  { id: 'chosen_body', kind: 'choice', codes: 'organisations', as: 'select', required: true },
  ...begins,
  { id: 'agreed_parts', kind: 'choices', codes: 'sealed-parts', least: 1, required: true, shownWhen: given },
  ...goesOn,
]);

/** From when a legal basis is to count. */
export const proposeLawForm = defineForm('identity', [
  { id: 'valid_from', kind: 'date', width: 'short', required: true },
]);

/** The second person's answer. */
export const answerLawForm = defineForm('identity', [{ id: 'approves', kind: 'yes-no', required: true }]);
/** The same about matching: a yes opens nothing, so there are no parts to choose. */
export const matchingForm = defineForm('identity', [...begins, ...goesOn]);

/** When and how a consent was taken back. */
export const withdrawForm = defineForm('identity', [
  { id: 'withdrawn_on', kind: 'date', notAfter: 'today', width: 'short', required: true },
  { id: 'method', kind: 'choice', codes: 'consent-methods', required: true },
]);

/** What is asked for in an emergency, and why. */
export const emergencyForm = defineForm('identity', [
  { id: 'emergency_parts', kind: 'choices', codes: 'sealed-parts', least: 1, required: true },
  { id: 'emergency_reason', kind: 'long-text', limit: 2000, rows: 4, required: true, secrecy: 'notes' },
]);

/** What the data-protection officer found. */
export const verdictForm = defineForm('identity', [
  { id: 'verdict', kind: 'choice', codes: 'emergency-verdicts', required: true },
]);
