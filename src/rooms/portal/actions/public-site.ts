import type { PlainDate } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/database/index.ts';
import { addVisits, bannersOn, type Visits } from '../store/visits.ts';

export type { Visits } from '../store/visits.ts';

/** Hands on what the public site has counted on a day: pages and languages. */
export const handOnVisits = (database: Database, day: PlainDate, counted: readonly Visits[]): Promise<void> =>
  addVisits(database, day, counted);

/** Which sentence stands at the head of the pages of which language on a day. */
export const standingBanners = (database: Database, day: PlainDate): Promise<ReadonlyMap<string, string>> =>
  bannersOn(database, day);
