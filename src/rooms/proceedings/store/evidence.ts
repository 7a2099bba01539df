import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import type { CustodyEvent, ExhibitOrigin } from '../facts/index.ts';
import { type Written, writtenOf } from './inquiry.ts';

/** Something seized, handed over or copied. */
export type Exhibit = {
  readonly id: Uuid;
  readonly number: number;
  readonly kind: string;
  readonly origin: ExhibitOrigin;
  readonly cents: number | null;
  /** SHA-256 of a file, hexadecimal. */
  readonly fingerprint: string | null;
  readonly takenOn: PlainDate;
};

/** The exhibits of a case, by their number. */
export const exhibitsOf = async (tx: Transaction, criminalCaseId: Uuid): Promise<readonly Exhibit[]> => {
  const found = await sql<Exhibit>`select e.id, e.number, e.kind, e.origin, e.cents,
      encode(e.fingerprint, 'hex') as fingerprint, e.taken_on as "takenOn"
    from proceedings.exhibit e where e.criminal_case_id = ${criminalCaseId}::uuid order by e.number limit 1000`.execute(
    tx,
  );
  return found.rows;
};

/** Writes an exhibit down under the id its chain begins with. */
export const insertExhibit = async (
  tx: Transaction,
  it: Written & Omit<Exhibit, 'number' | 'fingerprint'> & { readonly fingerprint: Buffer | null },
): Promise<void> => {
  await tx
    .insertInto('proceedings.exhibit')
    .values({
      ...{ ...writtenOf('exhibit', it), id: it.id, kind: it.kind, origin: it.origin, cents: it.cents },
      ...{ fingerprint: it.fingerprint, taken_on: it.takenOn },
    })
    .execute();
};

/** One link of a chain of custody, as it is hashed: with the hash of the link before it. */
export type CustodyLink = {
  readonly exhibit: string;
  readonly number: number;
  readonly event: CustodyEvent;
  readonly holder: string;
  readonly on: PlainDate;
  readonly by: string;
  /** Hexadecimal; null for the first. */
  readonly previous: string | null;
};

/** A link of a chain of custody as it stands in the database. */
export type StoredLink = CustodyLink & {
  readonly hash: string;
  readonly exhibitId: Uuid;
  readonly byName: string | null;
  readonly recordedAt: Instant;
};

/** The chains of custody of a case, each from its beginning. */
export const custodyOf = async (tx: Transaction, criminalCaseId: Uuid): Promise<readonly StoredLink[]> => {
  const found =
    await sql<StoredLink>`select s.exhibit_id as "exhibitId", s.exhibit_id::text as exhibit, s.number, s.event,
      s.holder_id::text as holder, s.happened_on as "on", s.recorded_by::text as by,
      encode(s.previous, 'hex') as previous, encode(s.hash, 'hex') as hash, p.display_name as "byName",
      s.recorded_at as "recordedAt"
    from proceedings.custody_step s left join directory.staff_published p on p.id = s.recorded_by
    where s.criminal_case_id = ${criminalCaseId}::uuid order by s.exhibit_id, s.number`.execute(tx);
  return found.rows;
};

/** Adds a link to a chain; false when somebody added the next one in the same moment. */
export const insertCustody = async (
  tx: Transaction,
  by: Written,
  link: CustodyLink & { readonly hash: string },
): Promise<boolean> => {
  const { previous } = link;
  const result = await tx
    .insertInto('proceedings.custody_step')
    .values({
      ...{ id: newId(), criminal_case_id: by.criminalCaseId, organisation_id: by.organisationId },
      ...{ exhibit_id: link.exhibit, number: link.number, event: link.event satisfies CustodyEvent },
      ...{ holder_id: link.holder, happened_on: link.on, recorded_by: by.by, recorded_at: by.at },
      ...{ previous: previous === null ? null : Buffer.from(previous, 'hex'), hash: Buffer.from(link.hash, 'hex') },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};
