import { daysBetween, type PlainDate } from '../../../platform/clock.ts';
import { type Outcome, refuse } from '../../../platform/outcome.ts';
import type { AssistanceRefusal } from '../facts.ts';

/** From the first to the last day, both counted. */
export type Period = { readonly startsOn: PlainDate; readonly endsOn: PlainDate };

/** Staff hours paid for in the part of a period that is over: a seventh of a week for each day, today counted. */
export const hoursUntil = ({ startsOn, endsOn }: Period, weeklyMinutes: number, today: PlainDate): number => {
  const last = today < endsOn ? today : endsOn;
  return last < startsOn ? 0 : (weeklyMinutes * (daysBetween(startsOn, last) + 1)) / 7 / 60;
};

/** The part of paid hours that was spent with persons, between 0 and more than 1; null while none are over. */
export const shareWithPersons = (minutes: number, hours: number): number | null =>
  hours === 0 ? null : minutes / 60 / hours;

/** A period that ends after it begins, hours as people work them, and no second one of the same team and payer on the same days. */
export const periodHolds = (
  { startsOn, endsOn }: Period,
  weeklyMinutes: number,
  others: readonly Period[],
): Outcome<true, AssistanceRefusal> => {
  if (endsOn < startsOn) return refuse('period_reversed', { field: 'ends_on' });
  if (weeklyMinutes <= 0) return refuse('hours_unclear', { field: 'weekly_hours' });
  const meets = others.some((other) => other.startsOn <= endsOn && startsOn <= other.endsOn);
  return meets ? refuse('period_twice', { field: 'starts_on' }) : true;
};
