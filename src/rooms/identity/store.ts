import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../platform/clock.ts';
import { rowsAsJson, type Transaction } from '../../platform/database/index.ts';
import type { Uuid } from '../../platform/ids.ts';
import type { Basis, Compartment, PublicWrappingKey, SealedRows } from '../../platform/sealing/index.ts';

/** Who could have a compartment of a subject opened, why, and since when. */
export type Holder = {
  readonly subjectId: Uuid;
  readonly compartment: Compartment;
  readonly organisationId: Uuid;
  readonly basisKind: Basis['kind'];
  readonly basisCode: string;
  readonly since: Instant;
};

/** A field that is sealed and could be opened by the viewer's organisation; never its text. */
export type SealedFieldName = {
  readonly subjectId: Uuid;
  readonly compartment: Compartment;
  readonly field: string;
  readonly createdAt: Instant;
};

/** Inserts what was sealed, in one call and in the order the foreign keys ask for. */
export const insertSealed = async (tx: Transaction, rows: SealedRows): Promise<void> => {
  await sql`select identity.insert_sealed(${rowsAsJson(rows)}::jsonb)`.execute(tx);
};

/** The living public keys of organisations, by organisation. */
export const findPublicKeys = async (
  tx: Transaction,
  organisationIds: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, PublicWrappingKey>> => {
  const rows = await tx
    .selectFrom('identity.organisation_key_published')
    .select(['organisation_id', 'key_id', 'public_key'])
    .where('organisation_id', 'in', [...organisationIds])
    .execute();
  return new Map(
    rows.flatMap(({ organisation_id, key_id, public_key }) =>
      organisation_id && key_id && public_key ? [[organisation_id, { keyId: key_id, publicKey: public_key }]] : [],
    ),
  );
};

/** Who could have what opened; only for subjects of which the viewer's organisation holds something itself. */
export const findHolders = async (tx: Transaction, subjectIds: readonly Uuid[]): Promise<readonly Holder[]> => {
  if (subjectIds.length === 0) return [];
  const question: RawBuilder<Holder> = sql`
    select subject_id as "subjectId", compartment, organisation_id as "organisationId", basis_kind as "basisKind",
      basis_code as "basisCode", since
    from identity.who_can_open(${[...subjectIds]}::uuid[]) order by subject_id, compartment, since`;
  return (await question.execute(tx)).rows;
};

/** Names of the sealed fields of subjects that the viewer's organisation could have opened. */
export const findSealedFields = async (
  tx: Transaction,
  subjectIds: readonly Uuid[],
): Promise<readonly SealedFieldName[]> => {
  if (subjectIds.length === 0) return [];
  const rows = await tx
    .selectFrom('identity.sealed_field_published')
    .select(['subject_id as subjectId', 'compartment', 'field', 'created_at as createdAt'])
    .where('subject_id', 'in', [...subjectIds])
    .orderBy('created_at')
    .execute();
  // The view's columns are those of a table in which none of them may be empty.
  return rows as SealedFieldName[];
};
