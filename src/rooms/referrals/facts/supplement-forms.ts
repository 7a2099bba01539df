import { defineForm } from '../../../platform/form/index.ts';

/** What the sender of a report may say after sending. */
export const supplementKinds = ['addition', 'correction', 'withdrawal'] as const;
export type SupplementKind = (typeof supplementKinds)[number];

/** Why something is said later; lists of the core, texts `referrals.code.<list>.<code>`. */
export const supplementReasons = {
  'addition-reasons': ['learned_later', 'person_told_more', 'left_out'],
  'correction-reasons': ['written_wrongly', 'learned_otherwise', 'wrong_person'],
  'withdrawal-reasons': ['sent_by_mistake', 'sent_twice', 'facts_otherwise', 'other_body'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** As long as the account of a report. */
const textLimit = 15_000;

/** Something more about a report that was sent. */
export const additionForm = defineForm('referrals', [
  { id: 'addition_reason', kind: 'choice', codes: 'addition-reasons', required: true, secrecy: 'open' },
  { id: 'later_part', kind: 'choice', codes: 'report-parts', as: 'select', secrecy: 'open' },
  { id: 'later_person', kind: 'number', least: 1, most: 500, width: 'short', secrecy: 'open' },
  { id: 'addition_text', kind: 'long-text', limit: textLimit, rows: 8, required: true, secrecy: 'testimony' },
]);

/** Something of a sent report that is not right: where, why, and what is right instead. */
export const correctionForm = defineForm('referrals', [
  { id: 'correction_reason', kind: 'choice', codes: 'correction-reasons', required: true, secrecy: 'open' },
  { id: 'corrected_part', kind: 'choice', codes: 'report-parts', as: 'select', required: true, secrecy: 'open' },
  { id: 'later_person', kind: 'number', least: 1, most: 500, width: 'short', secrecy: 'open' },
  { id: 'correction_text', kind: 'long-text', limit: textLimit, rows: 8, required: true, secrecy: 'testimony' },
]);

/** The sender takes a report back. */
export const withdrawalForm = defineForm('referrals', [
  { id: 'withdrawal_reason', kind: 'choice', codes: 'withdrawal-reasons', required: true, secrecy: 'open' },
  { id: 'withdrawal_text', kind: 'long-text', limit: 4000, rows: 4, secrecy: 'testimony' },
]);
