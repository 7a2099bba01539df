import { sql } from 'kysely';
import type { Database, Transaction } from '../../platform/database/index.ts';
import { vaultOrganisationId } from '../../platform/sealing/wraps.ts';
import type { HeldKey } from './sealed.ts';
import type { KeyOfConsent } from './withdrawal.ts';

/** What is sealed about a person: the person's own, the case's, and of the report while it speaks of nobody else. */
export const subjectsOf = async (tx: Transaction, personId: string): Promise<readonly string[]> => {
  const found = await sql<{
    id: string;
  }>`select subject_id as id from identity.subjects_of(${personId}) order by 1`.execute(tx);
  return found.rows.map(({ id }) => id);
};

type Row = HeldKey & { readonly subjectId: string; readonly epoch: number };

/** Every data key of these subjects with all who hold it, whatever became of the ground. */
export const keysOfSubjects = async (
  tx: Transaction,
  subjects: readonly string[],
): Promise<readonly KeyOfConsent[]> => {
  const found = await sql<Row>`
    select k.id as "dataKeyId", k.subject_id as "subjectId", k.compartment, k.epoch, k.erase_key_id as "eraseKeyId", w.wrapped,
      e.id as "envelopeId", e.organisation_id as "organisationId", e.key_id as "keyId", e.encapsulation, e.ciphertext,
      e.basis_kind as "basisKind", e.basis_code as "basisCode"
    from identity.data_key k join identity.data_key_wrap w on w.data_key_id = k.id
    join identity.envelope e on e.id = w.envelope_id
    where k.subject_id = any (${subjects}::uuid[]) order by k.subject_id, k.id, e.created_at`.execute(tx);
  return [...Map.groupBy(found.rows, ({ dataKeyId }) => dataKeyId)].flatMap(([id, holders]) => {
    const [first] = holders;
    return first
      ? [{ id, subject_id: first.subjectId, compartment: first.compartment, epoch: first.epoch, holders }]
      : [];
  });
};

/** The erase keys under which these subjects are sealed, in the tables and still in the letter box. */
export const eraseKeysOf = async (tx: Transaction, subjects: readonly string[]): Promise<readonly string[]> => {
  const found = await sql<{ id: string }>`
    select erase_key_id as id from identity.data_key where subject_id = any (${subjects}::uuid[])
    union select id from identity.erase_key_inbox where subject_id = any (${subjects}::uuid[]) order by 1`.execute(tx);
  return found.rows.map(({ id }) => id);
};

/** How many sealed texts there are of these subjects. */
export const countTexts = async (tx: Transaction, subjects: readonly string[]): Promise<number> => {
  const found = await sql<{ texts: number }>`
    select count(*) as texts from identity.sealed_field where subject_id = any (${subjects}::uuid[])`.execute(tx);
  return Number(found.rows[0]?.texts ?? 0);
};

/** The bodies under whose envelopes something of a subject hangs; for the line about a subject that a backup brought back. */
export const holdersOf = async (tx: Transaction, subject: string): Promise<readonly string[]> => {
  const found = await sql<{ id: string }>`
    select distinct e.organisation_id as id from identity.data_key k join identity.data_key_wrap w on w.data_key_id = k.id
    join identity.envelope e on e.id = w.envelope_id
    where k.subject_id = ${subject} and e.organisation_id <> ${vaultOrganisationId} order by 1`.execute(tx);
  return found.rows.map(({ id }) => id);
};

/** Of these subjects, those of which something sealed stands in the database. */
export const thereAgain = async (database: Database, subjects: readonly string[]): Promise<readonly string[]> => {
  const found = await sql<{ id: string }>`
    select subject_id as id from identity.data_key where subject_id = any (${subjects}::uuid[])
    union select subject_id from identity.sealed_field where subject_id = any (${subjects}::uuid[])
    union select subject_id from identity.erase_key_inbox where subject_id = any (${subjects}::uuid[])`.execute(
    database,
  );
  return found.rows.map(({ id }) => id);
};

/** Removes the wraps by which these bodies held what is left of subjects that others keep. */
export const removeWrapsOf = async (
  tx: Transaction,
  { subjects, keptBy }: { readonly subjects: readonly string[]; readonly keptBy: readonly string[] },
): Promise<void> => {
  await sql`delete from identity.data_key_wrap w using identity.data_key k, identity.envelope e
    where k.id = w.data_key_id and e.id = w.envelope_id and k.subject_id = any (${subjects}::uuid[])
      and not (e.organisation_id = any (${keptBy}::uuid[]))`.execute(tx);
};

/** Removes envelopes of this list under which nothing hangs any more. */
export const removeEmptyEnvelopes = async (tx: Transaction, envelopes: readonly string[]): Promise<void> => {
  await sql`delete from identity.envelope e where e.id = any (${envelopes}::uuid[])
    and not exists (select 1 from identity.data_key_wrap w where w.envelope_id = e.id)
    and not exists (select 1 from identity.erase_key_inbox i where i.envelope_id = e.id)`.execute(tx);
};
