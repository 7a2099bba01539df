import { sql } from 'kysely';
import type { Transaction } from '../../platform/database/index.ts';
import type { WrappedForBody } from '../../platform/sealing/seal.ts';
import type { Basis } from '../../platform/sealing/wraps.ts';

/** Until the transaction ends, nobody else shares of this subject: two at once would both find nothing there. */
export const lockSharing = async (tx: Transaction, subjectId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`identity.share ${subjectId}`}, 0))`.execute(tx);
};

/** Which of these data keys an organisation holds under a living envelope on this very basis. */
export const heldOnBasis = async (
  tx: Transaction,
  organisationId: string,
  basis: Basis,
  dataKeyIds: readonly string[],
): Promise<readonly string[]> => {
  const found = await sql<{ id: string }>`
    select distinct w.data_key_id as id from identity.data_key_wrap w
    join identity.envelope e on e.id = w.envelope_id and e.withdrawn_at is null
    where w.data_key_id = any (${dataKeyIds}::uuid[]) and e.organisation_id = ${organisationId}
      and e.basis_kind = ${basis.kind} and e.basis_code = ${basis.code}`.execute(tx);
  return found.rows.map(({ id }) => id);
};

/** Stores an envelope with all that hangs under it. */
export const addEnvelope = async (tx: Transaction, { envelope, dataKeyWraps }: WrappedForBody): Promise<void> => {
  await tx.insertInto('identity.envelope').values(envelope).execute();
  await tx
    .insertInto('identity.data_key_wrap')
    .values([...dataKeyWraps])
    .execute();
};
