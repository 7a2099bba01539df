import { sql } from 'kysely';
import type { Transaction } from '../../platform/database/index.ts';

/** Records that no run has compared yet, at most so many. */
export const newRecords = async (tx: Transaction, most: number): Promise<readonly string[]> => {
  const found = await tx.selectFrom('linkage.record').select('id').where('is_new', '=', true).limit(most).execute();
  return found.map(({ id }) => id);
};

/** Two rows of two records under one token. */
export type TokenInCommon = {
  readonly fresh: string;
  readonly known: string;
  readonly freshFilter: Buffer;
  readonly knownFilter: Buffer;
};

/** Everything that these records share with any other of the same key and normalising. */
export const tokensInCommon = async (tx: Transaction, fresh: readonly string[]): Promise<readonly TokenInCommon[]> => {
  const found = await sql<TokenInCommon>`
    select n.record_id as fresh, o.record_id as known, n.filter as "freshFilter", o.filter as "knownFilter"
    from linkage.token_row n
    join linkage.token_row o on o.token = n.token and o.record_id <> n.record_id
    join linkage.record nr on nr.id = n.record_id
    join linkage.record ok on ok.id = o.record_id and ok.key_epoch = nr.key_epoch and ok.norm_version = nr.norm_version
    where n.record_id = any (${[...fresh]}::uuid[])`.execute(tx);
  return found.rows;
};

/** They have been compared. */
export const markCompared = async (tx: Transaction, ids: readonly string[]): Promise<void> => {
  await tx
    .updateTable('linkage.record')
    .set({ is_new: false })
    .where('id', 'in', ids)
    .where('is_new', '=', true)
    .execute();
};

/** How many records there are, and the newest key and normalising among them. */
export const recordsHeld = async (
  tx: Transaction,
): Promise<{ readonly records: number; readonly epoch: number; readonly norm: number }> => {
  const held = await tx
    .selectFrom('linkage.record')
    .select(({ fn }) => [
      fn.countAll<number>().as('records'),
      fn.max('key_epoch').as('epoch'),
      fn.max('norm_version').as('norm'),
    ])
    .executeTakeFirstOrThrow();
  return { records: held.records, epoch: held.epoch ?? 1, norm: held.norm ?? 1 };
};
