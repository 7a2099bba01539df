import { type RawBuilder, sql } from 'kysely';
import type { Instant, PlainDate } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database/index.ts';
import type { DataKeyRow, DataKeyWrapRow, SealedFieldRow } from '../../platform/sealing/seal.ts';
import type { HeldKey } from './sealed.ts';

/** A consent to be taken back, locked until the transaction ends. */
export type TakenBack = {
  readonly id: string;
  readonly personId: string;
  readonly caseId: string | null;
  readonly reportId: string | null;
  readonly organisations: readonly string[];
  readonly recordedBy: string;
  readonly isGiven: boolean;
  readonly isWithdrawn: boolean;
  readonly audience: readonly string[];
};

/** Finds a consent and keeps others from taking it back at the same moment; null when there is none. */
export const lockConsent = async (tx: Transaction, id: string): Promise<TakenBack | null> => {
  const found = await sql<TakenBack>`
    select id, person_id as "personId", case_id as "caseId", report_id as "reportId", organisations,
      recorded_by_organisation as "recordedBy", answer = 'given' as "isGiven", withdrawn_at is not null as "isWithdrawn", audience
    from identity.consent where id = ${id}`.execute(tx);
  const consent = found.rows[0] ?? null;
  if (consent) await sql`select pg_advisory_xact_lock(hashtextextended(${`identity.consent ${id}`}, 0))`.execute(tx);
  return consent;
};

/** When, by whom and how a consent was taken back. */
export type Withdrawal = {
  readonly at: Instant;
  readonly on: PlainDate;
  readonly by: string | null;
  readonly how: string;
};

/** Marks the consent; places in cases, offers and notices follow by trigger. False when somebody was quicker. */
export const markWithdrawn = async (tx: Transaction, id: string, { at, on, by, how }: Withdrawal): Promise<boolean> => {
  const marked = await sql`
    update identity.consent set withdrawn_at = ${at}::timestamptz, withdrawn_on = ${on}::date, withdrawn_by = ${by}::uuid, withdrawn_how = ${how}
    where id = ${id} and withdrawn_at is null and answer = 'given'`.execute(tx);
  return marked.numAffectedRows === 1n;
};

/** A data key with all envelopes it hangs under. */
export type KeyOfConsent = Pick<DataKeyRow, 'id' | 'subject_id' | 'compartment' | 'epoch'> & {
  readonly holders: readonly HeldKey[];
};

type Row = HeldKey & { readonly subjectId: string; readonly epoch: number };

const keysWhere = async (tx: Transaction, which: RawBuilder<unknown>): Promise<readonly KeyOfConsent[]> => {
  const found = await sql<Row>`
    select k.id as "dataKeyId", k.subject_id as "subjectId", k.compartment, k.epoch, k.erase_key_id as "eraseKeyId", w.wrapped,
      e.id as "envelopeId", e.organisation_id as "organisationId", e.key_id as "keyId", e.encapsulation, e.ciphertext,
      e.basis_kind as "basisKind", e.basis_code as "basisCode"
    from identity.data_key k join identity.data_key_wrap w on w.data_key_id = k.id
    join identity.envelope e on e.id = w.envelope_id and e.withdrawn_at is null
    where ${which}
    order by k.subject_id, k.id, e.created_at`.execute(tx);
  return [...Map.groupBy(found.rows, ({ dataKeyId }) => dataKeyId)].flatMap(([id, holders]) => {
    const [first] = holders;
    return first
      ? [{ id, subject_id: first.subjectId, compartment: first.compartment, epoch: first.epoch, holders }]
      : [];
  });
};

/** The data keys that hang under envelopes of this consent, in the order of their subjects, each with everybody who holds it. */
export const keysOfConsent = (tx: Transaction, consentId: string): Promise<readonly KeyOfConsent[]> =>
  keysWhere(
    tx,
    sql`k.id in (select x.data_key_id from identity.data_key_wrap x join identity.envelope o on o.id = x.envelope_id
      where o.basis_kind = 'consent' and o.basis_code = ${consentId})`,
  );

/** Remembers that what hangs under a data key is to be sealed anew as soon as all who hold it have unlocked. */
export const markWaiting = async (tx: Transaction, dataKeyId: string): Promise<void> => {
  await sql`update identity.data_key set renew_since = now() where id = ${dataKeyId} and renew_since is null`.execute(
    tx,
  );
};

