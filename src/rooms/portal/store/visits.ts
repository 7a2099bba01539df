import { sql } from 'kysely';
import type { PlainDate } from '../../../platform/clock.ts';
import { asProgram, type Database, type Transaction } from '../../../platform/database/index.ts';

/** How often a page was read in a language. */
export type Visits = { readonly language: string; readonly page: string; readonly visits: number };

/** Adds what the public site has counted to the numbers of a day. */
export const addVisits = (database: Database, day: PlainDate, counted: readonly Visits[]): Promise<void> =>
  asProgram(database, async (tx) => {
    await sql`select portal.count_visits(${day}::date, ${JSON.stringify(counted)}::jsonb)`.execute(tx);
  });

/** The sentences that stand at the head of the public pages on a day, by language. */
export const bannersOn = (database: Database, day: PlainDate): Promise<ReadonlyMap<string, string>> =>
  asProgram(database, async (tx) => {
    const found = await sql<{ language: string; says: string }>`
      select language, says from portal.banners_on(${day}::date)`.execute(tx);
    return new Map(found.rows.map(({ language, says }) => [language, says]));
  });

/** What was read from a day on, by day, language and page. */
export const visitsSince = async (
  tx: Transaction,
  since: PlainDate,
): Promise<readonly (Visits & { readonly day: PlainDate })[]> =>
  (
    await tx
      .selectFrom('portal.visit_count')
      .select(['day', 'language', 'page', 'visits'])
      .where('day', '>=', since)
      .orderBy('day')
      .execute()
  ).map((row) => ({ ...row, day: row.day as PlainDate }));
