import { sql } from 'kysely';
import type { Instant } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database/index.ts';
import type { Compartment } from '../../platform/sealing/wraps.ts';

/** A person whom a body holds and whose marks are missing or old; up to which sealed text they will be good. */
export type PersonDue = { readonly subjectId: string; readonly organisationId: string; readonly sealedAt: Instant };

/** Persons to be taken into the search of the bodies that hold who they are. */
export const personsDue = async (
  database: Database,
  { version, compartments, most }: { version: number; compartments: readonly Compartment[]; most: number },
): Promise<readonly PersonDue[]> => {
  const found = await sql<PersonDue>`
    select held.subject_id as "subjectId", held.organisation_id as "organisationId", max(f.created_at)::text as "sealedAt"
    from (select distinct k.subject_id, e.organisation_id from identity.data_key k
        join identity.data_key_wrap w on w.data_key_id = k.id
        join identity.envelope e on e.id = w.envelope_id and e.withdrawn_at is null
        join directory.organisation o on o.id = e.organisation_id
        where k.compartment = 'identity') held
    join identity.sealed_field f on f.subject_id = held.subject_id and f.compartment = any (${compartments}::text[])
    left join identity.search_index i on i.subject_id = held.subject_id and i.organisation_id = held.organisation_id
    group by held.subject_id, held.organisation_id, i.version, i.sealed_at
    having i.version is distinct from ${version} or max(f.created_at) > i.sealed_at limit ${most}`.execute(database);
  return found.rows;
};

/** Puts a person's marks in the place of earlier ones. */
export const replaceTokens = async (
  tx: Transaction,
  { subjectId, organisationId, sealedAt }: PersonDue,
  marks: { readonly version: number; readonly tokens: readonly Buffer[] },
): Promise<void> => {
  await sql`delete from identity.search_token where subject_id = ${subjectId} and organisation_id = ${organisationId}`.execute(
    tx,
  );
  await sql`
    insert into identity.search_token (subject_id, organisation_id, token)
    select ${subjectId}, ${organisationId}, token from unnest(${[...marks.tokens]}::bytea[]) token`.execute(tx);
  await sql`
    insert into identity.search_index (subject_id, organisation_id, version, sealed_at)
    values (${subjectId}, ${organisationId}, ${marks.version}, ${sealedAt}::timestamptz)
    on conflict (subject_id, organisation_id) do update set version = excluded.version, sealed_at = excluded.sealed_at`.execute(
    tx,
  );
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
 * Removes every mark of persons, of all bodies or of these alone. For erasure and withdrawal, in their transaction: marks are
 * personal data like the names they were made from (GDPR art. 17).
 */
export const deleteTokens = async (
  tx: Transaction,
  subjectIds: readonly string[],
  organisationIds: readonly string[] | null = null,
): Promise<void> => {
  for (const table of [sql`identity.search_token`, sql`identity.search_index`])
    await sql`
      delete from ${table} where subject_id = any (${subjectIds}::uuid[])
        and (${organisationIds}::uuid[] is null or organisation_id = any (${organisationIds}::uuid[]))`.execute(tx);
};