/** What waits no more although it was not sealed anew: it never will open. */
export const dropWaiting = async (tx: Transaction, dataKeyId: string): Promise<void> => {
  await sql`update identity.data_key set renew_since = null where id = ${dataKeyId}`.execute(tx);
};

/** The data keys that wait to be sealed anew, the oldest first. */
export const waitingKeys = async (database: Database): Promise<readonly { id: string; subjectId: string }[]> => {
  const found = await sql<{ id: string; subjectId: string }>`
    select id, subject_id as "subjectId" from identity.data_key where renew_since is not null order by renew_since, id`.execute(
    database,
  );
  return found.rows;
};

/** One of them with everybody who holds it; null when it went meanwhile. */
export const waitingKey = async (tx: Transaction, id: string): Promise<KeyOfConsent | null> =>
  (await keysWhere(tx, sql`k.id = ${id} and k.renew_since is not null`))[0] ?? null;

/** Every sealed text under a data key, with its author and moment. */
export const textsUnder = async (tx: Transaction, dataKeyId: string): Promise<readonly SealedFieldRow[]> => {
  const found = await sql<SealedFieldRow>`
    select id, subject_id, compartment, data_key_id, field, blob, created_at, created_by
    from identity.sealed_field where data_key_id = ${dataKeyId} order by created_at, id`.execute(tx);
  return found.rows;
};

/** Removes a data key with its texts and wraps. */
export const removeKey = async (tx: Transaction, dataKeyId: string): Promise<void> => {
  await sql`delete from identity.sealed_field where data_key_id = ${dataKeyId}`.execute(tx);
  await sql`delete from identity.data_key_wrap where data_key_id = ${dataKeyId}`.execute(tx);
  await sql`delete from identity.data_key where id = ${dataKeyId}`.execute(tx);
};

/** Stores a data key. */
export const addDataKey = async (tx: Transaction, key: DataKeyRow): Promise<void> => {
  await tx.insertInto('identity.data_key').values(key).execute();
};

/** Stores sealed texts. */
export const addTexts = async (tx: Transaction, texts: readonly SealedFieldRow[]): Promise<void> => {
  if (texts.length > 0)
    await tx
      .insertInto('identity.sealed_field')
      .values([...texts])
      .execute();
};

/** Stores a data key with its wraps and texts. */
export const addKey = async (
  tx: Transaction,
  rows: {
    readonly key: DataKeyRow;
    readonly wraps: readonly DataKeyWrapRow[];
    readonly texts: readonly SealedFieldRow[];
  },
): Promise<void> => {
  await addDataKey(tx, rows.key);
  await addTexts(tx, rows.texts);
  await tx
    .insertInto('identity.data_key_wrap')
    .values([...rows.wraps])
    .execute();
};

/** Removes the envelopes of a consent, with what still hangs under them. */
export const removeEnvelopesOf = async (tx: Transaction, consentId: string): Promise<void> => {
  await sql`delete from identity.data_key_wrap w using identity.envelope e
    where e.id = w.envelope_id and e.basis_kind = 'consent' and e.basis_code = ${consentId}`.execute(tx);
  await sql`delete from identity.envelope where basis_kind = 'consent' and basis_code = ${consentId}`.execute(tx);
};

/** How a person who took a consent back herself, on her own page, is noted. */
const byHerself = 'own_page';

/** Consents that persons took back on their own pages: the record says so already, whatever became of the keys. */
export const takenBackByPersons = async (
  tx: Transaction,
): Promise<readonly { readonly id: string; readonly withdrawal: Withdrawal }[]> => {
  const found = await sql<{ id: string; at: Instant; on: PlainDate }>`
    select id, withdrawn_at as at, withdrawn_on as on from identity.consent
    where withdrawn_how = ${byHerself} order by withdrawn_at`.execute(tx);
  return found.rows.map(({ id, at, on }) => ({ id, withdrawal: { at, on, by: null, how: byHerself } }));
};

/** Consents of this list that stand in the database as if they had not been taken back. */
export const standingAgain = async (tx: Transaction, ids: readonly string[]): Promise<readonly string[]> => {
  const found = await sql<{ id: string }>`
    select id from identity.consent where id = any (${ids}::uuid[]) and withdrawn_at is null and answer = 'given'`.execute(
    tx,
  );
  return found.rows.map(({ id }) => id);
};
