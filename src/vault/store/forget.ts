import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../platform/clock.ts';
import type { Transaction } from '../../platform/database/index.ts';
import { removeEmptyEnvelopes } from './erasure.ts';
import { deleteTokens } from './search.ts';

/*
 * The one place that says what goes when subjects are erased. Whatever is stored under a subject and could lead to a name
 * has its line here, in an order that foreign keys allow; a new table of tokens, terms or ciphertext adds its own.
 */

type Forgets = (subjects: readonly string[]) => RawBuilder<unknown>;

const forgetters: Readonly<Record<string, Forgets>> = {
  'erase keys on their way to the vault': (subjects) =>
    sql`delete from identity.erase_key_inbox where subject_id = any (${subjects}::uuid[])`,
  'sealed texts': (subjects) => sql`delete from identity.sealed_field where subject_id = any (${subjects}::uuid[])`,
  'wrapped keys': (subjects) => sql`delete from identity.data_key_wrap w using identity.data_key k
    where k.id = w.data_key_id and k.subject_id = any (${subjects}::uuid[])`,
  'data keys': (subjects) => sql`delete from identity.data_key where subject_id = any (${subjects}::uuid[])`,
};

const envelopesOf = async (tx: Transaction, subjects: readonly string[]): Promise<readonly string[]> => {
  const found = await sql<{ id: string }>`
    select distinct w.envelope_id as id from identity.data_key_wrap w join identity.data_key k on k.id = w.data_key_id
    where k.subject_id = any (${subjects}::uuid[])
    union select envelope_id from identity.erase_key_inbox where subject_id = any (${subjects}::uuid[])`.execute(tx);
  return found.rows.map(({ id }) => id);
};

/** Deletes everything sealed of these subjects, their tokens and terms, and closes their cases, in the caller's transaction. */
export const forgetSubjects = async (tx: Transaction, subjects: readonly string[], at: Instant): Promise<void> => {
  const envelopes = await envelopesOf(tx, subjects);
  for (const forget of Object.values(forgetters)) await forget(subjects).execute(tx);
  await removeEmptyEnvelopes(tx, envelopes);
  await deleteTokens(tx, subjects);
  await forgetElsewhere(tx, subjects, []);
  await sql`select cases.close_erased(${subjects}::uuid[], ${at}::timestamptz)`.execute(tx);
};

/** What other rooms keep of these subjects, but not what stands at bodies that keep their part: one function of the database. */
export const forgetElsewhere = async (
  tx: Transaction,
  subjects: readonly string[],
  keptBy: readonly string[],
): Promise<void> => {
  await sql`select identity.forget_subjects(${subjects}::uuid[], ${keptBy}::uuid[])`.execute(tx);
};
