/** A date of birth as a file has it: `1990-03-21`, or `1990-03` or `1990` when no more is known. */
export type BirthFact = {
  readonly date: string;
  /** True when the year is a guess (age test, "about twenty"). */
  readonly estimated?: boolean;
};

/** What of a date of birth may be compared; month and day are null when unknown or filled in by default. */
export type Birth = {
  readonly year: number;
  readonly month: number | null;
  readonly day: number | null;
  readonly estimated: boolean;
};

/** Days that registers put where the day is not known, as month and day: 1 January, 1 July, 31 December. */
const defaultDays: ReadonlySet<string> = new Set(['01-01', '07-01', '12-31']);

const monthOf = (month: string | undefined): number | null => {
  const number = Number(month ?? '');
  return Number.isInteger(number) && number >= 1 && number <= 12 ? number : null;
};

const dayOf = (day: string | undefined): number | null => {
  const number = Number(day ?? '');
  return Number.isInteger(number) && number >= 1 && number <= 31 ? number : null;
};

/**
 * Reads a date of birth; null when there is no usable year. A default day keeps only its year. Month and day written the
 * other way round (1990-21-03) are put right.
 */
export const readBirth = ({ date, estimated = false }: BirthFact): Birth | null => {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date);
  const year = Number(found?.[1] ?? 0);
  if (!found || year < 1850 || year > 2150) return null;
  if (defaultDays.has(`${found[2]}-${found[3]}`)) return { year, month: null, day: null, estimated };
  const month = monthOf(found[2]);
  const day = dayOf(found[3]);
  if (month === null && day !== null && day <= 12 && dayOf(found[2]) !== null)
    return { year, month: day, day: dayOf(found[2]), estimated };
  return { year, month, day: month === null ? null : day, estimated };
};

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** Day and month in one order, so that a date reads the same when both were exchanged; null when one is not known. */
export const unorderedDay = ({ month, day }: Birth): string | null => {
  if (month === null || day === null) return null;
  return [twoDigits(month), twoDigits(day)].sort().join('');
};

/** The last two digits of the year in one order: 1969 and 1996 read the same. */
export const unorderedYear = ({ year }: Birth): string => [...twoDigits(year % 100)].sort().join('');
