import type { Instant } from '../clock.ts';
import { newId } from '../ids.ts';
import { newKey } from './aead.ts';
import { sealField } from './field.ts';
import type { HpkeMessage } from './hpke.ts';
import {
  type Basis,
  type Compartment,
  vaultOrganisationId,
  wrapDataKey,
  wrapEnvelopeKey,
  wrapEraseKey,
} from './wraps.ts';

/** A person, report or case with the texts to be sealed, by compartment and field. Empty texts are left out by the caller. */
export type SubjectToSeal = {
  readonly subjectId: string;
  readonly compartments: Readonly<Partial<Record<Compartment, Readonly<Record<string, string>>>>>;
};

/** A public key to seal to, as `identity.organisation_key` gives it. */
export type PublicWrappingKey = { readonly keyId: string; readonly publicKey: Uint8Array };

/** An organisation that will be able to open, why, and which compartments. */
export type SealRecipient = PublicWrappingKey & {
  readonly organisationId: string;
  readonly basis: Basis;
  readonly compartments: readonly Compartment[];
};

export type SealRequest = {
  readonly subjects: readonly SubjectToSeal[];
  /**
   * Every body that is to open, each with its basis. What is added later to a subject goes to those who hold the
   * compartment by then, on their own basis: ask `holders` of the identity room (`identity.who_can_open`), or a body
   * that was let in afterwards would read the old text and not the new.
   */
  readonly recipients: readonly SealRecipient[];
  readonly vaultKey: PublicWrappingKey;
  /** Who seals (null: nobody signed in) and when. */
  readonly by: string | null;
  readonly at: Instant;
  /** Counts the sealing of the same compartment anew after a consent was withdrawn; 1 unless told. */
  readonly epoch?: number;
};

/** Rows for the tables of the same names in the schema `identity`, columns as there, in the order in which to insert. */
export type SealedRows = {
  readonly envelopes: readonly EnvelopeRow[];
  readonly dataKeys: readonly DataKeyRow[];
  readonly dataKeyWraps: readonly DataKeyWrapRow[];
  readonly sealedFields: readonly SealedFieldRow[];
  readonly eraseInbox: readonly EraseInboxRow[];
};
export type EnvelopeRow = {
  readonly id: string;
  readonly organisation_id: string;
  readonly key_id: string;
  readonly encapsulation: Buffer;
  readonly ciphertext: Buffer;
  readonly basis_kind: Basis['kind'];
  readonly basis_code: string;
  readonly created_at: Instant;
};
export type DataKeyRow = {
  readonly id: string;
  readonly subject_id: string;
  readonly compartment: Compartment;
  readonly epoch: number;
  readonly erase_key_id: string;
};
export type DataKeyWrapRow = { readonly data_key_id: string; readonly envelope_id: string; readonly wrapped: Buffer };
export type SealedFieldRow = {
  readonly id: string;
  readonly subject_id: string;
  readonly compartment: Compartment;
  readonly data_key_id: string;
  readonly field: string;
  readonly blob: Buffer;
  readonly created_at: Instant;
  readonly created_by: string | null;
};
export type EraseInboxRow = {
  readonly id: string;
  readonly envelope_id: string;
  readonly subject_id: string;
  readonly wrapped: Buffer;
};

type OpenEnvelope = { readonly row: EnvelopeRow; readonly key: Buffer; readonly compartments: readonly Compartment[] };
/** A data key laid open, to be wrapped for a further body; the caller forgets its bytes. */
export type KeyToWrap = {
  readonly row: Pick<DataKeyRow, 'id' | 'subject_id' | 'compartment'>;
  readonly key: Buffer;
  readonly eraseKey: Buffer;
};
type OpenDataKey = KeyToWrap & { readonly row: DataKeyRow; readonly fields: Readonly<Record<string, string>> };

const envelopeRow = (recipient: SealRecipient, id: string, message: HpkeMessage, at: Instant): EnvelopeRow => ({
  id,
  organisation_id: recipient.organisationId,
  key_id: recipient.keyId,
  ...message,
  basis_kind: recipient.basis.kind,
  basis_code: recipient.basis.code,
  created_at: at,
});

const newEnvelope = async (recipient: SealRecipient, at: Instant): Promise<OpenEnvelope> => {
  const [envelopeId, key] = [newId(), newKey()];
  const message = await wrapEnvelopeKey(recipient.publicKey, key, { ...recipient, envelopeId });
  return { row: envelopeRow(recipient, envelopeId, message, at), key, compartments: recipient.compartments };
};

