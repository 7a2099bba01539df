import { binding, deriveKey, openBytes, sealBytes } from './aead.ts';
import { type HpkeBinding, type HpkeMessage, unwrapKey, wrapKey } from './hpke.ts';

/*
 * The layers of keys, each sealed under the one above it:
 *   organisation's key pair (vault) → envelope key (one per report and organisation, HPKE)
 *   → data key (one per subject and compartment) → field.
 * A data key opens only with the envelope key AND the subject's erase key, which the vault alone keeps: destroying
 * the erase key makes the subject unreadable in every old backup too (GDPR art. 17).
 */

/** Kinds of sealed matter; what a role opens is said in these words. */
export const compartments = [
  'identity',
  'contact_safe',
  'testimony',
  'health',
  'legal_residence',
  'investigation',
  'reporter',
  'notes',
  'shelter_address',
] as const;
export type Compartment = (typeof compartments)[number];

/** Why an organisation may open: a consent, an article of law, because the report was addressed to it, or for minutes in an emergency. */
export type Basis = { readonly kind: 'consent' | 'law' | 'recipient' | 'break_glass'; readonly code: string };

/** The vault's own key pair stands in the directory of public keys under this organisation. */
export const vaultOrganisationId = '00000000-0000-0000-0000-000000000000';

/** To whom and why an envelope is made. */
export type EnvelopeBinding = {
  readonly envelopeId: string;
  readonly organisationId: string;
  readonly keyId: string;
  readonly basis: Basis;
};

const envelopeBinding = ({ envelopeId, organisationId, keyId, basis }: EnvelopeBinding): HpkeBinding => ({
  info: Buffer.from(binding('envelope', 'v1', envelopeId, organisationId, keyId)),
  aad: Buffer.from(binding('basis', 'v1', basis.kind, basis.code)),
});

/** Wraps an envelope key to an organisation's public key, bound to envelope, organisation, key and basis. */
export const wrapEnvelopeKey = (
  publicKey: Uint8Array,
  envelopeKey: Uint8Array,
  bound: EnvelopeBinding,
): Promise<HpkeMessage> => wrapKey(publicKey, envelopeKey, envelopeBinding(bound));

/** Opens an envelope with the organisation's private key. Throws when anything it is bound to differs. */
export const unwrapEnvelopeKey = (
  privateKey: Uint8Array,
  message: HpkeMessage,
  bound: EnvelopeBinding,
): Promise<Buffer> => unwrapKey(privateKey, message, envelopeBinding(bound));

/** Which data key a wrap holds; the compartment is bound so that a row moved to another compartment does not open. */
export type DataKeyBinding = {
  readonly envelopeId: string;
  readonly subjectId: string;
  readonly compartment: Compartment;
  readonly dataKeyId: string;
};

/** The two keys that together open a data key. */
export type DataKeyOpeners = { readonly envelopeKey: Uint8Array; readonly eraseKey: Uint8Array };

const dataKeyContext = ({ envelopeId, subjectId, compartment, dataKeyId }: DataKeyBinding): string =>
  binding('data-key', 'v1', envelopeId, subjectId, compartment, dataKeyId);

const dataKeyWrappingKey = ({ envelopeKey, eraseKey }: DataKeyOpeners, context: string): Buffer =>
  deriveKey(Buffer.concat([envelopeKey, eraseKey]), context);

/** Seals a data key under envelope key and erase key together. */
export const wrapDataKey = (openers: DataKeyOpeners, dataKey: Uint8Array, bound: DataKeyBinding): Buffer =>
  sealBytes(dataKeyWrappingKey(openers, dataKeyContext(bound)), dataKey, dataKeyContext(bound));

/** Opens a data key. Throws when a key or anything it is bound to differs. */
export const unwrapDataKey = (openers: DataKeyOpeners, wrapped: Uint8Array, bound: DataKeyBinding): Buffer =>
  openBytes(dataKeyWrappingKey(openers, dataKeyContext(bound)), wrapped, dataKeyContext(bound));

/** Which erase key a row of the vault's inbox holds. */
export type EraseKeyBinding = { readonly envelopeId: string; readonly eraseKeyId: string; readonly subjectId: string };

const eraseKeyContext = ({ envelopeId, eraseKeyId, subjectId }: EraseKeyBinding): string =>
  binding('erase-key', 'v1', envelopeId, eraseKeyId, subjectId);

/** Seals a subject's erase key for the vault's inbox, under the envelope key that was wrapped to the vault. */
export const wrapEraseKey = (envelopeKey: Uint8Array, eraseKey: Uint8Array, bound: EraseKeyBinding): Buffer =>
  sealBytes(envelopeKey, eraseKey, eraseKeyContext(bound));

/** Opens an erase key from the inbox. Throws when key or binding differ. */
export const unwrapEraseKey = (envelopeKey: Uint8Array, wrapped: Uint8Array, bound: EraseKeyBinding): Buffer =>
  openBytes(envelopeKey, wrapped, eraseKeyContext(bound));
