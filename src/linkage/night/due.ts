import type { PlainDate } from '../../platform/clock.ts';
import { asProgram, type Database } from '../../platform/database/index.ts';
import { newestNight } from '../store/findings.ts';

/** True when a run of this day, or a later one, stands already. */
export const ranSince = async (database: Database, day: PlainDate): Promise<boolean> => {
  const newest = await asProgram(database, newestNight, { readOnly: true });
  return newest !== null && newest >= day;
};
