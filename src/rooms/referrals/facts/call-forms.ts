import { defineForm } from '../../../platform/form/index.ts';

/** Lists of codes that belong to the core; texts `referrals.code.<list>.<code>`. */
export const callLists = {
  'call-danger': ['now', 'not_sure', 'no', 'not_asked'],
  'call-back-answers': ['yes', 'no', 'not_asked'],
  'call-flag-terms': ['day', 'month', 'most'],
  'call-bed-needs': ['wheelchair', 'step_free', 'night_staff'],
} as const;

const wants = { field: 'call_back', is: 'yes' } as const;

const bedFields = [
  { id: 'bed_persons', kind: 'number', least: 1, most: 12, whole: true, width: 'short', secrecy: 'open' },
  { id: 'bed_children', kind: 'number', least: 0, most: 11, whole: true, width: 'short', secrecy: 'open' },
  { id: 'bed_sex', kind: 'choice', codes: 'sex', as: 'radios', secrecy: 'open' },
  { id: 'bed_minor', kind: 'three-valued', secrecy: 'open' },
  { id: 'bed_needs', kind: 'choices', codes: 'call-bed-needs', secrecy: 'open' },
] as const;

/** Who needs a bed for the night, as far as the caller said; the page of beds asks for the rest. */
export const callBedForm = defineForm('referrals', [
  ...bedFields,
  { id: 'call_language', kind: 'language', secrecy: 'open', width: 'medium' },
]);

/** The record of a call. Kept while it is written exactly as typed; closing reads it. */
export const callForm = defineForm('referrals', [
  { id: 'call_danger', kind: 'choice', codes: 'call-danger', as: 'radios', required: true, secrecy: 'open' },
  { id: 'call_kind', kind: 'choice', codes: 'call-kinds-recorded', as: 'radios', required: true, secrecy: 'open' },
  { id: 'call_language', kind: 'language', secrecy: 'open', width: 'medium' },
  { id: 'call_interpreter', kind: 'choice', codes: 'call-interpreters', as: 'radios', secrecy: 'open' },
  {
    id: 'call_interpreter_number',
    kind: 'text',
    limit: 20,
    width: 'short',
    shownWhen: { field: 'call_interpreter', isOneOf: ['three_way', 'colleague'] },
    secrecy: 'notes',
  },
  { id: 'call_summary', kind: 'long-text', limit: 8000, rows: 7, required: true, secrecy: 'notes' },
  { id: 'caller_number', kind: 'phone', secrecy: 'contact_safe', width: 'medium' },
  { id: 'caller_name', kind: 'text', limit: 200, secrecy: 'reporter', width: 'medium' },
  { id: 'call_back', kind: 'choice', codes: 'call-back-answers', as: 'radios', required: true, secrecy: 'open' },
  {
    id: 'call_back_from',
    kind: 'text',
    limit: 5,
    width: 'short',
    spellcheck: false,
    shownWhen: wants,
    secrecy: 'open',
  },
  {
    id: 'call_back_until',
    kind: 'text',
    limit: 5,
    width: 'short',
    spellcheck: false,
    shownWhen: wants,
    secrecy: 'open',
  },
  { id: 'call_back_by', kind: 'date', notBefore: '2020-01-01', width: 'short', shownWhen: wants, secrecy: 'open' },
  {
    id: 'call_back_words',
    kind: 'long-text',
    limit: 1000,
    rows: 3,
    required: true,
    shownWhen: wants,
    secrecy: 'contact_safe',
  },
  ...bedFields,
  { id: 'call_outcomes', kind: 'choices', codes: 'hotline-outcomes', least: 1, required: true, secrecy: 'open' },
]);

/** A call noted afterwards: when it really was, how it came, and who took it. */
export const afterwardsForm = defineForm('referrals', [
  { id: 'call_day', kind: 'date', notAfter: 'today', required: true, width: 'short' },
  { id: 'call_hour', kind: 'text', limit: 5, required: true, width: 'short', spellcheck: false },
  { id: 'call_channel', kind: 'choice', codes: 'contact-channels', as: 'select', required: true },
  { id: 'call_taken_by', kind: 'text', limit: 62 },
]);

/** Something said about a number that calls again, with how long it helps. */
export const flagForm = defineForm('referrals', [
  { id: 'flag_kind', kind: 'choice', codes: 'caller-flags', as: 'radios', required: true, secrecy: 'open' },
  { id: 'flag_words', kind: 'long-text', limit: 1000, rows: 3, secrecy: 'notes' },
  { id: 'flag_term', kind: 'choice', codes: 'call-flag-terms', as: 'radios', required: true, secrecy: 'open' },
]);

/** Whom a call is handed on to. */
export const offerForm = defineForm('referrals', [
  { id: 'offer_to', kind: 'choice', codes: 'call-transfers', as: 'radios', required: true, secrecy: 'open' },
]);

/** What stood wrong in a closed record, and what is right. */
export const correctionForm = defineForm('referrals', [
  { id: 'right_kind', kind: 'choice', codes: 'call-kinds-recorded', as: 'select', secrecy: 'open' },
  { id: 'right_language', kind: 'language', secrecy: 'open', width: 'medium' },
  { id: 'right_danger', kind: 'choice', codes: 'call-danger', as: 'select', secrecy: 'open' },
]);

/** Something to add to a closed record. */
export const additionForm = defineForm('referrals', [
  { id: 'call_addition', kind: 'long-text', limit: 4000, rows: 4, required: true, secrecy: 'notes' },
]);

/** How a call back went. */
export const calledBackForm = defineForm('referrals', [
  { id: 'call_back_result', kind: 'choice', codes: 'call-back-results', as: 'radios', required: true, secrecy: 'open' },
]);

/** Why sealed texts of a call are opened. */
export const callPurposeForm = defineForm('referrals', [
  { id: 'purpose', kind: 'choice', codes: 'opening-purposes', as: 'select', required: true },
]);

/** The language of a caller, to tell of services that speak it. */
export const callerLanguageForm = defineForm('referrals', [
  { id: 'spoken_language', kind: 'language', secrecy: 'open', width: 'medium' },
]);

/** The same as it is shown: colleagues are chosen from a list, which only the page of one body knows. */
export const shownAfterwardsForm = defineForm('referrals', [
  ...afterwardsForm.fields.filter(({ id }) => id !== 'call_taken_by'),
  { id: 'call_taken_by', kind: 'choice', codes: 'call-colleagues', as: 'select' },
]);
