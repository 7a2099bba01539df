import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { binding, deriveKey, openBytes, sealBytes } from './aead.ts';
import { open, privateKeyFrom, seal } from './hpke-native.ts';

/*
 * What a conversation without a name rests on: a seed of 32 bytes. It stands sealed under the key that a code becomes; from it
 * come the key pair for letters (`letter.ts`) and the key with which who holds the code signs what she writes.
 */

const seedContext = (conversationId: string): string => binding('receipt-seed', 'v1', conversationId);

/** Seals the seed of a conversation under the key a code became. */
export const wrapSeed = (kek: Uint8Array, seed: Uint8Array, conversationId: string): Buffer =>
  sealBytes(kek, seed, seedContext(conversationId));

/** Opens it; null when the key, the conversation or any bit differs. */
export const unwrapSeed = (kek: Uint8Array, wrapped: Uint8Array, conversationId: string): Buffer | null => {
  try {
    return openBytes(kek, wrapped, seedContext(conversationId));
  } catch {
    return null;
  }
};

const pendingBinding = (conversationId: string) => ({
  info: Buffer.from(binding('pending-receipt', 'v1', conversationId)),
  aad: Buffer.alloc(0),
});

const stretchedLength = 64;
const encapsulationLength = 32;

/** What a code was stretched to, and the seed, for a vault that is away: sealed to its public key. */
export const sealReceipt = (
  vaultKey: Uint8Array,
  it: { readonly stretched: Uint8Array; readonly seed: Uint8Array },
  conversationId: string,
): Buffer => {
  const { encapsulation, ciphertext } = seal(
    vaultKey,
    Buffer.concat([it.stretched, it.seed]),
    pendingBinding(conversationId),
  );
  return Buffer.concat([encapsulation, ciphertext]);
};

/** Opens it with a raw private key of the vault; null when it is for another key or another conversation. */
export const openReceipt = (
  privateKey: Uint8Array,
  pending: Uint8Array,
  conversationId: string,
): { readonly stretched: Buffer; readonly seed: Buffer } | null => {
  const bytes = Buffer.from(pending);
  const message = {
    encapsulation: bytes.subarray(0, encapsulationLength),
    ciphertext: bytes.subarray(encapsulationLength),
  };
  try {
    const plain = open(privateKeyFrom(privateKey), message, pendingBinding(conversationId));
    return { stretched: plain.subarray(0, stretchedLength), seed: plain.subarray(stretchedLength) };
  } catch {
    return null;
  }
};

const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');

const signingKey = (seed: Uint8Array): KeyObject => {
  const raw = deriveKey(seed, binding('receipt-sign', 'v1'));
  return createPrivateKey({ key: Buffer.concat([privatePrefix, raw]), format: 'der', type: 'pkcs8' });
};

/** The raw public key (Ed25519) that what comes from a seed is verified with. */
export const signKeyOfSeed = (seed: Uint8Array): Buffer =>
  createPublicKey(signingKey(seed)).export({ format: 'der', type: 'spki' }).subarray(-32);

/** Which message of which conversation was signed: a signature says nothing of any other. */
export type SignedPlace = { readonly conversationId: string; readonly sequence: number };

const signed = ({ conversationId, sequence }: SignedPlace, text: string): Buffer =>
  Buffer.from(`${binding('receipt-message', 'v1', conversationId, String(sequence))}|${text}`);

/** Signs a message as only who holds the code can. */
export const signMessage = (seed: Uint8Array, place: SignedPlace, text: string): string =>
  sign(null, signed(place, text), signingKey(seed)).toString('base64');

/** Whether who holds the code wrote this message, in this place. */
export const isSignedMessage = (
  signKey: Uint8Array,
  it: SignedPlace & { readonly text: string },
  signature: string,
): boolean => {
  const key = createPublicKey({ key: Buffer.concat([publicPrefix, signKey]), format: 'der', type: 'spki' });
  return verify(null, signed(it, it.text), key, Buffer.from(signature, 'base64'));
};
