import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { SealedState } from '../rules/index.ts';

/** The public key of a body outside; used once a second person has confirmed it. */
export type RecipientKey = {
  readonly id: Uuid;
  readonly recipientId: Uuid;
  readonly publicKey: Buffer;
  readonly enteredBy: Uuid;
  readonly enteredName: string | null;
  readonly enteredAt: Instant;
  readonly confirmedName: string | null;
  readonly confirmedAt: Instant | null;
  readonly revokedName: string | null;
  readonly revokedAt: Instant | null;
  readonly version: number;
};

/** The keys that the viewer's body keeps, those in use first. */
export const recipientKeys = async (tx: Transaction): Promise<readonly RecipientKey[]> => {
  const found = await sql<RecipientKey>`select k.id, k.recipient_id as "recipientId", k.public_key as "publicKey",
      k.entered_by as "enteredBy", e.display_name as "enteredName", k.entered_at as "enteredAt", c.display_name as "confirmedName",
      k.confirmed_at as "confirmedAt", r.display_name as "revokedName", k.revoked_at as "revokedAt", k.version
    from assistance.recipient_key k left join directory.staff_published e on e.id = k.entered_by
    left join directory.staff_published c on c.id = k.confirmed_by left join directory.staff_published r on r.id = k.revoked_by
    order by (k.revoked_at is not null), k.entered_at desc limit 100`.execute(tx);
  return found.rows;
};

/** What the vault gave for this very act; no key is used without it. */
type KeySeal = { readonly nonce: string; readonly seal: string };

type NewKey = KeySeal & {
  readonly id: Uuid;
  readonly organisationId: Uuid;
  readonly recipientId: Uuid;
  readonly publicKey: Buffer;
  readonly by: Uuid;
  readonly at: Instant;
};

/** Enters a key; false while another one of this body is in use. */
export const insertRecipientKey = async (tx: Transaction, it: NewKey): Promise<boolean> => {
  const result = await tx
    .insertInto('assistance.recipient_key')
    .values({
      ...{ id: it.id, organisation_id: it.organisationId, recipient_id: it.recipientId, public_key: it.publicKey },
      ...{ entered_by: it.by, entered_at: it.at, entered_nonce: it.nonce, entered_seal: it.seal },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

/** Confirms or revokes a key if nobody changed it meanwhile; tells whether it was so. */
export const changeRecipientKey = async (
  tx: Transaction,
  seen: RecipientKey,
  it: { readonly by: Uuid; readonly at: Instant } & (
    | ({ readonly what: 'confirmed' } & KeySeal)
    | { readonly what: 'revoked' }
  ),
): Promise<boolean> => {
  const change =
    it.what === 'confirmed'
      ? { confirmed_by: it.by, confirmed_at: it.at, confirmed_nonce: it.nonce, confirmed_seal: it.seal }
      : { revoked_by: it.by, revoked_at: it.at };
  const result = await tx
    .updateTable('assistance.recipient_key')
    .set({ ...change, version: seen.version + 1 })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** A packet that was handed on, as far as one may read here. */
export type SealedPacket = {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly personId: Uuid;
  readonly organisationId: Uuid;
  readonly recipientId: Uuid;
  readonly recipientKeyId: Uuid;
  readonly reference: string;
  readonly facts: readonly string[];
  readonly compartments: readonly string[];
  readonly consentId: Uuid;
  readonly packet: Buffer | null;
  readonly state: SealedState;
  readonly madeAt: Instant;
  readonly expiresOn: PlainDate;
  readonly receivedOn: PlainDate | null;
  readonly outcome: string | null;
  readonly endedOn: PlainDate | null;
  readonly version: number;
};

const columns = sql`p.id, p.case_id as "caseId", p.person_id as "personId", p.organisation_id as "organisationId",
  p.recipient_id as "recipientId", p.recipient_key_id as "recipientKeyId", p.reference, p.facts, p.compartments,
  p.consent_id as "consentId", p.packet, p.state, p.made_at as "madeAt", p.expires_on as "expiresOn",
  p.received_on as "receivedOn", p.outcome, p.ended_on as "endedOn", p.version`;

/** One packet, or null. */
export const findSealedPacket = async (tx: Transaction, id: Uuid): Promise<SealedPacket | null> => {
  const found =
    await sql<SealedPacket>`select ${columns} from assistance.sealed_packet p where p.id = ${id}::uuid`.execute(tx);
  return found.rows[0] ?? null;
};

/** Those of a case, the newest first. */
export const sealedPacketsOf = async (tx: Transaction, caseId: Uuid): Promise<readonly SealedPacket[]> => {
  const found =
    await sql<SealedPacket>`select ${columns} from assistance.sealed_packet p where p.case_id = ${caseId}::uuid
    order by p.made_at desc, p.id limit 50`.execute(tx);
  return found.rows;
};

export type NewSealedPacket = Omit<
  SealedPacket,
  'state' | 'receivedOn' | 'outcome' | 'endedOn' | 'version' | 'packet'
> & {
  readonly packet: Buffer;
  readonly madeBy: Uuid;
};

/** Stores a packet as it was made. */
export const insertSealedPacket = async (tx: Transaction, it: NewSealedPacket): Promise<void> => {
  await tx
    .insertInto('assistance.sealed_packet')
    .values({
      ...{ id: it.id, case_id: it.caseId, person_id: it.personId, organisation_id: it.organisationId },
      ...{ recipient_id: it.recipientId, recipient_key_id: it.recipientKeyId, reference: it.reference },
      ...{ facts: [...it.facts], compartments: [...it.compartments], consent_id: it.consentId, packet: it.packet },
      ...{ made_by: it.madeBy, made_at: it.madeAt, expires_on: it.expiresOn },
    })
    .execute();
};

/** Writes down what the body outside let know, if nobody changed it meanwhile; tells whether it was so. */
export const tellSealedPacket = async (
  tx: Transaction,
  seen: SealedPacket,
  it: { readonly state: SealedState; readonly on: PlainDate; readonly outcome: string | null },
): Promise<boolean> => {
  const isEnd = it.state === 'refused' || it.state === 'done';
  const result = await tx
    .updateTable('assistance.sealed_packet')
    .set({
      ...{ state: it.state, received_on: seen.receivedOn ?? it.on, outcome: it.outcome, version: seen.version + 1 },
      ended_on: isEnd ? it.on : null,
    })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};
