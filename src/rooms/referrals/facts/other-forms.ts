import { defineForm } from '../../../platform/form/index.ts';
import type { Compartment } from '../../../profile/index.ts';

/** Largest file and largest number of files of one report. */
export const evidenceLimits = { bytes: 25 * 1024 * 1024, files: 20 } as const;

/** What may be sent as evidence, by what the file really is. */
export const evidenceTypes: readonly string[] = [
  'image/jpeg',
  'image/png',
  'application/pdf',
  'application/msword',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'text/plain',
];

/** One piece of evidence with what is to be said about it: each has its own description and date. */
export const evidenceForm = defineForm('referrals', [
  { id: 'evidence_kind', kind: 'choice', codes: 'evidence-kinds', as: 'select', required: true, secrecy: 'open' },
  { id: 'document_day', kind: 'partial-date', notAfter: 'today', secrecy: 'open' },
  { id: 'evidence_description', kind: 'text', limit: 1000, secrecy: 'testimony' },
  { id: 'evidence_file', kind: 'file', most: 1, limit: evidenceLimits.bytes, required: true, secrecy: 'testimony' },
]);

/** The compartment of a piece of evidence: what shows who somebody is goes only where names may go. */
export const compartmentOfEvidence = (kind: string): Compartment => {
  if (kind === 'identity_copy') return 'identity';
  if (kind === 'medical_report') return 'health';
  return 'testimony';
};

/** Own word for a draft or a report; never a name. */
export const labelForm = defineForm('referrals', [{ id: 'own_label', kind: 'text', limit: 40, secrecy: 'internal' }]);

/** On pages that tell a story: whether the writer has said all. */
export const completedForm = defineForm('referrals', [
  { id: 'section_completed', kind: 'yes-no', secrecy: 'internal' },
]);

/** What is confirmed before sending. */
export const declarationForm = defineForm('referrals', [{ id: 'declared', kind: 'yes-no', required: true }]);

/** Search by a body's own reference or own label; posted, so that neither stands in an address. */
export const searchForm = defineForm('referrals', [{ id: 'searched', kind: 'text', limit: 60, required: true }]);

/** A question of the police to the reporter. */
export const questionForm = defineForm('referrals', [
  { id: 'question', kind: 'long-text', limit: 4000, required: true, secrecy: 'reporter' },
  { id: 'answer_by', kind: 'date', secrecy: 'open' },
]);

/** The reporter's answer. */
export const answerForm = defineForm('referrals', [
  { id: 'answer', kind: 'long-text', limit: 15_000, required: true, secrecy: 'reporter' },
]);

/** Beside a reason in a code: sealed to one's own body, and never asked for. */
export const outcomeWords = { id: 'outcome_words', kind: 'long-text', limit: 4000, rows: 3, secrecy: 'notes' } as const;

/** The report is not about trafficking: where it goes and why. */
export const redirectForm = defineForm('referrals', [
  { id: 'redirect_reason', kind: 'choice', codes: 'redirect-reasons', required: true, secrecy: 'open' },
  { id: 'redirect_to', kind: 'choice', codes: 'redirect-bodies', as: 'select', secrecy: 'open' },
  outcomeWords,
]);

/** Why somebody changed a report that was sent. */
export const changeReasons = ['new_information', 'danger_looked_at', 'mistake', 'other_matter', 'same_matter'] as const;
export type ChangeReason = (typeof changeReasons)[number];

/** What a scanner for harmful programs said of a file when it came in. */
export type FileScan = 'not_scanned' | 'clean' | 'infected';
