import { sql } from 'kysely';
import type { Database, Transaction } from '../../platform/database/index.ts';
import type { Compartment } from '../../platform/sealing/wraps.ts';

/** A person whose marks in the search of a body are missing or old; the stamp of the key that made her due. */
export type PersonDue = { readonly subjectId: string; readonly organisationId: string; readonly stamp: string };

/**
 * The next persons to be taken into the search of the bodies that hold who they are, last due first: who was reported a moment ago
 * is looked for today, and does not wait behind all whom a restored backup or a new release put in line.
 */
export const personsDue = async (database: Database, most: number): Promise<readonly PersonDue[]> => {
  const found = await sql<PersonDue>`
    select subject_id as "subjectId", organisation_id as "organisationId", stamp from identity.search_due
    where due_at <= now() order by due_at desc limit ${most}`.execute(database);
  return found.rows;
};

/** Puts everybody in line whom a reader of another version took in, or nobody: once at the start, since it looks at all. */
export const queueUnread = async (
  database: Database,
  { version, compartments }: { readonly version: number; readonly compartments: readonly Compartment[] },
): Promise<void> => {
  await sql`
    insert into identity.search_due (subject_id, organisation_id, stamp, due_at, tries)
    select distinct k.subject_id, e.organisation_id, gen_random_uuid(), now(), 0 from identity.data_key k
    join identity.data_key_wrap w on w.data_key_id = k.id
    join identity.envelope e on e.id = w.envelope_id and e.withdrawn_at is null
    join directory.organisation o on o.id = e.organisation_id
    where k.compartment = any (${compartments}::text[]) and not exists (select 1 from identity.search_index i
      where i.subject_id = k.subject_id and i.organisation_id = e.organisation_id and i.version = ${version})
    on conflict do nothing`.execute(database);
};

/** Who cannot be opened today waits ten minutes, then longer and longer, up to a day. */
export const postpone = async (database: Database, { subjectId, organisationId, stamp }: PersonDue): Promise<void> => {
  await sql`
    update identity.search_due set tries = least(tries + 1, 12), due_at = now() + least(interval '10 minutes' * 2 ^ tries, interval '1 day')
    where subject_id = ${subjectId} and organisation_id = ${organisationId} and stamp = ${stamp}`.execute(database);
};

/** Takes a person off the list, unless she became due anew meanwhile. */
export const takeOffTheList = (tx: Database | Transaction, { subjectId, organisationId, stamp }: PersonDue) =>
  sql`delete from identity.search_due
    where subject_id = ${subjectId} and organisation_id = ${organisationId} and stamp = ${stamp}`.execute(tx);

/** Puts a person's marks in the place of earlier ones, and takes her off the list unless she became due anew meanwhile. */
export const replaceTokens = async (
  tx: Transaction,
  due: PersonDue,
  marks: { readonly version: number; readonly tokens: readonly Buffer[] },
): Promise<void> => {
  const { subjectId, organisationId } = due;
  await sql`delete from identity.search_token where subject_id = ${subjectId} and organisation_id = ${organisationId}`.execute(
    tx,
  );
  await sql`
    insert into identity.search_token (subject_id, organisation_id, token)
    select ${subjectId}, ${organisationId}, token from unnest(${[...marks.tokens]}::bytea[]) token`.execute(tx);
  await sql`
    insert into identity.search_index (subject_id, organisation_id, version)
    values (${subjectId}, ${organisationId}, ${marks.version})
    on conflict (subject_id, organisation_id) do update set version = excluded.version`.execute(tx);
  await takeOffTheList(tx, due);
};

/** Persons of these bodies under one of these marks. */
export const subjectsUnder = async (
  database: Database,
  organisationIds: readonly string[],
  tokens: readonly Buffer[],
): Promise<readonly string[]> => {
  const found = await sql<{ id: string }>`
    select distinct subject_id as id from identity.search_token
    where organisation_id = any (${organisationIds}::uuid[]) and token = any (${[...tokens]}::bytea[]) order by id limit 100`.execute(
    database,
  );
  return found.rows.map(({ id }) => id);
};

/**
 * Removes every mark of persons. For erasure, in its transaction: marks are personal data like the names they were made from
 * (GDPR art. 17).
 */
export const deleteTokens = async (tx: Transaction, subjectIds: readonly string[]): Promise<void> => {
  for (const table of [sql`identity.search_token`, sql`identity.search_index`, sql`identity.search_due`])
    await sql`delete from ${table} where subject_id = any (${subjectIds}::uuid[])`.execute(tx);
};

/** Removes the marks of persons in the search of bodies that lose a ground, in its transaction; who keeps another takes them in anew. */
export const deleteTokensOf = async (
  tx: Transaction,
  subjectIds: readonly string[],
  organisationIds: readonly string[],
): Promise<void> => {
  for (const table of [sql`identity.search_token`, sql`identity.search_index`])
    await sql`
      delete from ${table} where subject_id = any (${subjectIds}::uuid[])
        and organisation_id = any (${organisationIds}::uuid[])`.execute(tx);
  await sql`
    insert into identity.search_due (subject_id, organisation_id, stamp, due_at, tries)
    select subject, o.id, gen_random_uuid(), now(), 0
    from unnest(${subjectIds}::uuid[]) subject cross join directory.organisation o where o.id = any (${organisationIds}::uuid[])
    on conflict do nothing`.execute(tx);
};
