import { Temporal } from 'temporal-polyfill';

/** A moment, ISO 8601 in UTC with milliseconds: `2026-11-21T10:00:00.000Z`. Sorts as text. */
export type Instant = string & { readonly __brand: 'Instant' };
/** A day of the calendar without time or zone, as law counts: `2026-11-21`. Sorts as text. */
export type PlainDate = string & { readonly __brand: 'PlainDate' };

/** Where the program asks what time it is; handed in, never global. */
export type Clock = {
  now(): Instant;
  today(timeZone: string): PlainDate;
};

const clockOf = (now: () => Instant): Clock => ({ now, today: (timeZone) => dateIn(now(), timeZone) });

/** Reads a moment; throws on anything that is not one. */
export const instant = (text: string): Instant => fromDate(new Date(Temporal.Instant.from(text).epochMilliseconds));

/** Reads a calendar day `YYYY-MM-DD`; throws on a day that does not exist. */
export const plainDate = (text: string): PlainDate =>
  Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() as PlainDate;

/** True when the text is a day that exists. */
export const isPlainDate = (text: string): text is PlainDate => {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && plainDate(text) === text;
  } catch {
    return false;
  }
};

/** The moment of a JavaScript date. */
export const fromDate = (date: Date): Instant => date.toISOString() as Instant;

/** The JavaScript date of a moment, for libraries that ask for one. */
export const toDate = (moment: Instant): Date => new Date(moment);

/** The calendar day of a moment in a time zone. */
export const dateIn = (moment: Instant, timeZone: string): PlainDate =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(timeZone).toPlainDate().toString() as PlainDate;

/** A moment later (or, negative, earlier) by milliseconds. */
export const instantPlus = (moment: Instant, milliseconds: number): Instant =>
  fromDate(new Date(Date.parse(moment) + milliseconds));

/** The first moment of a day in a time zone, plus minutes. */
export const instantOn = (day: PlainDate, timeZone: string, minutes = 0): Instant =>
  instantPlus(
    fromDate(new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds)),
    minutes * 60_000,
  );

/** A day later (or, negative, earlier) by calendar days. */
export const addDays = (day: PlainDate, days: number): PlainDate =>
  Temporal.PlainDate.from(day).add({ days }).toString() as PlainDate;

/** Whole calendar days from the first day to the second; negative when the second is earlier. */
export const daysBetween = (first: PlainDate, second: PlainDate): number =>
  Temporal.PlainDate.from(first).until(Temporal.PlainDate.from(second), { largestUnit: 'days' }).days;

/** Milliseconds from the first moment to the second. */
export const millisecondsBetween = (first: Instant, second: Instant): number => Date.parse(second) - Date.parse(first);

/** The machine's clock: the only place that reads it. */
export const systemClock: Clock = clockOf(() => fromDate(new Date()));

/** The machine's moment as milliseconds since 1970, for identifiers that sort by time. */
export const epochMilliseconds = (): number => Date.now();

/** A clock that stands still, for tests and for the synthetic past. */
export const fixedClock = (moment: string): Clock => {
  const at = instant(moment);
  return clockOf(() => at);
};

/** A clock shifted against the machine's by as many milliseconds as `offset` says when asked: the demonstration's. */
export const shiftedClock = (offset: () => number): Clock => clockOf(() => instantPlus(systemClock.now(), offset()));

/** Monotonic milliseconds, for measuring how long something took. */
export const monotonicMilliseconds = (): number => performance.now();
