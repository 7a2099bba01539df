import { sql } from 'kysely';
import type { Instant } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database/index.ts';
import type { KeyInUse } from '../../platform/vault-client/key-answers.ts';
import type { Basis } from '../../platform/sealing/wraps.ts';

/** The exchange of an organisation's key, as far as it has come. */
export type Rotation = {
  readonly id: string;
  readonly organisationId: string;
  readonly newKeyId: string;
  readonly state: 'running' | 'cancelled' | 'finished';
  readonly total: number;
  readonly done: number;
  readonly damaged: number;
  readonly reached: string | null;
};

const columns = sql`id, organisation_id as "organisationId", new_key_id as "newKeyId", state, total, done, damaged, reached`;

/** The exchange that runs for this organisation; without one named, those of all, the oldest first. Locked until the transaction ends. */
export const runningRotations = async (
  tx: Transaction,
  organisationId: string | null,
): Promise<readonly Rotation[]> => {
  const found = await sql<Rotation>`
    select ${columns} from identity.key_rotation
    where state = 'running' and (${organisationId}::uuid is null or organisation_id = ${organisationId}::uuid)
    order by started_at, id for update`.execute(tx);
  return found.rows;
};

/** The newest exchange of each organisation. */
export const newestRotations = async (database: Database): Promise<readonly Rotation[]> => {
  const found = await sql<Rotation>`
    select distinct on (organisation_id) ${columns} from identity.key_rotation order by organisation_id, started_at desc, id desc`.execute(
    database,
  );
  return found.rows;
};

/** How many envelopes of an organisation stand under another key than this. */
export const envelopesUnderOthers = async (
  tx: Transaction,
  { organisationId, newKeyId }: Pick<Rotation, 'organisationId' | 'newKeyId'>,
): Promise<number> => {
  const found = await sql<{ left: number }>`
    select count(*)::integer as left from identity.envelope
    where organisation_id = ${organisationId} and key_id <> ${newKeyId}`.execute(tx);
  return found.rows[0]?.left ?? 0;
};

/** Notes that an exchange begins; one that runs for the same organisation ends with it. */
export const beginRotation = async (tx: Transaction, rotation: Rotation, at: Instant): Promise<void> => {
  const { id, organisationId, newKeyId, total } = rotation;
  await endRunning(tx, organisationId, at);
  await sql`
    insert into identity.key_rotation (id, organisation_id, new_key_id, total, started_at)
    values (${id}, ${organisationId}, ${newKeyId}, ${total}, ${at}::timestamptz)`.execute(tx);
};

/** Ends the exchange that runs; false when none does. */
export const endRunning = async (tx: Transaction, organisationId: string, at: Instant): Promise<boolean> => {
  const ended = await sql`
    update identity.key_rotation set state = 'cancelled', ended_at = ${at}::timestamptz
    where organisation_id = ${organisationId} and state = 'running'`.execute(tx);
  return ended.numAffectedRows === 1n;
};

/** How far an exchange has come after one more batch. */
export const noteProgress = async (
  tx: Transaction,
  { id, state, total, done, damaged, reached }: Rotation,
  at: Instant,
): Promise<void> => {
  await sql`
    update identity.key_rotation set state = ${state}, total = ${total}, done = ${done}, damaged = ${damaged}, reached = ${reached}::uuid,
      ended_at = ${state === 'finished' ? at : null}::timestamptz
    where id = ${id}`.execute(tx);
};

/** An envelope that still stands under an old key. */
export type OldEnvelope = {
  readonly envelopeId: string;
  readonly organisationId: string;
  readonly keyId: string;
  readonly encapsulation: Buffer;
  readonly ciphertext: Buffer;
  readonly basisKind: Basis['kind'];
  readonly basisCode: string;
};

/** The next envelopes under old keys beyond what was reached, locked so that none is withdrawn meanwhile. */
export const nextOldEnvelopes = async (
  tx: Transaction,
  { organisationId, newKeyId, reached }: Rotation,
  limit: number,
): Promise<readonly OldEnvelope[]> => {
  const found = await sql<OldEnvelope>`
    select id as "envelopeId", organisation_id as "organisationId", key_id as "keyId", encapsulation, ciphertext,
      basis_kind as "basisKind", basis_code as "basisCode"
    from identity.envelope
    where organisation_id = ${organisationId} and key_id <> ${newKeyId} and (${reached}::uuid is null or id > ${reached}::uuid)
    order by id limit ${limit} for update`.execute(tx);
  return found.rows;
};

/** An envelope wrapped anew. */
export type NewWrapping = Pick<OldEnvelope, 'envelopeId' | 'encapsulation' | 'ciphertext'>;

/** Puts envelopes under the new key. */
export const rewrapEnvelopes = async (
  tx: Transaction,
  newKeyId: string,
  wrapped: readonly NewWrapping[],
): Promise<void> => {
  const [ids, heads, texts] = [
    wrapped.map(({ envelopeId }) => envelopeId),
    wrapped.map(({ encapsulation }) => encapsulation),
    wrapped.map(({ ciphertext }) => ciphertext),
  ];
  await sql`
    update identity.envelope e set key_id = ${newKeyId}, encapsulation = n.encapsulation, ciphertext = n.ciphertext
    from unnest(${ids}::uuid[], ${heads}::bytea[], ${texts}::bytea[]) as n (id, encapsulation, ciphertext)
    where e.id = n.id`.execute(tx);
};

/** Every key of every organisation, with how many envelopes stand under it. */
export const listedKeys = async (database: Database, organisationId: string | null): Promise<readonly KeyInUse[]> => {
  const found = await sql<KeyInUse>`
    select k.organisation_id as "organisationId", coalesce(o.code, 'VAULT') as organisation, k.key_id as "keyId", k.state,
      to_char(k.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt",
      to_char(k.retired_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "retiredAt",
      (select count(*)::integer from identity.envelope e where e.key_id = k.key_id) as envelopes
    from identity.organisation_key k left join directory.organisation o on o.id = k.organisation_id
    where ${organisationId}::uuid is null or k.organisation_id = ${organisationId}::uuid
    order by organisation, k.key_id`.execute(database);
  return found.rows;
};

/** Marks keys as destroyed that were retired before `before` and under which nothing stands. Gives their ids. */
export const markDestroyed = async (
  tx: Transaction,
  organisationId: string,
  before: Instant,
): Promise<readonly string[]> => {
  const marked = await sql<{ keyId: string }>`
    update identity.organisation_key k set state = 'destroyed'
    where organisation_id = ${organisationId} and state = 'decrypt-only' and retired_at < ${before}::timestamptz
      and not exists (select 1 from identity.envelope e where e.key_id = k.key_id)
    returning key_id as "keyId"`.execute(tx);
  return marked.rows.map(({ keyId }) => keyId);
};

/** The keys that the database says are destroyed. */
export const destroyedKeys = async (database: Database) => {
  const found = await sql<{ organisationId: string; keyId: string }>`
    select organisation_id as "organisationId", key_id as "keyId" from identity.organisation_key where state = 'destroyed'`.execute(
    database,
  );
  return found.rows;
};

/** The organisation with this code; the vault's own is `VAULT`. */
export const organisationCalled = async (database: Database, code: string): Promise<string | null> => {
  const found = await sql<{ id: string }>`select id from directory.organisation where code = ${code}`.execute(database);
  return found.rows[0]?.id ?? null;
};
