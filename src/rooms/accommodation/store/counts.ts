import { sql } from 'kysely';
import type { PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';

/** Nights outside the dedicated houses, and how many placements they were: from the history, in a span. */
export const countOutside = async (
  tx: Transaction,
  { from, until }: { readonly from: PlainDate; readonly until: PlainDate },
): Promise<number> => {
  const found = await sql<{
    count: number;
  }>`select count(distinct s.placement_id)::int as count from accommodation.step s
    where s.to_state = 'placed_temp' and s.on_day >= ${from}::date and s.on_day < ${until}::date`.execute(tx);
  return found.rows[0]?.count ?? 0;
};

/** Nights given in emergency rooms, in a span. */
export const countEmergencyNights = async (
  tx: Transaction,
  { from, until }: { readonly from: PlainDate; readonly until: PlainDate },
): Promise<number> => {
  const found = await sql<{
    count: number;
  }>`select coalesce(sum(least(c.until_day, ${until}::date) - greatest(c.from_day, ${from}::date)), 0)::int as count
    from accommodation.claim c join accommodation.bed b on b.id = c.bed_id
    where b.emergency and c.kind = 'stay' and c.cancelled_at is null and c.from_day < ${until}::date and c.until_day > ${from}::date`.execute(
    tx,
  );
  return found.rows[0]?.count ?? 0;
};
