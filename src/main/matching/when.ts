import { addDays, type Clock, type Instant, instantOn, type PlainDate } from '../../platform/clock.ts';

/** From this minute of the day on, where the country is: two in the morning. */
const from = 2 * 60;

/** When the nightly run of a day begins. */
export const nightBegins = (day: PlainDate, timeZone: string): Instant => instantOn(day, timeZone, from);

/** The night that has begun last: today's from two in the morning on, before that yesterday's. */
export const newestNight = (clock: Clock, timeZone: string): PlainDate => {
  const today = clock.today(timeZone);
  return clock.now() >= nightBegins(today, timeZone) ? today : addDays(today, -1);
};
