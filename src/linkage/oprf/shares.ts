import { ristretto255, ristretto255_oprf } from '@noble/curves/ed25519.js';

/*
 * The key of matching is k = k1 + k2; nobody ever holds k. Each key server multiplies by its own share and proves it (RFC 9497,
 * verifiable mode, ristretto255-SHA512); whoever asked adds the two answers. Arithmetic by @noble/curves.
 */

const { voprf } = ristretto255_oprf;
const { Point } = ristretto255;

/** A share of the key and the public key that its proofs are checked against; 32 bytes each. */
export type KeyShare = { readonly secret: Uint8Array; readonly publicKey: Uint8Array };

/** What a key server answers: every point multiplied by its share, and one proof for all. */
export type Evaluated = { readonly points: readonly Uint8Array[]; readonly proof: Uint8Array };

/** A fresh share. */
export const newShare = (): KeyShare => {
  const { secretKey, publicKey } = voprf.generateKeyPair();
  return { secret: secretKey, publicKey };
};

/** The share of a secret that was kept. Throws when the bytes are no scalar of the group. */
export const shareOf = (secret: Uint8Array): KeyShare => ({
  secret,
  publicKey: Point.BASE.multiply(Point.Fn.fromBytes(secret)).toBytes(),
});

/** True when the bytes are a point of the group other than the neutral one. */
export const isPoint = (bytes: Uint8Array): boolean => {
  try {
    return !Point.fromBytes(bytes).equals(Point.ZERO);
  } catch {
    return false;
  }
};

/** Multiplies blinded points by a share, with a proof. The points must have passed `isPoint`. */
export const evaluate = (share: KeyShare, blinded: readonly Uint8Array[]): Evaluated => {
  const { evaluated, proof } = voprf.blindEvaluateBatch(share.secret, share.publicKey, [...blinded]);
  return { points: evaluated, proof };
};

/** Adds points one by one: the answers of the two servers to one question. */
export const sumOf = (answers: readonly (readonly Uint8Array[])[]): readonly Uint8Array[] => {
  const [first = [], ...others] = answers;
  return first.map((point, at) =>
    others
      .reduce((sum, other) => sum.add(Point.fromBytes(other[at] ?? new Uint8Array())), Point.fromBytes(point))
      .toBytes(),
  );
};
