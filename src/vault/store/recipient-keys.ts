import { sql } from 'kysely';
import type { Database } from '../../platform/database/index.ts';
import type { Answer, KeyProposal, Seal } from '../two-seals.ts';

/** A key of a body outside as the database tells it: nothing of it is believed before its seals were looked at. */
export type ToldKey = {
  readonly id: string;
  readonly recipientId: string;
  readonly publicKey: Buffer;
  readonly from: string;
  readonly to: string;
  /** Null: entered before such rows were sealed, and void. */
  readonly proposal: (KeyProposal & Seal) | null;
  /** Does the row say that somebody confirmed it? */
  readonly isConfirmed: boolean;
  readonly confirmed: (Answer<KeyProposal> & Seal) | null;
};

const moment = (column: 'entered_at' | 'confirmed_at') =>
  sql`to_char(${sql.ref(`k.${column}`)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const proposalOf = sql`json_build_object('kind', 'recipient-key', 'id', k.id, 'recipientId', k.recipient_id,
  'publicKey', encode(k.public_key, 'hex'), 'nonce', k.entered_nonce, 'seal', k.entered_seal,
  'by', json_build_object('staffId', k.entered_by, 'organisationId', k.organisation_id, 'at', ${moment('entered_at')}))`;

const answerOf = sql`json_build_object('proposal', ${proposalOf}, 'answer', 'approved', 'nonce', k.confirmed_nonce, 'seal', k.confirmed_seal,
  'by', json_build_object('staffId', k.confirmed_by, 'organisationId', k.organisation_id, 'at', ${moment('confirmed_at')}))`;

/** Keys of bodies outside that these bodies keep and nobody revoked; of one of them alone where it is named. */
export const toldKeys = async (
  database: Database,
  bodies: readonly string[],
  keyId: string | null = null,
): Promise<readonly ToldKey[]> => {
  const found = await sql<ToldKey>`
    select k.id, k.recipient_id as "recipientId", k.public_key as "publicKey", f.code as "from", t.code as "to", k.confirmed_at is not null as "isConfirmed",
      case when k.entered_seal is not null then ${proposalOf} end as proposal,
      case when k.entered_seal is not null and k.confirmed_seal is not null and k.confirmed_at is not null then ${answerOf} end as confirmed
    from assistance.recipient_key k join directory.organisation f on f.id = k.organisation_id
    join directory.organisation t on t.id = k.recipient_id
    where k.organisation_id = any (${[...bodies]}::uuid[]) and k.revoked_at is null
      and (${keyId}::uuid is null or k.id = ${keyId}::uuid)`.execute(database);
  return found.rows;
};

/** Keys that were revoked. */
export const revokedKeys = async (database: Database): Promise<readonly string[]> => {
  const found = await sql<{ id: string }>`
    select id from assistance.recipient_key where revoked_at is not null`.execute(database);
  return found.rows.map(({ id }) => id);
};
