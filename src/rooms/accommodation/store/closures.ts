import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import type { Claim } from './claims.ts';

/** What became of a closed time: first closed, changed, opened again, or taken back before it began. */
export type ClosureEvent = 'closed' | 'changed' | 'reopened' | 'taken_back';

/** One state of a closed time, as it was then. */
export type ClosureChange = {
  readonly claimId: Uuid;
  readonly change: ClosureEvent;
  readonly reason: string;
  readonly fromDay: PlainDate;
  readonly untilDay: PlainDate;
  /** Who wrote it; null for a viewer of another body. */
  readonly by: string | null;
  readonly madeAt: Instant;
};

/** A closed time with its bed; `cancelled` when it was taken back before it began. */
export type Closure = Claim & { readonly bed: string; readonly cancelled: boolean };

/** Closed times of a house, the latest first; also those that are over or were taken back. */
export const closuresOf = async (
  tx: Transaction,
  of: { readonly houseId: Uuid } | { readonly claimId: Uuid },
): Promise<readonly Closure[]> => {
  const where = 'claimId' in of ? sql`c.id = ${of.claimId}::uuid` : sql`c.house_id = ${of.houseId}::uuid`;
  const found =
    await sql<Closure>`select c.id, c.bed_id as "bedId", c.house_id as "houseId", c.placement_id as "placementId", c.kind,
      c.reason, c.from_day as "fromDay", c.until_day as "untilDay", c.free_from as "freeFrom", c.version,
      b.room || '/' || b.code as bed, c.cancelled_at is not null as cancelled
    from accommodation.claim c join accommodation.bed b on b.id = c.bed_id
    where c.kind = 'closure' and ${where} order by c.from_day desc, c.id desc limit 200`.execute(tx);
  return found.rows;
};

/** Every state of these closed times, oldest first. */
export const closureChangesOf = async (
  tx: Transaction,
  claimIds: readonly Uuid[],
): Promise<readonly ClosureChange[]> => {
  if (claimIds.length === 0) return [];
  const found = await sql<ClosureChange>`select g.claim_id as "claimId", g.change, g.reason, g.from_day as "fromDay",
      g.until_day as "untilDay", g.made_at as "madeAt",
      (select s.display_name from directory.staff_published s where s.id = g.made_by) as by
    from accommodation.closure_change g where g.claim_id = any (${claimIds}::uuid[]) order by g.made_at, g.id`.execute(
    tx,
  );
  return found.rows;
};

/** Writes a state of a closed time down. */
export const insertClosureChange = async (
  tx: Transaction,
  it: Omit<ClosureChange, 'by' | 'madeAt'> & {
    readonly organisationId: Uuid;
    readonly staffId: Uuid;
    readonly at: Instant;
  },
): Promise<void> => {
  await tx
    .insertInto('accommodation.closure_change')
    .values({
      ...{ id: newId(), claim_id: it.claimId, organisation_id: it.organisationId, change: it.change },
      ...{ reason: it.reason, from_day: it.fromDay, until_day: it.untilDay, made_by: it.staffId, made_at: it.at },
    })
    .execute();
};
