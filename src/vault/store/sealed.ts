import { sql } from 'kysely';
import { asProgram, type Database, type Transaction } from '../../platform/database/index.ts';
import { type Basis, type Compartment, vaultOrganisationId } from '../../platform/sealing/wraps.ts';

/** A public key to publish. */
export type PublicKeyRow = { readonly organisationId: string; readonly keyId: string; readonly publicKey: Buffer };

/** Publishes a key as the one to seal to, in the caller's transaction; older ones of the organisation from now on only open. */
export const publishIn = async (tx: Transaction, { organisationId, keyId, publicKey }: PublicKeyRow): Promise<void> => {
  await sql`
    update identity.organisation_key set state = 'decrypt-only', retired_at = now()
    where organisation_id = ${organisationId} and key_id <> ${keyId} and state = 'active'`.execute(tx);
  await sql`
    insert into identity.organisation_key (key_id, organisation_id, public_key) values (${keyId}, ${organisationId}, ${publicKey})
    on conflict (key_id) do nothing`.execute(tx);
};

/** Publishes a key as the one to seal to. */
export const publishKey = (database: Database, key: PublicKeyRow): Promise<void> =>
  asProgram(database, (tx) => publishIn(tx, key));

/** The key that an organisation's matter is sealed to at present; null when it has none. */
export const activeKeyId = async (database: Database, organisationId: string): Promise<string | null> => {
  const found = await sql<{ id: string }>`
    select key_id as id from identity.organisation_key
    where organisation_id = ${organisationId} and state = 'active'`.execute(database);
  return found.rows[0]?.id ?? null;
};

/** Which of these keys matter still stands under. */
export const keysInUse = async (database: Database, keyIds: readonly string[]): Promise<readonly string[]> => {
  if (keyIds.length === 0) return [];
  const found = await sql<{ id: string }>`
    select k.key_id as id from identity.organisation_key k where k.key_id = any (${keyIds}::uuid[])
      and exists (select 1 from identity.envelope e where e.key_id = k.key_id)`.execute(database);
  return found.rows.map(({ id }) => id);
};

/** Marks a key as gone that was lost with the vault's folder. */
export const markLost = async (tx: Transaction, keyId: string): Promise<void> => {
  await sql`update identity.organisation_key set state = 'destroyed', retired_at = now() where key_id = ${keyId}`.execute(
    tx,
  );
};

/** The ids of all keys of an organisation that were ever published. */
export const publishedKeyIds = async (database: Database, organisationId: string): Promise<readonly string[]> => {
  const found = await sql<{ id: string }>`
    select key_id as id from identity.organisation_key where organisation_id = ${organisationId}`.execute(database);
  return found.rows.map(({ id }) => id);
};

/** The keys this database was last sealed to, for comparing with the folder. */
export const publishedKeys = async (database: Database): Promise<readonly PublicKeyRow[]> => {
  const found = await sql<PublicKeyRow>`
    select organisation_id as "organisationId", key_id as "keyId", public_key as "publicKey"
    from identity.organisation_key where state = 'active'`.execute(database);
  return found.rows;
};

/** A data key as one envelope holds it. */
export type HeldKey = {
  readonly dataKeyId: string;
  readonly compartment: Compartment;
  readonly eraseKeyId: string;
  readonly wrapped: Buffer;
  readonly envelopeId: string;
  readonly organisationId: string;
  readonly keyId: string;
  readonly encapsulation: Buffer;
  readonly ciphertext: Buffer;
  readonly basisKind: Basis['kind'];
  readonly basisCode: string;
};

const lasting: readonly Basis['kind'][] = ['consent', 'law', 'recipient'];

