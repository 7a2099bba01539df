import { binding } from './aead.ts';
import { derivePrivateKey, open, rawPublicKey, seal } from './hpke-native.ts';
import { pad, unpad } from './padding.ts';

/** Where a letter belongs: in another place, or turned into one of another direction or kind, it no longer opens. */
export type LetterBinding = { readonly boxId: string; readonly letterId: string; readonly kind: string };

const boundTo = ({ boxId, letterId, kind }: LetterBinding) => ({
  info: Buffer.from(binding('letter', 'v1', boxId)),
  aad: Buffer.from(binding('letter', letterId, kind)),
});

const encapsulationLength = 32;

/** The public key (X25519, 32 bytes) that belongs to 32 bytes of seed: only who can make the seed again opens (RFC 9180 §7.1.3). */
export const publicKeyOfSeed = (seed: Uint8Array): Buffer => rawPublicKey(derivePrivateKey(seed));

/** Seals bytes to a public key, filled up to a size class: the encapsulated key, then the ciphertext. */
export const sealLetter = (publicKey: Uint8Array, bytes: Uint8Array, bound: LetterBinding): Buffer => {
  const { encapsulation, ciphertext } = seal(publicKey, pad(bytes), boundTo(bound));
  return Buffer.concat([encapsulation, ciphertext]);
};

/** Opens a letter with the seed. Throws when seed, binding or any bit differs. */
export const openLetter = (seed: Uint8Array, sealed: Uint8Array, bound: LetterBinding): Buffer => {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const message = {
    encapsulation: bytes.subarray(0, encapsulationLength),
    ciphertext: bytes.subarray(encapsulationLength),
  };
  return unpad(open(derivePrivateKey(seed), message, boundTo(bound)));
};
