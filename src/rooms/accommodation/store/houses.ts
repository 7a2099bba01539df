import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import type { BedFacts, HouseTraits, ServiceTime } from '../rules/index.ts';

/** What a house is, as its body writes it. */
export type HouseFacts = HouseTraits & { readonly openedOn: PlainDate; readonly closesOn: PlainDate | null };

/** A house as the board shows it. Its address is not among its columns. */
export type House = HouseFacts & {
  readonly id: Uuid;
  readonly organisationId: Uuid;
  readonly code: string;
  readonly restrictions: readonly string[];
  readonly restrictedOn: PlainDate | null;
  /** Who said so; null for a viewer of another body. */
  readonly restrictedBy: string | null;
  readonly reviewOn: PlainDate | null;
  readonly version: number;
};

export type Bed = ServiceTime & {
  readonly id: Uuid;
  readonly houseId: Uuid;
  readonly organisationId: Uuid;
  readonly room: string;
  readonly code: string;
  readonly emergency: boolean;
  readonly sleeps: number;
  readonly features: readonly string[];
  readonly version: number;
};

const houseColumns = sql`h.id, h.organisation_id as "organisationId", h.code, h.kind, h.area, h.takes, h.features, h.languages,
  h.restrictions, h.restricted_on as "restrictedOn", h.review_on as "reviewOn", h.turnaround_days as "turnaroundDays",
  h.opened_on as "openedOn", h.closes_on as "closesOn", h.security, h.child_from as "childFrom", h.child_until as "childUntil",
  (select s.display_name from directory.staff_published s where s.id = h.restricted_by) as "restrictedBy", h.version`;

const bedColumns = sql`b.id, b.house_id as "houseId", b.organisation_id as "organisationId", b.room, b.code, b.emergency, b.sleeps,
  b.features, greatest(b.in_service_from, h.opened_on) as "inServiceFrom",
  least(b.in_service_until, h.closes_on) as "inServiceUntil", b.version`;

/** Which houses a page shows: from where in the list, and only some. */
export type HouseFilter = { readonly area: string | null; readonly kind: string | null; readonly own: Uuid | null };

const whereOf = ({ area, kind, own }: HouseFilter) => sql`(${area}::text is null or h.area = ${area})
  and (${kind}::text is null or h.kind = ${kind}) and (${own}::uuid is null or h.organisation_id = ${own}::uuid)`;

/** One page of houses, by code. */
export const listHouses = async (
  tx: Transaction,
  filter: HouseFilter,
  page: { readonly size: number; readonly number: number },
): Promise<readonly House[]> => {
  const found = await sql<House>`select ${houseColumns} from accommodation.house h where ${whereOf(filter)}
    order by h.code limit ${page.size} offset ${(page.number - 1) * page.size}`.execute(tx);
  return found.rows;
};

/** How many houses a filter means. */
export const countHouses = async (tx: Transaction, filter: HouseFilter): Promise<number> => {
  const found = await sql<{
    count: number;
  }>`select count(*)::int as count from accommodation.house h where ${whereOf(filter)}`.execute(tx);
  return found.rows[0]?.count ?? 0;
};

/** One house, or null when there is none for this viewer. */
export const findHouse = async (tx: Transaction, houseId: Uuid): Promise<House | null> => {
  const found =
    await sql<House>`select ${houseColumns} from accommodation.house h where h.id = ${houseId}::uuid`.execute(tx);
  return found.rows[0] ?? null;
};

/** Whether a code word is given already, in a house of any body the viewer sees. */
export const isHouseCodeGiven = async (tx: Transaction, code: string): Promise<boolean> => {
  const found = await sql`select 1 from accommodation.house h where h.code = ${code}`.execute(tx);
  return found.rows.length > 0;
};

/** The beds of houses, in the order of the board. */
export const bedsOf = async (tx: Transaction, houseIds: readonly Uuid[]): Promise<readonly Bed[]> => {
  if (houseIds.length === 0) return [];
  const found =
    await sql<Bed>`select ${bedColumns} from accommodation.bed b join accommodation.house h on h.id = b.house_id
    where b.house_id = any (${houseIds}::uuid[]) order by h.code, b.room, b.code`.execute(tx);
  return found.rows;
};

/** One bed, or null. */
export const findBed = async (tx: Transaction, bedId: Uuid): Promise<Bed | null> => {
  const found =
    await sql<Bed>`select ${bedColumns} from accommodation.bed b join accommodation.house h on h.id = b.house_id
    where b.id = ${bedId}::uuid`.execute(tx);
  return found.rows[0] ?? null;
};

const factColumns = sql`b.id as "bedId", b.house_id as "houseId", h.code as "houseCode", b.room, b.code as bed,
  b.organisation_id as "organisationId", h.kind, h.area, h.takes, h.features || b.features as features, h.languages, h.restrictions, b.emergency, b.sleeps,
  h.security, h.child_from as "childFrom", h.child_until as "childUntil",
  h.turnaround_days as "turnaroundDays", greatest(b.in_service_from, h.opened_on) as "inServiceFrom",
  least(b.in_service_until, h.closes_on) as "inServiceUntil"`;

