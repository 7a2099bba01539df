import { plainDate } from '../../src/platform/clock.ts';
import { type Code, defineForm, type Field, withWorldCodes } from '../../src/platform/form/index.ts';

const list: readonly Code[] = ['a', 'b', 'c'].map((code) => ({ code, label: { en: code.toUpperCase() } }));
export const codes = withWorldCodes({ letters: list, communes: list });
export const options = { codes, today: plainDate('2026-11-21'), callingCode: '352' };

/** One field of each kind. */
export const everyField = [
  { id: 'text', kind: 'text', limit: 10, tellable: true },
  { id: 'long', kind: 'long-text', limit: 50 },
  { id: 'choice', kind: 'choice', codes: 'letters' },
  { id: 'choices', kind: 'choices', codes: 'letters', most: 2 },
  { id: 'yes', kind: 'yes-no' },
  { id: 'maybe', kind: 'three-valued', tellable: true },
  { id: 'day', kind: 'date', notAfter: 'today', notBefore: '2020-01-01' },
  { id: 'born', kind: 'partial-date', notAfter: 'today' },
  {
    id: 'began',
    kind: 'partial-date',
    bornIn: 'born',
    precisions: ['exact', 'month', 'year', 'age', 'range', 'unknown'],
  },
  { id: 'count', kind: 'number', least: 1, most: 2000 },
  { id: 'share', kind: 'number', whole: false },
  { id: 'phone', kind: 'phone' },
  { id: 'email', kind: 'email' },
  { id: 'language', kind: 'language' },
  { id: 'country', kind: 'country', shownWhen: { field: 'yes', is: true } },
  { id: 'commune', kind: 'commune', shownWhen: { field: 'country', is: 'LU' } },
  { id: 'file', kind: 'file', most: 1, limit: 100, accept: ['application/pdf'] },
  {
    id: 'rows',
    kind: 'repeat',
    most: 3,
    of: [
      { id: 'name', kind: 'text', required: true },
      { id: 'other', kind: 'choice', codes: 'letters', shownWhen: { field: 'choice', is: 'a' } },
    ],
  },
] as const satisfies readonly Field[];

export const form = defineForm('gallery', everyField);
/** Reads a body with every kind of field. */
export const parse = (body: unknown, more = {}) => form.parse(body, { ...options, ...more });
/** Names and codes of what is wrong with a body. */
export const codesOf = (body: unknown) => parse(body).errors.map((error) => `${error.name} ${error.code}`);
