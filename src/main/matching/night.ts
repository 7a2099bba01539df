import { ranSince, type NightScene } from '../../linkage/index.ts';
import { instantOn } from '../../platform/clock.ts';

/** From this minute of the day on, where the country is: two in the morning. */
const from = 2 * 60;

/** True once a day, after two in the morning, or as soon as we run again when that night was missed. */
export const isNightDue = async ({ database, clock, timeZone }: NightScene): Promise<boolean> => {
  const today = clock.today(timeZone);
  return clock.now() >= instantOn(today, timeZone, from) && !(await ranSince(database, today));
};
