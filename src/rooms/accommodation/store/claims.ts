import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import type { Neighbour, Taken } from '../rules/index.ts';

/** What takes a bed, as it is kept. */
export type Claim = Taken & {
  readonly id: Uuid;
  readonly houseId: Uuid;
  readonly placementId: Uuid | null;
  readonly reason: string | null;
  readonly version: number;
};

const columns = sql`c.id, c.bed_id as "bedId", c.house_id as "houseId", c.placement_id as "placementId", c.kind, c.reason,
  c.from_day as "fromDay", c.until_day as "untilDay", c.free_from as "freeFrom", c.version`;

/** Span of days; the second is not counted. */
export type Span = { readonly from: PlainDate; readonly until: PlainDate };

/** What takes beds in a span: of all houses, or of some. */
export const claimsIn = async (
  tx: Transaction,
  { from, until }: Span,
  houseIds: readonly Uuid[] | null = null,
): Promise<readonly Claim[]> => {
  const found = await sql<Claim>`select ${columns} from accommodation.claim c
    where c.cancelled_at is null and c.from_day < ${until}::date and c.free_from > ${from}::date
      and (${houseIds}::uuid[] is null or c.house_id = any (${houseIds}::uuid[]))
    order by c.from_day`.execute(tx);
  return found.rows;
};

/** What takes one bed from a day on. */
export const claimsOfBed = async (tx: Transaction, bedId: Uuid, from: PlainDate): Promise<readonly Claim[]> => {
  const found = await sql<Claim>`select ${columns} from accommodation.claim c
    where c.cancelled_at is null and c.bed_id = ${bedId}::uuid and c.free_from > ${from}::date order by c.from_day`.execute(
    tx,
  );
  return found.rows;
};

/** Claims of a placement that stand, oldest first. */
export const claimsOfPlacement = async (tx: Transaction, placementId: Uuid): Promise<readonly Claim[]> => {
  const found = await sql<Claim>`select ${columns} from accommodation.claim c
    where c.cancelled_at is null and c.placement_id = ${placementId}::uuid order by c.from_day`.execute(tx);
  return found.rows;
};

/** A claim with the bed it is about, by the words of its house. */
export type NamedClaim = Claim & { readonly bed: string };

type Place = { readonly houseId: Uuid } | { readonly bedId: Uuid };

const inPlace = (of: Place) =>
  'bedId' in of ? sql`c.bed_id = ${of.bedId}::uuid` : sql`c.house_id = ${of.houseId}::uuid`;

const named = sql`select ${columns}, b.room || '/' || b.code as bed from accommodation.claim c
  join accommodation.bed b on b.id = c.bed_id where c.cancelled_at is null`;

/** What takes or closes a bed of a house (or one bed) for the longest time after a day; null when nothing does. */
export const lastClaimFrom = async (tx: Transaction, of: Place, day: PlainDate): Promise<NamedClaim | null> => {
  const found = await sql<NamedClaim>`${named} and ${inPlace(of)} and c.free_from > ${day}::date
    order by c.free_from desc, c.id limit 1`.execute(tx);
  return found.rows[0] ?? null;
};

/** The first that took a bed before a day; null when nothing did. */
export const firstClaimBefore = async (tx: Transaction, of: Place, day: PlainDate): Promise<NamedClaim | null> => {
  const found = await sql<NamedClaim>`${named} and ${inPlace(of)} and c.from_day < ${day}::date
    order by c.from_day, c.id limit 1`.execute(tx);
  return found.rows[0] ?? null;
};

/** One claim, or null. */
export const findClaim = async (tx: Transaction, claimId: Uuid): Promise<Claim | null> => {
  const found = await sql<Claim>`select ${columns} from accommodation.claim c
    where c.id = ${claimId}::uuid and c.cancelled_at is null`.execute(tx);
  return found.rows[0] ?? null;
};

/** With whom somebody would live in a span, as facts of compatibility: all but her own placement; compared by her case, if there is one. */
export const neighboursIn = async (
  tx: Transaction,
  { from, until }: Span,
  placementId: Uuid,
  caseId: Uuid | null,
): Promise<readonly Neighbour[]> => {
  const found = await sql<Neighbour>`select house_id as "houseId", sex, minor, persons, children, conflict
    from accommodation.neighbours(${from}::date, ${until}::date, ${placementId}::uuid, ${caseId}::uuid)`.execute(tx);
  return found.rows;
};

/**
 * Waits until nobody else gives beds of this house, to the end of the transaction: who must never meet could otherwise be
 * given two beds of one house in the same second. That one bed has one claim needs no waiting: the database refuses.
 */
export const holdHouse = async (tx: Transaction, houseId: Uuid): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${houseId}, 403))`.execute(tx);
};

export type NewClaim = Omit<Claim, 'id' | 'version'> & {
  readonly organisationId: Uuid;
  readonly by: Uuid;
  readonly at: Instant;
};

/** Takes a bed; null when another claim meets it. */
export const insertClaim = async (tx: Transaction, it: NewClaim): Promise<Uuid | null> => {
  const id = newId();
  const result = await tx
    .insertInto('accommodation.claim')
    .values({
      ...{ id, bed_id: it.bedId, house_id: it.houseId, organisation_id: it.organisationId },
      ...{ placement_id: it.placementId, kind: it.kind, reason: it.reason },
      ...{ from_day: it.fromDay, until_day: it.untilDay, free_from: it.freeFrom, made_by: it.by, made_at: it.at },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n ? id : null;
};

/** The database's word for two claims that meet. */
const exclusionViolation = '23P01';

/** Gives a claim other days; false when it would meet another one or was changed meanwhile. Nothing of it remains then. */
export const moveClaimEnd = async (
  tx: Transaction,
  seen: Claim,
  end: {
    readonly untilDay: PlainDate;
    readonly freeFrom: PlainDate;
    /** Of a closed time, its first night and its reason may change as well. */
    readonly fromDay?: PlainDate;
    readonly reason?: string;
  },
): Promise<boolean> => {
  await sql`savepoint claim_end`.execute(tx);
  try {
    const result = await tx
      .updateTable('accommodation.claim')
      .set({
        ...{ until_day: end.untilDay, free_from: end.freeFrom, version: seen.version + 1 },
        ...{ from_day: end.fromDay ?? seen.fromDay, reason: end.reason ?? seen.reason },
      })
      .where('id', '=', seen.id)
      .where('version', '=', seen.version)
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  } catch (fault) {
    if ((fault as { code?: unknown }).code !== exclusionViolation) throw fault;
    await sql`rollback to savepoint claim_end`.execute(tx);
    return false;
  }
};

/** Takes a claim back, as if it had never been; it stays readable for the count of what was offered. */
export const cancelClaim = async (tx: Transaction, seen: Claim, at: Instant): Promise<boolean> => {
  const result = await tx
    .updateTable('accommodation.claim')
    .set({ cancelled_at: at, version: seen.version + 1 })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};