const newDataKeys = (subject: SubjectToSeal, epoch: number): readonly OpenDataKey[] => {
  const [eraseKeyId, eraseKey] = [newId(), newKey()];
  const filled = Object.entries(subject.compartments) as [Compartment, Readonly<Record<string, string>>][];
  return filled
    .filter(([, fields]) => Object.keys(fields).length > 0)
    .map(([compartment, fields]) => ({
      row: { id: newId(), subject_id: subject.subjectId, compartment, epoch, erase_key_id: eraseKeyId },
      key: newKey(),
      eraseKey,
      fields,
    }));
};

const wrapsOf = ({ row, key, eraseKey }: KeyToWrap, envelopes: readonly OpenEnvelope[]): DataKeyWrapRow[] =>
  envelopes
    .filter(({ compartments }) => compartments.includes(row.compartment))
    .map((envelope) => {
      const bound = {
        envelopeId: envelope.row.id,
        subjectId: row.subject_id,
        compartment: row.compartment,
        dataKeyId: row.id,
      };
      const wrapped = wrapDataKey({ envelopeKey: envelope.key, eraseKey }, key, bound);
      return { data_key_id: row.id, envelope_id: envelope.row.id, wrapped };
    });

const fieldsOf = ({ row, key, fields }: OpenDataKey, { at, by }: SealRequest): SealedFieldRow[] =>
  Object.entries(fields).map(([field, text]) => ({
    id: newId(),
    subject_id: row.subject_id,
    compartment: row.compartment,
    data_key_id: row.id,
    field,
    blob: sealField(key, text, { subjectId: row.subject_id, dataKeyId: row.id, field }),
    created_at: at,
    created_by: by,
  }));

const inboxOf = (dataKeys: readonly OpenDataKey[], vault: OpenEnvelope): EraseInboxRow[] => {
  const byEraseKey = new Map(dataKeys.map(({ row, eraseKey }) => [row.erase_key_id, { row, eraseKey }]));
  return [...byEraseKey].map(([eraseKeyId, { row, eraseKey }]) => {
    const bound = { envelopeId: vault.row.id, eraseKeyId, subjectId: row.subject_id };
    return {
      id: eraseKeyId,
      envelope_id: vault.row.id,
      subject_id: row.subject_id,
      wrapped: wrapEraseKey(vault.key, eraseKey, bound),
    };
  });
};

const forgetKeys = (dataKeys: readonly OpenDataKey[], envelopes: readonly OpenEnvelope[]): void => {
  for (const { key, eraseKey } of dataKeys) for (const bytes of [key, eraseKey]) bytes.fill(0);
  for (const { key } of envelopes) key.fill(0);
};

/** One body's envelope with what hangs under it. */
export type WrappedForBody = { readonly envelope: EnvelopeRow; readonly dataKeyWraps: readonly DataKeyWrapRow[] };

/** Wraps existing data keys for one more body, under one new envelope; keys of compartments it does not get are left out. */
export const wrapForBody = async (
  recipient: SealRecipient,
  keys: readonly KeyToWrap[],
  at: Instant,
): Promise<WrappedForBody> => {
  const envelope = await newEnvelope(recipient, at);
  const dataKeyWraps = keys.flatMap((key) => wrapsOf(key, [envelope]));
  envelope.key.fill(0);
  return { envelope: envelope.row, dataKeyWraps };
};

/**
 * Seals texts so that exactly the named organisations can have them opened, each its own compartments. Needs public
 * keys only: no vault has to be awake. Costs one HPKE wrap per recipient and one for the vault, whatever the number of
 * persons. Every subject gets an erase key, left in the vault's inbox. The caller inserts the rows.
 * A compartment that no recipient gets can be opened by nobody: that is a fault of the caller and thrown.
 */
export const sealForBodies = async (request: SealRequest): Promise<SealedRows> => {
  const dataKeys = request.subjects.flatMap((subject) => newDataKeys(subject, request.epoch ?? 1));
  const lost = dataKeys.find(
    ({ row }) => !request.recipients.some((one) => one.compartments.includes(row.compartment)),
  );
  if (lost) throw new Error(`nobody could open the compartment ${lost.row.compartment}`);
  const envelopes = await Promise.all(request.recipients.map((recipient) => newEnvelope(recipient, request.at)));
  const toVault = {
    ...request.vaultKey,
    organisationId: vaultOrganisationId,
    basis: { kind: 'recipient', code: 'vault' },
    compartments: [],
  } as const;
  const vault = await newEnvelope(toVault, request.at);
  const rows = {
    envelopes: [...envelopes, vault].map(({ row }) => row),
    dataKeys: dataKeys.map(({ row }) => row),
    dataKeyWraps: dataKeys.flatMap((dataKey) => wrapsOf(dataKey, envelopes)),
    sealedFields: dataKeys.flatMap((dataKey) => fieldsOf(dataKey, request)),
    eraseInbox: inboxOf(dataKeys, vault),
  };
  forgetKeys(dataKeys, [...envelopes, vault]);
  return rows;
};
