import * as crypto from 'node:crypto';
import { binding, openBytes, sealBytes } from '../platform/sealing/aead.ts';
import { argon2id } from '../platform/sealing/argon2.ts';
import { turnstile } from '../platform/turnstile.ts';

/** Argon2id as OWASP ASVS appendix C asks or more: 64 MiB, three passes, one lane. */
const cost = { memory: 64 * 1024, passes: 3, parallelism: 1, tagLength: 32 } as const;
const formatVersion = 0x01;
const saltLength = 16;
const atOnce = 2;
const mostWaiting = 200;

const hash = (password: string, salt: Uint8Array): Promise<Buffer> =>
  argon2id(Buffer.from(password.normalize('NFC'), 'utf8'), salt, cost);

/** Hashes and checks passwords, two at a time. `busy` when two hundred already wait. */
export type PasswordHasher = {
  readonly hash: (password: string, credentialId: string) => Promise<Buffer | 'busy'>;
  /** Does the same work when there is no credential, so that time tells nobody which names exist. */
  readonly check: (password: string, credential: StoredPassword | null) => Promise<boolean | 'busy'>;
  /** Stretches a passphrase to 32 bytes that nothing stores. */
  readonly derive: (passphrase: string, salt: Uint8Array) => Promise<Buffer | 'busy'>;
};
export type StoredPassword = { readonly id: string; readonly secretPart: Buffer | null };

const contextOf = (credentialId: string): string => binding('password', 'v1', credentialId);

/** A hasher whose results are sealed under the vault's key: a stolen database cannot even be guessed against. */
export const passwordHasher = (secretKey: Uint8Array): PasswordHasher => {
  const inTurn = turnstile(atOnce, mostWaiting);
  const nobody = crypto.randomBytes(saltLength + cost.tagLength);
  const stored = ({ id, secretPart }: StoredPassword): Buffer =>
    secretPart ? openBytes(secretKey, secretPart, contextOf(id)).subarray(1) : nobody;
  return {
    derive: (passphrase, salt) => inTurn(() => hash(passphrase, salt)),
    hash: (password, credentialId) =>
      inTurn(async () => {
        const salt = crypto.randomBytes(saltLength);
        const plain = Buffer.concat([Buffer.from([formatVersion]), salt, await hash(password, salt)]);
        return sealBytes(secretKey, plain, contextOf(credentialId));
      }),
    check: (password, credential) =>
      inTurn(async () => {
        const known = credential ? stored(credential) : nobody;
        const tag = await hash(password, known.subarray(0, saltLength));
        return crypto.timingSafeEqual(tag, known.subarray(saltLength)) && credential !== null;
      }),
  };
};

/** Why a new password is not taken; length is what counts, no rule on kinds of letters (ASVS 6.2.1, 6.2.5). */
export type PasswordRefusal = 'password-too-short' | 'password-too-long' | 'password-too-simple';

/** Judges a new password of at least 15 and at most 256 characters. Null: it is good. */
export const judgePassword = (password: string, login: string): PasswordRefusal | null => {
  const letters = [...password.normalize('NFC')];
  if (letters.length < 15) return 'password-too-short';
  if (letters.length > 256) return 'password-too-long';
  const small = password.toLowerCase();
  const rest = small.replaceAll(login.toLowerCase(), '').replaceAll('ariane', '').replaceAll('password', '');
  return new Set(letters.map((letter) => letter.toLowerCase())).size < 5 || [...rest].length < 8
    ? 'password-too-simple'
    : null;
};
