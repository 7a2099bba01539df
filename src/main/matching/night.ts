import { ranSince, type NightScene } from '../../linkage/night/index.ts';
import { nightBegins } from './when.ts';

/** True once a day, after two in the morning, or as soon as we run again when that night was missed. */
export const isNightDue = async ({ database, clock, timeZone }: NightScene): Promise<boolean> => {
  const today = clock.today(timeZone);
  return clock.now() >= nightBegins(today, timeZone) && !(await ranSince(database, today));
};
