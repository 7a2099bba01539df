import { dayNumber, dayOfNumber, monthsLater, plainDate } from '../../../../platform/clock.ts';
import type { Profile } from '../../../../profile/index.ts';

/** Days of work counted once, so that a term of working days is two look-ups. Days are numbers since 1970. */
export type WorkCalendar = {
  readonly isWorking: (day: number) => boolean;
  /** The day of work so many after a day, which itself does not count. */
  readonly after: (day: number, count: number) => number;
};

const first = dayNumber(plainDate('1990-01-01'));
const last = dayNumber(plainDate('2110-12-31'));

/** Counts the days of work of a country from 1990 to 2110; a day outside is a fault. */
export const workCalendar = (profile: Profile): WorkCalendar => {
  const days: number[] = [];
  const upTo = new Int32Array(last - first + 1);
  for (let day = first; day <= last; day++) {
    if (profile.isWorkingDay(dayOfNumber(day))) days.push(day);
    upTo[day - first] = days.length;
  }
  const countTo = (day: number): number => {
    const count = upTo[day - first];
    if (count === undefined) throw new Error(`the day ${dayOfNumber(day)} is outside of the years that are counted`);
    return count;
  };
  return {
    isWorking: (day) => countTo(day) !== countTo(day - 1),
    after: (day, count) => {
      const found = days[countTo(day) + count - 1];
      if (found === undefined) throw new Error('a term of working days ends after the years that are counted');
      return found;
    },
  };
};

/** A length of the law, and how its first and last day count. */
export type Term = {
  readonly value: number;
  readonly unit: 'days' | 'working_days' | 'weeks' | 'months' | 'years';
  /** The day of the event is the first day of the term. */
  readonly eventDayCounts: boolean;
  readonly movesOn: boolean;
};

const counted = (calendar: WorkCalendar, term: Term, from: number): number => {
  const { value, unit, eventDayCounts } = term;
  if (unit === 'working_days') return calendar.after(eventDayCounts ? from - 1 : from, value);
  const end =
    unit === 'months' || unit === 'years'
      ? monthsLater(from, unit === 'years' ? value * 12 : value)
      : from + (unit === 'weeks' ? value * 7 : value);
  return eventDayCounts ? end - 1 : end;
};

/** A last day that is a day of rest moves on to the next day of work, where the law of the clock says so. */
export const settled = (calendar: WorkCalendar, term: Pick<Term, 'movesOn'>, day: number): number =>
  term.movesOn && !calendar.isWorking(day) ? calendar.after(day, 1) : day;

/** The last day of a term that an event of this day begins; the term ends at midnight of it. */
export const lastDayOf = (calendar: WorkCalendar, term: Term, from: number): number =>
  settled(calendar, term, counted(calendar, term, from));
