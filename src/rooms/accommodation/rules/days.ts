import { addDays, type Instant, type PlainDate, plainDate } from '../../../platform/clock.ts';
import { type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Accommodation } from '../../../profile/index.ts';
import type { AccommodationRefusal } from '../facts.ts';

/** What of the country counts days: its working days, and what it settled about beds. */
export type DayRules = {
  readonly accommodation: Accommodation;
  isWorkingDay(day: PlainDate): boolean;
};

/** A day as a sentence of refusal says it in every staff language. */
export const spokenDay = (day: PlainDate): string => `${day.slice(8)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;

/** The day a bed is free again: as many (working) days after the last night as its house needs to make it ready. */
export const freeAfter = (rules: DayRules, until: PlainDate, days: number): PlainDate => {
  if (rules.accommodation.turnaround.unit === 'days') return addDays(until, days);
  let day = until;
  for (let left = days; left > 0; day = addDays(day, 1)) if (rules.isWorkingDay(day)) left -= 1;
  return day;
};

/** Whether a moment lies outside the hours in which other beds are looked for first. Public holidays count as closed. */
export const isOutsideHours = (rules: DayRules, local: { readonly day: PlainDate; readonly time: string }): boolean => {
  const { days, from, until } = rules.accommodation.office_hours;
  const weekday = ((Math.floor(Date.parse(plainDate(local.day)) / 86_400_000) + 3) % 7) + 1;
  return !days.includes(weekday) || !rules.isWorkingDay(local.day) || local.time < from || local.time >= until;
};

/** Nights from a day, as the first night that is not slept there. */
export const endOf = (from: PlainDate, nights: number): PlainDate => addDays(from, nights);

type Result = Outcome<true, AccommodationRefusal>;

/** May somebody be written down as moved in on this day? Not ahead, not longer ago than settled, not before the bed was held. */
export const moveInAllowed = (
  rules: DayRules,
  it: {
    readonly on: PlainDate;
    readonly today: PlainDate;
    readonly heldFrom: PlainDate;
    readonly heldUntil: PlainDate;
  },
): Result => {
  const field = 'moved_in_on';
  if (it.on > it.today) return refuse('day_ahead', { field });
  const most = rules.accommodation.back_dating.most_days;
  if (it.on < addDays(it.today, -most)) return refuse('day_too_far_back', { field, values: { days: most } });
  if (it.on < it.heldFrom) return refuse('before_held', { field, values: { day: spokenDay(it.heldFrom) } });
  return it.on >= it.heldUntil ? refuse('ends_before_start', { field }) : true;
};

/** A stay that begins today or later. The past is written down by moving in, never by asking. */
export const beginsInTime = (from: PlainDate, today: PlainDate, field: string): Result =>
  from < today ? refuse('day_past', { field, values: { day: spokenDay(today) } }) : true;

/** May somebody have left on this day? Not ahead, not before the stay began. */
export const leaveAllowed = (
  it: { readonly on: PlainDate; readonly today: PlainDate; readonly since: PlainDate | null },
  field: string,
): Result => {
  if (it.on > it.today) return refuse('day_ahead', { field });
  return it.since !== null && it.on < it.since ? refuse('ends_before_start', { field }) : true;
};

/** May a placement abroad last so long, in that country? */
export const abroadAllowed = (
  rules: DayRules,
  it: { readonly country: string; readonly from: PlainDate; readonly until: PlainDate },
): Result => {
  const { countries, longest_days: longest } = rules.accommodation.abroad;
  if (!countries.includes(it.country)) return refuse('no_such_country', { field: 'abroad_country' });
  if (it.until <= it.from) return refuse('ends_before_start', { field: 'abroad_until' });
  return it.until > addDays(it.from, longest)
    ? refuse('too_long', { field: 'abroad_until', values: { days: longest } })
    : true;
};

/** The day by which the next visit abroad is due. */
export const visitDue = (it: {
  readonly fromDay: PlainDate;
  readonly visitedOn: PlainDate | null;
  readonly visitEveryDays: number;
}): PlainDate => addDays(it.visitedOn ?? it.fromDay, it.visitEveryDays);

/** Was somebody seen after the alarm was raised? Then nobody is missing. */
export const seenBefore = (seen: Instant, raised: Instant): Result =>
  seen > raised ? refuse('not_seen_later', { field: 'last_seen_on' }) : true;
