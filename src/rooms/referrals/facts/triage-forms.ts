import { defineForm } from '../../../platform/form/index.ts';
import { outcomeWords } from './other-forms.ts';

/** The police take a report into their queue; the cases of its persons may be opened at once. */
export const acknowledgeForm = defineForm('referrals', [
  { id: 'open_cases', kind: 'yes-no', required: true, secrecy: 'open' },
]);

/** How urgent a report is and who looks after it (a colleague's name as the page offers it; empty: nobody). */
export const triageForm = defineForm('referrals', [
  { id: 'urgency', kind: 'choice', codes: 'urgency', as: 'radios', required: true, secrecy: 'open' },
  { id: 'assigned_to', kind: 'text', limit: 64, secrecy: 'internal' },
  { id: 'change_reason', kind: 'choice', codes: 'change-reasons', as: 'select', required: true, secrecy: 'open' },
]);

/** The police examined the facts and found no trafficking. */
export const notTraffickingForm = defineForm('referrals', [
  { id: 'outcome_reason', kind: 'choice', codes: 'not-trafficking-reasons', required: true, secrecy: 'open' },
  outcomeWords,
]);

/** Why persons go to a report of their own. */
export const splitForm = defineForm('referrals', [
  { id: 'change_reason', kind: 'choice', codes: 'change-reasons', as: 'select', required: true, secrecy: 'open' },
]);

/** The states, urgency and reasons a queue may be filtered by come from the profile; these are its own. */
export const dangerAnswers = ['yes', 'not_sure', 'no'] as const;