/** The data keys of a subject that hang under a living envelope of one of these organisations; once for each envelope, the newest first. */
export const heldKeys = async (
  database: Database,
  wanted: {
    readonly subjectId: string;
    readonly compartments: readonly Compartment[];
    readonly organisationIds: readonly string[];
    /** Only what is held on a basis of these kinds; unless told, any that lasts: an emergency is asked for by name. */
    readonly heldBy?: readonly Basis['kind'][];
  },
): Promise<readonly HeldKey[]> => {
  const found = await sql<HeldKey>`
    select k.id as "dataKeyId", k.compartment, k.erase_key_id as "eraseKeyId", w.wrapped,
      e.id as "envelopeId", e.organisation_id as "organisationId", e.key_id as "keyId", e.encapsulation, e.ciphertext,
      e.basis_kind as "basisKind", e.basis_code as "basisCode"
    from identity.data_key k
    join identity.data_key_wrap w on w.data_key_id = k.id
    join identity.envelope e on e.id = w.envelope_id and e.withdrawn_at is null
    where k.subject_id = ${wanted.subjectId} and k.compartment = any (${wanted.compartments}::text[])
      and e.organisation_id = any (${wanted.organisationIds}::uuid[])
      and e.basis_kind = any (${wanted.heldBy ?? lasting}::text[])
    order by k.id, e.created_at desc`.execute(database);
  return found.rows;
};

export type StoredField = { readonly dataKeyId: string; readonly field: string; readonly blob: Buffer };

/** The newest row of each field under these data keys. */
export const sealedFields = async (
  database: Database,
  dataKeyIds: readonly string[],
): Promise<readonly StoredField[]> => {
  const found = await sql<StoredField>`
    select distinct on (compartment, field) data_key_id as "dataKeyId", field, blob from identity.sealed_field
    where data_key_id = any (${dataKeyIds}::uuid[]) order by compartment, field, created_at desc, id desc`.execute(
    database,
  );
  return found.rows;
};

/** An erase key that still waits in the letter box, with the envelope it came in. */
export type InboxEntry = {
  readonly eraseKeyId: string;
  readonly subjectId: string;
  readonly wrapped: Buffer;
  readonly envelopeId: string;
  readonly keyId: string;
  readonly encapsulation: Buffer;
  readonly ciphertext: Buffer;
  readonly basisKind: Basis['kind'];
  readonly basisCode: string;
};

const inboxColumns = sql`i.id as "eraseKeyId", i.subject_id as "subjectId", i.wrapped, e.id as "envelopeId", e.key_id as "keyId",
  e.encapsulation, e.ciphertext, e.basis_kind as "basisKind", e.basis_code as "basisCode"`;
const inbox = sql`identity.erase_key_inbox i join identity.envelope e on e.id = i.envelope_id and e.organisation_id = ${vaultOrganisationId}`;

/** The letter box's entries for these erase keys. */
export const inboxEntries = async (
  database: Database,
  eraseKeyIds: readonly string[],
): Promise<readonly InboxEntry[]> => {
  const found = await sql<InboxEntry>`
    select ${inboxColumns} from ${inbox} where i.id = any (${eraseKeyIds}::uuid[])`.execute(database);
  return found.rows;
};

/** Up to `limit` entries beyond `after`, in the order of their ids, so that one that does not open stops no other. */
export const inboxBatch = async (database: Database, after: string, limit: number): Promise<readonly InboxEntry[]> => {
  const found = await sql<InboxEntry>`
    select ${inboxColumns} from ${inbox} where i.id > ${after}::uuid order by i.id limit ${limit}`.execute(database);
  return found.rows;
};

/** Removes entries whose keys are safely in the vault, and envelopes that carry nothing any more. */
export const emptyInbox = (database: Database, entries: readonly InboxEntry[]): Promise<void> =>
  asProgram(database, async (tx) => {
    const ids = entries.map(({ eraseKeyId }) => eraseKeyId);
    const envelopes = [...new Set(entries.map(({ envelopeId }) => envelopeId))];
    await sql`delete from identity.erase_key_inbox where id = any (${ids}::uuid[])`.execute(tx);
    await sql`
      delete from identity.envelope e where e.id = any (${envelopes}::uuid[]) and e.organisation_id = ${vaultOrganisationId}
        and not exists (select 1 from identity.erase_key_inbox i where i.envelope_id = e.id)`.execute(tx);
  });
