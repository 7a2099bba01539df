import { sql } from 'kysely';
import type { PlainDate } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/index.ts';

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
