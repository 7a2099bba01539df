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

/** The day so many months later; the last of the month where there is no such day (GDPR terms, Regulation 1182/71 art. 3(2)(c)). */
export const addMonths = (day: PlainDate, months: number): PlainDate =>
  Temporal.PlainDate.from(day).add({ months }).toString() as PlainDate;

/** Whole calendar days from the first day to the second; negative when the second is earlier. */
export const daysBetween = (first: PlainDate, second: PlainDate): number =>
  Temporal.PlainDate.from(first).until(Temporal.PlainDate.from(second), { largestUnit: 'days' }).days;

const digits = (text: string, from: number, to: number): number => {
  let value = 0;
  for (let index = from; index < to; index++) value = value * 10 + text.charCodeAt(index) - 48;
  return value;
};

/** The number of a day of the civil calendar, 1970-01-01 being 0. Integers, because terms are counted by the hundred thousand. */
const numberOf = (year: number, month: number, day: number): number => {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
};

const civilOf = (number: number): { year: number; month: number; day: number } => {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const century = Math.floor(ofEra / 1460) - Math.floor(ofEra / 36_524) + Math.floor(ofEra / 146_096);
  const years = Math.floor((ofEra - century) / 365);
  const ofYear = ofEra - (365 * years + Math.floor(years / 4) - Math.floor(years / 100));
  const counted = Math.floor((5 * ofYear + 2) / 153);
  const month = counted < 10 ? counted + 3 : counted - 9;
  return {
    year: years + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * counted + 2) / 5) + 1,
  };
};

/** A day as the count of days since 1970-01-01; for terms that are reckoned in bulk. */
export const dayNumber = (day: PlainDate): number => numberOf(digits(day, 0, 4), digits(day, 5, 7), digits(day, 8, 10));

const padded = (value: number, length: number): string => String(value).padStart(length, '0');

/** The day of such a count. */
export const dayOfNumber = (number: number): PlainDate => {
  const { year, month, day } = civilOf(number);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}` as PlainDate;
};

/** The same day of the month so many months later; the last of the month where it has no such day. */
export const monthsLater = (number: number, months: number): number => {
  const { year, month, day } = civilOf(number);
  const sum = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(sum / 12), (sum % 12) + 1];
  const first = numberOf(toYear, toMonth, 1);
  const next = toMonth === 12 ? numberOf(toYear + 1, 1, 1) : numberOf(toYear, toMonth + 1, 1);
  return first + Math.min(day, next - first) - 1;
};

/** Monday 1 to Sunday 7. */
export const weekdayOf = (number: number): number => ((((number + 3) % 7) + 7) % 7) + 1;

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

/** An hour as people type it, in minutes after midnight; null when it is none. */
export const minutesOf = (hour: string): number | null => {
  const read = /^([01]?\d|2[0-3])[:.h]([0-5]\d)$/.exec(hour.trim());
  return read ? Number(read[1]) * 60 + Number(read[2]) : null;
};

/** The minute of the day of a moment in a time zone, as a clock on the wall shows it. */
export const minuteIn = (moment: Instant, timeZone: string): number => {
  const { hour, minute } = Temporal.Instant.from(moment).toZonedDateTimeISO(timeZone);
  return hour * 60 + minute;
};
