import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** A call whose words are over. */
export type RetiredCall = { readonly id: Uuid; readonly organisationId: Uuid };

/** Says of calls that ended before a moment that nobody opens their words any more; what is held back stays. */
export const retireCalls = async (
  tx: Transaction,
  it: { readonly before: Instant; readonly today: PlainDate },
): Promise<readonly RetiredCall[]> =>
  (
    await sql<RetiredCall>`select id, organisation_id as "organisationId"
      from referrals.retire_calls(${it.before}::timestamptz, ${it.today}::date)`.execute(tx)
  ).rows;
