import type { Words } from '../words.ts';
import type { Answer, FileAnswer, PartialDate, Phone } from './answer.ts';
import { isUntold, plainAnswer } from './answer.ts';
import type { Code, CodeSource, Field, SimpleField } from './field.ts';
import type { FieldError } from './form.ts';
import { listOf } from './read-simple.ts';

/** What is needed to word a field: the language, the room, the code lists. */
export type Wording = { readonly words: Words; readonly room: string; readonly codes: CodeSource };

/** Key of a text of a field: with the groups around it when the catalogue has that, else by its own id. */
const keyOf = (words: Words, room: string, ids: readonly string[], part: string): string | null => {
  const own = ids.at(-1) ?? '';
  const candidates = [`${room}.field.${ids.join('.')}.${part}`, `${room}.field.${own}.${part}`];
  return candidates.find((key) => words.has(key)) ?? null;
};

/** Label of a field; throws when the catalogue has none, for that is a fault of the room. */
export const labelOf = ({ words, room }: Wording, ids: readonly string[]): string =>
  words.t(keyOf(words, room, ids, 'label') ?? `${room}.field.${ids.join('.')}.label`);

/** Hint of a field, or null. */
export const hintOf = ({ words, room }: Wording, ids: readonly string[]): string | null => {
  const key = keyOf(words, room, ids, 'hint');
  return key ? words.t(key) : null;
};

/** Heading of a row of a repeated group: `<room>.field.<id>.row` with its number, or label and number. */
export const rowLabel = (wording: Wording, ids: readonly string[], number: number | string): string => {
  const key = keyOf(wording.words, wording.room, ids, 'row');
  if (key) return wording.words.t(key, { number });
  return wording.words.t('platform.form.row', { label: labelOf(wording, ids), number });
};

/** What the button says that adds a row: `<room>.field.<id>.add`, or *Add* and the label. */
export const addLabel = (wording: Wording, ids: readonly string[]): string => {
  const key = keyOf(wording.words, wording.room, ids, 'add');
  return wording.words.t(key ?? 'platform.form.add', key ? undefined : { label: labelOf(wording, ids) });
};

/** Label of a code in the language, English when it has none, the code itself at last. */
export const codeLabel = (words: Words, code: Code): string =>
  code.label[words.language] ?? code.label['en'] ?? code.code;

const readable = (words: Words, values: FieldError['values']): FieldError['values'] => {
  const date = values['date'];
  return typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date)
    ? { ...values, date: words.date(date as Parameters<Words['date']>[0], 'long') }
    : values;
};

const labelAt = (wording: Wording, path: FieldError['path']): string => {
  const ids = path.filter((part) => typeof part === 'string');
  const rows = path.slice(0, -1).flatMap((part, at) => {
    const groups = path.slice(0, at).filter((one) => typeof one === 'string');
    return typeof part === 'number' ? [rowLabel(wording, groups, part + 1)] : [];
  });
  return [...rows, labelOf(wording, ids)].join(', ');
};

/** The sentence of an error: the label it concerns, then what to do. Same words in the summary and at the field. */
export const errorText = (wording: Wording, error: FieldError): string => {
  const { words, room } = wording;
  if (error.sentence !== undefined) return error.sentence;
  const ids = error.path.filter((part) => typeof part === 'string');
  const own = keyOf(words, room, ids, `error.${error.code}`);
  const label = labelAt(wording, error.path);
  return words.t(own ?? `platform.form.error.${error.code}`, { ...readable(words, error.values), label });
};

const partialText = (words: Words, date: PartialDate): string => {
  const day = (value: string | null): string => (value === null ? '…' : words.date(value as never, 'long'));
  if (date.precision === 'unknown') return words.t('platform.form.date.unknown');
  if (date.precision === 'age') return words.t('platform.form.date.at_age', { age: date.age ?? 0 });
  if (date.precision === 'year') return date.from?.slice(0, 4) ?? '…';
  if (date.precision === 'month' && date.from) return monthText(words, date.from);
  if (date.precision === 'range')
    return words.t('platform.form.date.between', { from: day(date.from), to: day(date.to) });
  return day(date.from);
};

const monthText = (words: Words, day: string): string =>
  new Intl.DateTimeFormat(words.language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(day));

const codeText = ({ words, codes }: Wording, field: SimpleField, code: string): string => {
  const known = codes(listOf(field)).find((it) => it.code === code);
  return known ? codeLabel(words, known) : code;
};

const filesText = (files: readonly FileAnswer[]): string => files.map((file) => file.name).join(', ');

/** An answer as people read it; null when there is none. */
export const answerText = (wording: Wording, field: Field, answer: Answer | undefined): string | null => {
  const { words } = wording;
  if (answer === undefined || field.kind === 'repeat') return null;
  if (isUntold(answer)) return words.t(`platform.form.untold.${answer.untold}`);
  switch (field.kind) {
    case 'yes-no':
      return words.t(answer === true ? 'platform.form.yes' : 'platform.form.no');
    case 'three-valued':
      return words.t(`platform.form.${plainAnswer(answer)}`);
    case 'date':
      return words.date(answer as never, 'long');
    case 'partial-date':
      return partialText(words, answer as PartialDate);
    case 'phone':
      return (answer as Phone).typed;
    case 'number':
      return words.number(answer as number);
    case 'file':
      return filesText(answer as readonly FileAnswer[]);
    case 'choices':
      return (answer as readonly string[]).map((code) => codeText(wording, field, code)).join(' · ');
    case 'choice':
    case 'language':
    case 'country':
    case 'commune':
      return codeText(wording, field, plainAnswer(answer));
    default:
      return plainAnswer(answer);
  }
};
