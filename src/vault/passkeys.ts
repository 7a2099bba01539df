import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { newId } from '../platform/ids.ts';
import { refuse } from '../platform/outcome.ts';
import type { VaultOutcome, VaultRequest, WebAuthnOptions } from '../platform/vault-client/contract.ts';
import { admit, recordSignIn } from './sign-in.ts';
import { type Credential, type NewCredential, passkeyByHandle, useCredential } from './store/credentials.ts';
import { personById, type Person } from './store/people.ts';
import { today, type Vault } from './vault.ts';

type Challenge = { readonly challenge: string; readonly login: string | null };

const timeout = 5 * 60 * 1000;
/** Ed25519, ECDSA on P-256, RSA (COSE numbers): what today's authenticators offer. */
const algorithms = [-8, -7, -257];

/**
 * Begins a sign-in by passkey. The answer is the same for every name, known or not: the authenticator itself knows
 * which passkey is for this site (they are made discoverable), so there is no list to give away.
 */
export const passkeyBegin = async (
  vault: Vault,
  { login }: VaultRequest<'passkeyBegin'>,
): Promise<VaultOutcome<'passkeyBegin'>> => {
  const options = await generateAuthenticationOptions({
    rpID: vault.site.hostName,
    userVerification: 'required',
    timeout,
  });
  const content: Challenge = { challenge: options.challenge, login: login?.trim().toLowerCase() || null };
  return { attempt: vault.attempts.begin('passkey', content), options: options as unknown as WebAuthnOptions };
};

/** The signature counter after a good answer; null when the answer is not good. */
const verifiedCounter = async (
  vault: Vault,
  begun: Challenge,
  passkey: Credential,
  response: AuthenticationResponseJSON,
): Promise<number | null> => {
  try {
    const verified = await verifyAuthenticationResponse({
      response,
      expectedChallenge: begun.challenge,
      expectedOrigin: vault.site.origin,
      expectedRPID: vault.site.hostName,
      requireUserVerification: true,
      credential: {
        id: passkey.handle ?? '',
        publicKey: new Uint8Array(passkey.publicPart ?? Buffer.alloc(0)),
        counter: passkey.counter,
      },
    });
    return verified.verified ? verified.authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
};

const isHers = (person: Person, begun: Challenge, response: AuthenticationResponseJSON): boolean => {
  const handle = response.response?.userHandle;
  const handleFits = handle === undefined || Buffer.from(handle, 'base64url').toString('utf8') === person.staffId;
  return handleFits && person.state === 'active' && (begun.login === null || begun.login === person.login);
};

/**
 * Ends a sign-in by passkey: the challenge is ours, unused and not older than five minutes, the signature is good, the
 * person was verified by the authenticator, the counter did not fall back (a copied key). Refusal: `not-recognised`.
 */
export const passkeyFinish = async (
  vault: Vault,
  request: VaultRequest<'passkeyFinish'>,
): Promise<VaultOutcome<'passkeyFinish'>> => {
  const begun = vault.attempts.take<Challenge>('passkey', request.attempt);
  const passkey = begun ? await passkeyByHandle(vault.database, request.response.id) : null;
  const person = passkey ? await personById(vault.database, passkey.staffId, today(vault)) : null;
  if (!begun || !passkey || !person) return refuse('not-recognised');
  const response = request.response as unknown as AuthenticationResponseJSON;
  const counter = isHers(person, begun, response) ? await verifiedCounter(vault, begun, passkey, response) : null;
  if (counter === null || !(await useCredential(vault.database, passkey.id, counter))) {
    await recordSignIn(vault, person, 'directory.sign-in-refused', { method: 'passkey', reason: 'not-recognised' });
    return refuse('not-recognised');
  }
  return admit(vault, person, request.sessionHash, 'passkey');
};

/** What the browser needs to make a new passkey: discoverable, with the person verified (fingerprint, face or PIN). */
export const registrationOptions = async (
  vault: Vault,
  person: Person,
): Promise<{ challenge: string; options: WebAuthnOptions }> => {
  const options = await generateRegistrationOptions({
    rpName: vault.site.name,
    rpID: vault.site.hostName,
    userName: person.login,
    userDisplayName: person.displayName,
    userID: new TextEncoder().encode(person.staffId),
    timeout,
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { challenge: options.challenge, options: options as unknown as WebAuthnOptions };
};

/** The credential that a registration's answer proves; null when it is not good. */
export const registeredPasskey = async (
  vault: Vault,
  challenge: string,
  response: unknown,
): Promise<NewCredential | null> => {
  try {
    const verified = await verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: vault.site.origin,
      expectedRPID: vault.site.hostName,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    if (!verified.verified) return null;
    const { id, publicKey, counter, transports } = verified.registrationInfo.credential;
    const publicPart = Buffer.from(publicKey);
    return {
      id: newId(),
      kind: 'passkey',
      handle: id,
      publicPart,
      secretPart: null,
      transports: transports ?? [],
      counter,
    };
  } catch {
    return null;
  }
};
