import { type Answer, type Answers, isUntold, type PartialDate, type Phone, plainAnswer } from './answer.ts';
import type { Field, SimpleField } from './field.ts';
import type { FieldError, Form, RawForm } from './form.ts';
import { rowsOf } from './raw.ts';

/** What a form looks like when it is shown: texts of the inputs and what is to put right. */
export type FormState = {
  readonly raw: RawForm;
  readonly errors: readonly FieldError[];
  readonly inactive: Answers;
  /** A refusal of the whole form, as a sentence. */
  readonly refusal: string | null;
  /** Name of the row that was just added; it takes the focus. */
  readonly focus?: string;
};

type Inputs = readonly (readonly [string, readonly string[]])[];

const dayInputs = (name: string, day: string): Inputs => {
  const [year = '', month = '', date = ''] = day.split('-');
  return [
    [`${name}.day`, [String(Number(date))]],
    [`${name}.month`, [String(Number(month))]],
    [`${name}.year`, [year]],
  ];
};

const partialInputs = (name: string, date: PartialDate): Inputs => {
  const { precision, from, to, age } = date;
  if (precision === 'unknown') return [[`${name}.precision`, ['unknown']]];
  if (precision === 'age') {
    return [
      [`${name}.precision`, ['age']],
      [`${name}.age`, [String(age ?? '')]],
    ];
  }
  if (precision === 'range') {
    const ends = [from ? dayInputs(`${name}.from`, from) : [], to ? dayInputs(`${name}.to`, to) : []];
    return [[`${name}.precision`, ['range']], ...ends.flat()];
  }
  const parts = { exact: 3, month: 2, year: 1 }[precision];
  return [[`${name}.precision`, ['date']], ...dayInputs(name, from ?? '').slice(3 - parts)];
};

const simpleInputs = (field: SimpleField, name: string, answer: Answer): Inputs => {
  if (isUntold(answer)) return [[`${name}.untold`, [answer.untold]]];
  switch (field.kind) {
    case 'date':
      return dayInputs(name, plainAnswer(answer));
    case 'partial-date':
      return partialInputs(name, answer as PartialDate);
    case 'phone':
      return [[name, [(answer as Phone).typed]]];
    case 'yes-no':
      return [[name, [answer === true ? 'yes' : 'no']]];
    case 'choices':
      return [[name, answer as readonly string[]]];
    case 'file':
      return [];
    default:
      return [[name, [plainAnswer(answer)]]];
  }
};

const inputsOf = (fields: readonly Field[], answers: Answers, prefix: string): Inputs =>
  fields.flatMap((field) => {
    const answer = Object.hasOwn(answers, field.id) ? answers[field.id] : undefined;
    const name = `${prefix}${field.id}`;
    if (answer === undefined) return [];
    if (field.kind !== 'repeat') return simpleInputs(field, name, answer);
    return (answer as readonly Answers[]).flatMap((row, index) => [
      [`${name}.${index}._row`, ['']] as const,
      ...inputsOf(field.of, row, `${name}.${index}.`),
    ]);
  });

/** The inputs as they must be filled to give these answers: the way back from `parse`. Files cannot be filled again. */
export const rawOf = (fields: readonly Field[], answers: Answers): RawForm =>
  Object.fromEntries(inputsOf(fields, answers, ''));

/** A form filled with stored answers (or empty), without errors. */
export const formState = (form: Form<unknown>, answers: unknown = {}): FormState => ({
  raw: rawOf(form.fields, answers as Answers),
  errors: [],
  inactive: {},
  refusal: null,
});

/** A form filled with what was typed before (a draft), without errors. */
export const typedState = (raw: RawForm): FormState => ({ raw, errors: [], inactive: {}, refusal: null });

/** Rows of a group to show: those that exist, or as many empty ones as it needs at least (one when none is asked). */
export const shownRows = (raw: RawForm, name: string, least: number): readonly number[] => {
  const rows = rowsOf(raw, name);
  return rows.length > 0 ? rows : Array.from({ length: Math.max(1, least) }, (_, index) => index);
};
