import { isPlainDate, type PlainDate } from '../clock.ts';
import type { RawForm } from './form.ts';
import { textOf } from './raw.ts';

/** Parts of a date as typed; the error codes are those of the form catalogue. */
export type DayReading =
  | { readonly day: PlainDate }
  | { readonly wrong: string; readonly part: 'day' | 'month' | 'year' | null }
  | null;

const pad = (number: number, length: number): string => String(number).padStart(length, '0');

const monthNames = new Map<string, number>(
  ['en', 'fr', 'de', 'lb', 'pt'].flatMap((language) =>
    (['long', 'short'] as const).flatMap((month) =>
      Array.from({ length: 12 }, (_, index) => {
        const name = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' }).format(Date.UTC(2024, index, 15));
        return [plainLetters(name), index + 1] as [string, number];
      }),
    ),
  ),
);

function plainLetters(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f.\s]/g, '')
    .toLowerCase();
}

/** Month as a number or by its name in a language of the program; NaN when it is neither. */
const monthOf = (text: string): number => monthNames.get(plainLetters(text)) ?? wholeOf(text);

const wholeOf = (text: string): number => (/^\s*\d{1,4}\s*$/.test(text) ? Number(text) : Number.NaN);

const written = (text: string): DayReading => {
  const iso = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text);
  const european = /^\s*(\d{1,2})[./\s-]+(\d{1,2}|\p{L}+\.?)[./\s-]+(\d{4})\s*$/u.exec(text);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  if (european) return dayOf(Number(european[3]), monthOf(european[2] ?? ''), Number(european[1]));
  return { wrong: 'date_unreadable', part: null };
};

const dayOf = (year: number, month: number, day: number): DayReading => {
  const wrong = wrongPart(day, month, year);
  if (wrong) return { wrong: 'date_unreadable', part: wrong };
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  return isPlainDate(date) ? { day: date } : { wrong: 'date_does_not_exist', part: 'day' };
};

const wrongPart = (day: number, month: number, year: number): 'day' | 'month' | 'year' | null => {
  if (!(day >= 1 && day <= 31)) return 'day';
  if (!(month >= 1 && month <= 12)) return 'month';
  return year >= 1900 && year <= 2200 ? null : 'year';
};

/** The three parts of a date as typed under `name`. */
export const partsOf = (raw: RawForm, name: string): { day: string; month: string; year: string } => ({
  day: textOf(raw, `${name}.day`).trim(),
  month: textOf(raw, `${name}.month`).trim(),
  year: textOf(raw, `${name}.year`).trim(),
});

/** Reads a whole day, from one text (`2026-11-21`, `21.11.2026`, `21 novembre 2026`) or three parts; null when nothing was typed. */
export const readDay = (raw: RawForm, name: string): DayReading => {
  const text = textOf(raw, name).trim();
  if (text !== '') return written(text);
  const { day, month, year } = partsOf(raw, name);
  if (!day && !month && !year) return null;
  if (!day) return { wrong: 'date_day_missing', part: 'day' };
  if (!month) return { wrong: 'date_month_missing', part: 'month' };
  if (!year) return { wrong: 'date_year_missing', part: 'year' };
  return dayOf(wholeOf(year), monthOf(month), wholeOf(day));
};

/** Reads a month (day left empty) or a year (day and month left empty) as the interval it covers. */
export const readSpan = (
  raw: RawForm,
  name: string,
):
  | { from: PlainDate; to: PlainDate; precision: 'month' | 'year' }
  | { wrong: string; part: 'day' | 'month' | 'year' } => {
  const { day, month, year } = partsOf(raw, name);
  const inYear = wholeOf(year);
  if (wrongPart(1, 1, inYear)) return { wrong: year ? 'date_unreadable' : 'date_year_missing', part: 'year' };
  if (day && !month) return { wrong: 'date_month_missing', part: 'month' };
  if (!month) return { from: `${year}-01-01` as PlainDate, to: `${year}-12-31` as PlainDate, precision: 'year' };
  const inMonth = monthOf(month);
  if (wrongPart(1, inMonth, inYear)) return { wrong: 'date_unreadable', part: 'month' };
  const start = `${pad(inYear, 4)}-${pad(inMonth, 2)}`;
  const length = [31, 30, 29, 28].find((it) => isPlainDate(`${start}-${it}`)) ?? 28;
  return { from: `${start}-01` as PlainDate, to: `${start}-${length}` as PlainDate, precision: 'month' };
};
