import { defineForm } from '../../../platform/form/index.ts';

/** By which door somebody without a name came; the country says who receives which (`messages.json`). */
export const messageDoors = ['help', 'someone', 'noticed', 'advert'] as const;
export type MessageDoorCode = (typeof messageDoors)[number];

/** Why a conversation is ended without a report. */
export const messageEndings = ['other_matter', 'nothing_to_go_on', 'duplicate', 'abuse', 'test'] as const;

/** An answer, in the language of who wrote; what it says, for colleagues who do not read that language. */
export const answerForm = defineForm('portal', [
  { id: 'answer_text', kind: 'long-text', limit: 2000, rows: 5, required: true, secrecy: 'notes' },
  { id: 'answer_note', kind: 'long-text', limit: 2000, rows: 3, secrecy: 'notes' },
]);

/** Why it ends here. */
export const endingForm = defineForm('portal', [
  { id: 'message_ending', kind: 'choice', codes: 'message-endings', required: true },
]);

/** What is taken over into a report: an own word for the draft, and what was told, as short as it will do. */
export const messageReportForm = defineForm('portal', [
  { id: 'report_label', kind: 'text', limit: 40, required: true, secrecy: 'internal' },
  { id: 'report_account', kind: 'long-text', limit: 15_000, rows: 6, required: true, secrecy: 'testimony' },
]);

/** What somebody told by telephone or in person, and the number that was read out to her. */
export const enterForm = defineForm('portal', [
  { id: 'message_door', kind: 'choice', codes: 'message-doors', required: true },
  { id: 'message_language', kind: 'choice', codes: 'own-page-languages', as: 'select', required: true },
  { id: 'message_said', kind: 'long-text', limit: 5000, rows: 6, required: true, secrecy: 'notes' },
  { id: 'message_danger', kind: 'yes-no', required: true },
  { id: 'message_number', kind: 'text', limit: 60, required: true },
]);