/** Every bed with its house, for a search; or one of them. */
export const bedFacts = async (tx: Transaction, bedId: Uuid | null = null): Promise<readonly BedFacts[]> => {
  const found =
    await sql<BedFacts>`select ${factColumns} from accommodation.bed b join accommodation.house h on h.id = b.house_id
    where ${bedId}::uuid is null or b.id = ${bedId}::uuid`.execute(tx);
  return found.rows;
};

/** Opens a house and gives its id. */
export const insertHouse = async (
  tx: Transaction,
  it: HouseFacts & { readonly organisationId: Uuid; readonly code: string; readonly by: Uuid; readonly at: Instant },
): Promise<Uuid> => {
  const id = newId();
  await tx
    .insertInto('accommodation.house')
    .values({
      ...{ id, organisation_id: it.organisationId, code: it.code, kind: it.kind, area: it.area },
      ...{ takes: [...it.takes], features: [...it.features], languages: [...it.languages] },
      ...{ turnaround_days: it.turnaroundDays, opened_on: it.openedOn, closes_on: it.closesOn },
      ...{ security: it.security, child_from: it.childFrom, child_until: it.childUntil },
      ...{ created_by: it.by, created_at: it.at },
    })
    .execute();
  return id;
};

/** Changes a house if the version is still the one seen; tells whether it was. */
export const updateHouse = async (tx: Transaction, seen: House, it: HouseFacts): Promise<boolean> => {
  const result = await tx
    .updateTable('accommodation.house')
    .set({
      ...{ kind: it.kind, area: it.area, takes: [...it.takes], features: [...it.features] },
      ...{ languages: [...it.languages], turnaround_days: it.turnaroundDays, opened_on: it.openedOn },
      ...{ closes_on: it.closesOn, version: seen.version + 1 },
      ...{ security: it.security, child_from: it.childFrom, child_until: it.childUntil },
    })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** Sets whom a house does not take for a while; none ends it. */
export const restrictHouse = async (
  tx: Transaction,
  seen: House,
  it: {
    readonly restrictions: readonly string[];
    readonly by: Uuid;
    readonly on: PlainDate;
    readonly reviewOn: PlainDate;
  },
): Promise<boolean> => {
  const isEnded = it.restrictions.length === 0;
  const result = await tx
    .updateTable('accommodation.house')
    .set({
      ...{ restrictions: [...it.restrictions], restricted_by: isEnded ? null : it.by },
      ...{ restricted_on: isEnded ? null : it.on, review_on: isEnded ? null : it.reviewOn, version: seen.version + 1 },
    })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** A bed as its body writes it. */
export type NewBed = Omit<Bed, 'id' | 'version'>;

/** Adds a bed; false when the house has a bed of that room and code. */
export const insertBed = async (tx: Transaction, it: NewBed): Promise<Uuid | null> => {
  const id = newId();
  const result = await tx
    .insertInto('accommodation.bed')
    .values({
      ...{ id, house_id: it.houseId, organisation_id: it.organisationId, room: it.room, code: it.code },
      ...{ emergency: it.emergency, sleeps: it.sleeps, features: [...it.features] },
      ...{ in_service_from: it.inServiceFrom, in_service_until: it.inServiceUntil },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n ? id : null;
};

/** What may change of a bed. */
export type BedChange = ServiceTime & Pick<Bed, 'emergency' | 'sleeps' | 'features'>;

/** Changes a bed if the version is still the one seen; tells whether it was. */
export const updateBed = async (tx: Transaction, seen: Bed, it: BedChange): Promise<boolean> => {
  const result = await tx
    .updateTable('accommodation.bed')
    .set({
      ...{ emergency: it.emergency, sleeps: it.sleeps, features: [...it.features] },
      ...{ in_service_from: it.inServiceFrom, in_service_until: it.inServiceUntil, version: seen.version + 1 },
    })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** Codes of houses with their ids, for the choice *never in this house*. */
export const houseCodes = async (tx: Transaction, ids: readonly Uuid[]): Promise<ReadonlyMap<Uuid, string>> => {
  const found = await sql<{ id: Uuid; code: string }>`select h.id, h.code from accommodation.house h
    where h.id = any (${ids}::uuid[])`.execute(tx);
  return new Map(found.rows.map(({ id, code }) => [id, code]));
};

/** Ids of houses by their codes; unknown codes are left out. */
export const housesCalled = async (tx: Transaction, codes: readonly string[]): Promise<readonly Uuid[]> => {
  const found = await sql<{
    id: Uuid;
  }>`select h.id from accommodation.house h where h.code = any (${codes}::text[])`.execute(tx);
  return found.rows.map(({ id }) => id);
};
