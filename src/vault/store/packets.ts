import { sql } from 'kysely';
import type { PlainDate } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database/index.ts';

/** May one of these bodies open what was sent with this packet, today? Null for what is no packet. */
export const isOpenPacket = async (
  database: Database,
  subjectId: string,
  { bodies, on }: { readonly bodies: readonly string[]; readonly on: PlainDate },
): Promise<boolean | null> => {
  const found = await sql<{ open: boolean | null }>`
    select assistance.packet_is_open(${subjectId}::uuid, ${bodies}::uuid[], ${on}::date) as open`.execute(database);
  return found.rows[0]?.open ?? null;
};

/** Removes the keys of what was sealed for packets that are over; gives how many envelopes went. */
export const removeClosedKeys = async (tx: Transaction, on: PlainDate): Promise<number> => {
  const found = await sql<{ id: string }>`delete from identity.data_key_wrap w
    using identity.data_key k, assistance.closed_packets(${on}::date) c
    where k.id = w.data_key_id and k.subject_id = c.packet
      and not exists (select 1 from identity.erase_key_inbox i where i.subject_id = c.packet)
    returning w.envelope_id as id`.execute(tx);
  const envelopes = [...new Set(found.rows.map(({ id }) => id))];
  if (envelopes.length === 0) return 0;
  const gone = await sql`delete from identity.envelope e where e.id = any (${envelopes}::uuid[])
    and not exists (select 1 from identity.data_key_wrap w where w.envelope_id = e.id)`.execute(tx);
  return Number(gone.numAffectedRows);
};
