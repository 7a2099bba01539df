import { addDays, isPlainDate, type PlainDate } from '../clock.ts';
import type { Answers, PartialDate } from './answer.ts';
import type { PartialDateField, Precision } from './field.ts';
import type { RawForm } from './form.ts';
import { isBlank, textOf } from './raw.ts';
import { type DayReading, partsOf, readDay, readSpan } from './read-date.ts';

/** Precisions a field offers when it says nothing. */
export const usualPrecisions: readonly Precision[] = ['exact', 'month', 'year', 'range', 'unknown'];

/** What was read: an answer, or the code of an error and the part of the input it concerns. */
export type Reading<Value> = { readonly answer: Value } | { readonly wrong: string; readonly at: string } | null;

const wrongAt = (name: string, wrong: string, part: string | null = null): { wrong: string; at: string } => ({
  wrong,
  at: part ? `${name}.${part}` : name,
});

const yearsAfter = (day: PlainDate, years: number): PlainDate => {
  const moved = `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
  return isPlainDate(moved) ? moved : addDays(`${moved.slice(0, 8)}28` as PlainDate, 1);
};

const birthOf = (answers: Answers, id: string | undefined): { from: PlainDate; to: PlainDate } | null => {
  const born = id === undefined ? undefined : answers[id];
  if (typeof born === 'string' && isPlainDate(born)) return { from: born, to: born };
  if (typeof born !== 'object' || born === null || !('from' in born) || !born.from || !born.to) return null;
  return { from: born.from, to: born.to };
};

const readAge = (field: PartialDateField, raw: RawForm, name: string, answers: Answers): Reading<PartialDate> => {
  const text = textOf(raw, `${name}.age`).trim();
  if (!/^\d{1,3}$/.test(text) || Number(text) > 120)
    return wrongAt(name, text ? 'age_unreadable' : 'age_missing', 'age');
  const age = Number(text);
  const born = birthOf(answers, field.bornIn);
  if (!born) return { answer: { precision: 'age', from: null, to: null, age } };
  const to = addDays(yearsAfter(born.to, age + 1), -1);
  return { answer: { precision: 'age', from: yearsAfter(born.from, age), to, age } };
};

const endOf = (reading: DayReading, name: string): { day: PlainDate | null } | { wrong: string; at: string } => {
  if (reading === null) return { day: null };
  return 'day' in reading ? reading : wrongAt(name, reading.wrong, reading.part);
};

const readRange = (raw: RawForm, name: string): Reading<PartialDate> => {
  const from = endOf(readDay(raw, `${name}.from`), `${name}.from`);
  const to = endOf(readDay(raw, `${name}.to`), `${name}.to`);
  if ('wrong' in from) return from;
  if ('wrong' in to) return to;
  if (!from.day && !to.day) return wrongAt(`${name}.from`, 'range_missing', 'day');
  if (from.day && to.day && from.day > to.day) return wrongAt(`${name}.to`, 'range_backwards', 'day');
  return { answer: { precision: 'range', from: from.day, to: to.day } };
};

const readDate = (raw: RawForm, name: string): Reading<PartialDate> => {
  const { day, month, year } = partsOf(raw, name);
  if (textOf(raw, name).trim() === '' && !(day && month) && (month || year)) {
    const span = readSpan(raw, name);
    return 'wrong' in span ? wrongAt(name, span.wrong, span.part) : { answer: span };
  }
  const reading = readDay(raw, name);
  if (reading === null) return wrongAt(name, 'date_missing', 'day');
  if ('wrong' in reading) return wrongAt(name, reading.wrong, reading.part);
  return { answer: { precision: 'exact', from: reading.day, to: reading.day } };
};

const fromInterval = (raw: RawForm, name: string, precision: Precision): Reading<PartialDate> => {
  const range = readRange(raw, name);
  return range && 'answer' in range ? { answer: { ...range.answer, precision } } : range;
};

/** Reads a date as well as it is known; null when nothing was said. `answers` are those of the row, for *age at the time*. */
export const readPartialDate = (
  field: PartialDateField,
  raw: RawForm,
  name: string,
  answers: Answers,
): Reading<PartialDate> => {
  const said = textOf(raw, `${name}.precision`);
  const offered: readonly string[] = field.precisions ?? usualPrecisions;
  if (said === '' && isBlank(raw, name)) return null;
  if (said !== '' && said !== 'date' && !offered.includes(said)) return wrongAt(name, 'code_unknown');
  if (said === 'unknown') return { answer: { precision: 'unknown', from: null, to: null } };
  if (said === 'age') return readAge(field, raw, name, answers);
  if (said === 'range') return readRange(raw, name);
  if ((said === 'month' || said === 'year' || said === 'exact') && !isBlank(raw, `${name}.from`)) {
    return fromInterval(raw, name, said);
  }
  const reading = readDate(raw, name);
  const found = reading && 'answer' in reading ? reading.answer.precision : null;
  return found && !offered.includes(found) ? wrongAt(name, 'date_day_missing', 'day') : reading;
};
