import { sql } from 'kysely';
import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** When this member of staff last had a part of a person opened by the vault, from the journal. */
export const lastOpened = async (
  tx: Transaction,
  it: { readonly personId: Uuid; readonly staffId: Uuid; readonly compartment: string },
): Promise<Instant | null> => {
  const found = await sql<{ at: Instant | null }>`select max(a.at) as at from journal.access_published a
    where a.type = 'identity.opened' and a.subject_id = ${it.personId}::uuid and a.actor = ${it.staffId}::uuid
      and a.data -> 'compartments' ? ${it.compartment}`.execute(tx);
  return found.rows[0]?.at ?? null;
};
