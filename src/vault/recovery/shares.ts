import { createHash } from 'node:crypto';
import { combine, split } from 'shamir-secret-sharing';
import { privateKeyFrom, rawPublicKey } from '../../platform/sealing/hpke-native.ts';

/*
 * The recovery key is an X25519 pair whose private half exists only as three shares on paper, any two of which give it back
 * (Shamir). A share is written in letters that nobody confuses, with the name of its key and a checksum, so that a slip of the
 * pen shows at once and shares of different keys are not joined.
 */

/** How many shares there are, and how many are needed. */
export const shareCount = 3;
export const sharesNeeded = 2;

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const keyIdLength = 4;
const sumLength = 4;

/** The short name of a recovery key, for comparing sheets with backups: eight hexadecimal digits. */
export const recoveryKeyId = (publicKey: Uint8Array): string =>
  createHash('sha256')
    .update('ariane|recovery-key|v1')
    .update(publicKey)
    .digest('hex')
    .slice(0, keyIdLength * 2);

const sumOf = (body: Uint8Array): Buffer =>
  createHash('sha256').update('ariane|share|v1').update(body).digest().subarray(0, sumLength);

const toLetters = (bytes: Uint8Array): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => letters[Number.parseInt(five.padEnd(5, '0'), 2)] ?? '').join('');
};

/** Null where the bits that fill up the last letter say something: another last letter would read the same. */
const fromLetters = (text: string): Buffer | null => {
  const bits = [...text].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  if (/1/.test(bits.slice(bits.length - (bits.length % 8)))) return null;
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
};

const inGroups = (text: string): string => (text.match(/.{1,4}/g) ?? []).join('-');

/** A share as somebody holds it: which key it belongs to, and its own bytes. */
export type Share = { readonly keyId: string; readonly bytes: Buffer };

const writeShare = (keyId: string, bytes: Uint8Array): string => {
  const body = Buffer.concat([Buffer.from(keyId, 'hex'), bytes]);
  return inGroups(toLetters(Buffer.concat([body, sumOf(body)])));
};

/** Reads a share as typed or scanned: spaces, dashes and small letters do not matter, O is 0, I and L are 1. Null when it has a slip. */
export const readShare = (typed: string): Share | null => {
  const clean = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (!/^[0-9A-HJKMNP-TV-Z]+$/.test(clean)) return null;
  const all = fromLetters(clean);
  if (!all) return null;
  const [body, sum] = [all.subarray(0, -sumLength), all.subarray(-sumLength)];
  if (body.length !== keyIdLength + 33 || !sumOf(body).equals(sum)) return null;
  return { keyId: body.subarray(0, keyIdLength).toString('hex'), bytes: body.subarray(keyIdLength) };
};

/** Splits a recovery key's private half into three written shares. */
export const writeShares = async (privateKey: Uint8Array): Promise<readonly string[]> => {
  const keyId = recoveryKeyId(rawPublicKey(privateKeyFrom(privateKey)));
  const shares = await split(new Uint8Array(privateKey), shareCount, sharesNeeded);
  return shares.map((bytes) => writeShare(keyId, bytes));
};

/** What joining shares came to: the private half, or why not. */
export type Joined =
  | { readonly privateKey: Buffer; readonly keyId: string }
  | { readonly fault: 'too-few' | 'different-keys' | 'do-not-fit' };

/** Joins two or three shares. Checks that the key they give is the one they name. */
export const joinShares = async (shares: readonly Share[]): Promise<Joined> => {
  const different = [...new Map(shares.map((share) => [share.bytes.toString('hex'), share])).values()];
  const [first] = different;
  if (!first || different.length < sharesNeeded) return { fault: 'too-few' };
  if (different.some(({ keyId }) => keyId !== first.keyId)) return { fault: 'different-keys' };
  try {
    const privateKey = Buffer.from(await combine(different.map(({ bytes }) => new Uint8Array(bytes))));
    const keyId = recoveryKeyId(rawPublicKey(privateKeyFrom(privateKey)));
    return keyId === first.keyId ? { privateKey, keyId } : { fault: 'do-not-fit' };
  } catch {
    return { fault: 'do-not-fit' };
  }
};
