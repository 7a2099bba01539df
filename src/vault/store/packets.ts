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

/** A key that two people have entered and nobody revoked, with the codes of the bodies. */
export type RecipientKey = {
  readonly recipientId: string;
  readonly publicKey: Buffer;
  readonly from: string;
  readonly to: string;
};

/** Finds one among those that these bodies keep; null when there is none to be sealed to. */
export const recipientKey = async (
  database: Database,
  keyId: string,
  bodies: readonly string[],
): Promise<RecipientKey | null> => {
  const found = await sql<RecipientKey>`
    select k.recipient_id as "recipientId", k.public_key as "publicKey", f.code as "from", t.code as "to"
    from assistance.recipient_key k join directory.organisation f on f.id = k.organisation_id
    join directory.organisation t on t.id = k.recipient_id
    where k.id = ${keyId}::uuid and k.organisation_id = any (${bodies}::uuid[])
      and k.confirmed_at is not null and k.revoked_at is null`.execute(database);
  return found.rows[0] ?? null;
};
