import { Secret, TOTP } from 'otpauth';
import { toDate, systemClock } from '../platform/clock.ts';
import { binding, openBytes, sealBytes } from '../platform/sealing/aead.ts';

/* Codes of an authenticator app: RFC 6238, 160 bits, six digits, half a minute, one step of tolerance. */

const period = 30;

const totpOf = (secret: Secret, login: string): TOTP =>
  new TOTP({ issuer: 'Ariane', label: login, secret, algorithm: 'SHA1', digits: 6, period });

const contextOf = (credentialId: string): string => binding('totp', 'v1', credentialId);

/** A new secret: its address for the app (QR code) and its letters for typing. */
export type NewOneTimeSecret = { readonly secret: string; readonly uri: string };

/** Makes a secret for an authenticator app. */
export const newOneTimeSecret = (login: string): NewOneTimeSecret => {
  const secret = new Secret({ size: 20 });
  return { secret: secret.base32, uri: totpOf(secret, login).toString() };
};

/** Seals a secret for the database. */
export const sealOneTimeSecret = (secretKey: Uint8Array, secret: string, credentialId: string): Buffer =>
  sealBytes(secretKey, Buffer.from(secret, 'utf8'), contextOf(credentialId));

/** Opens a sealed secret. */
export const openOneTimeSecret = (secretKey: Uint8Array, sealed: Uint8Array, credentialId: string): string =>
  openBytes(secretKey, sealed, contextOf(credentialId)).toString('utf8');

/**
 * The time step a code belongs to, or null when it is wrong. The step is what must rise from use to use: a code that
 * was used, and every older one, is dead.
 */
export const stepOfCode = (secret: string, code: string): number | null => {
  const digits = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return null;
  const milliseconds = toDate(systemClock.now()).getTime();
  const delta = totpOf(Secret.fromBase32(secret), '').validate({ token: digits, timestamp: milliseconds, window: 1 });
  return delta === null ? null : Math.floor(milliseconds / 1000 / period) + delta;
};
