import { defineForm, type Form } from '../../../platform/form/index.ts';

/** Ways in which something reaches a body that has no access here. */
export const paperWays = ['in_person', 'post', 'secure_mail', 'other'] as const;

const handoverFields = [
  { id: 'handover_facts', kind: 'long-text', limit: 5000, rows: 8, required: true, secrecy: 'notes' },
  { id: 'agreed_on', kind: 'date', notAfter: 'today', width: 'short', secrecy: 'open' },
  { id: 'handover_names', kind: 'long-text', limit: 1000, rows: 2, secrecy: 'notes' },
  { id: 'way', kind: 'choice', codes: 'handover-ways', secrecy: 'open' },
  { id: 'handed_on', kind: 'date', notAfter: 'today', width: 'short', secrecy: 'open' },
] as const;

/** What is handed over in words, and on whose agreement. Which of it is asked follows from the profile's line. */
export const handoverForm = defineForm('referrals', handoverFields);

/** The form as it is shown where some of its questions need an answer. */
export const handoverFormNeeding = (needed: readonly string[]): Form<unknown> =>
  defineForm(
    'referrals',
    handoverFields.map((field) => (needed.includes(field.id) ? { ...field, required: true } : field)),
  );
