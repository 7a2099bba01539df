import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { monotonicMilliseconds } from '../platform/clock.ts';
import { isRefusal, refuse } from '../platform/outcome.ts';
import type { SignedContext, VaultOutcome, VaultRequest } from '../platform/vault-client/contract.ts';
import { signForStaff } from './context.ts';
import { openOneTimeSecret, stepOfCode } from './one-time-codes.ts';
import { beginAttempt, type Credential, credentialsOf, forgetAttempts, useCredential } from './store/credentials.ts';
import { record } from './store/journal.ts';
import { personById, personByLogin, type Person } from './store/people.ts';
import { now, today, type Vault } from './vault.ts';

/** Every refusal of a password takes at least this long (milliseconds), whatever was wrong. */
const shortestRefusal = 600;

/** Login names are small letters; a name is looked up as typed without spaces around. */
const cleanLogin = (login: string): string => login.trim().toLowerCase();

const loginHash = (vault: Vault, login: string): Buffer =>
  createHmac('sha256', vault.keys.lookupKey).update(`login|${login}`).digest();

/** Notes in the organisation's chain that somebody came in, or that a proof failed. */
export const recordSignIn = (vault: Vault, person: Person, type: string, data: Record<string, string>): Promise<void> =>
  record(
    vault.database,
    { organisationId: person.organisationId, staffId: person.staffId, now: now(vault) },
    { type, subject: { kind: 'staff', id: person.staffId }, data },
  );

/** True when one of the person's roles opens sealed matter and so demands a passkey. */
export const needsPasskey = (person: Person): boolean => person.roles.some(({ signIn }) => signIn === 'passkey');

/** A proof was good: the sign-in is journalled and the context signed. */
export const admit = async (
  vault: Vault,
  person: Person,
  sessionHash: string,
  method: string,
): Promise<SignedContext> => {
  await recordSignIn(vault, person, 'directory.signed-in', { method });
  return signForStaff(vault, person, sessionHash);
};

const codeIsGood = async (vault: Vault, totp: Credential | undefined, code: string): Promise<boolean> => {
  if (!totp?.secretPart) return false;
  const step = stepOfCode(openOneTimeSecret(vault.keys.secretKey, totp.secretPart, totp.id), code);
  return step !== null && useCredential(vault.database, totp.id, step);
};

type PasswordRequest = VaultRequest<'signInPassword'>;

const judge = async (
  vault: Vault,
  request: PasswordRequest,
  login: string,
): Promise<VaultOutcome<'signInPassword'>> => {
  const person = await personByLogin(vault.database, login, today(vault));
  const credentials = person ? await credentialsOf(vault.database, person.staffId) : [];
  const password = credentials.find(({ kind }) => kind === 'password') ?? null;
  const passwordIsGood = await vault.hasher.check(request.password, password);
  if (passwordIsGood === 'busy') return refuse('busy');
  const isGood =
    passwordIsGood &&
    (await codeIsGood(
      vault,
      credentials.find(({ kind }) => kind === 'totp'),
      request.code,
    ));
  if (!person) return refuse('not-recognised');
  if (!isGood || person.state !== 'active') {
    await recordSignIn(vault, person, 'directory.sign-in-refused', { method: 'password', reason: 'not-recognised' });
    return refuse('not-recognised');
  }
  await forgetAttempts(vault.database, loginHash(vault, login));
  if (needsPasskey(person)) {
    await recordSignIn(vault, person, 'directory.sign-in-refused', { method: 'password', reason: 'passkey-required' });
    return refuse('passkey-required');
  }
  return admit(vault, person, request.sessionHash, 'password');
};

/**
 * Signs in with password and one-time code. Known and unknown names cost the same work and wait the same time.
 * Refusals: `not-recognised` (whatever was wrong), `too-many-attempts` (with `seconds`), `passkey-required` (both
 * proofs were good but a role of the person demands more), `busy`.
 */
export const signInPassword = async (
  vault: Vault,
  request: PasswordRequest,
): Promise<VaultOutcome<'signInPassword'>> => {
  const started = monotonicMilliseconds();
  const login = cleanLogin(request.login);
  const attempt = await beginAttempt(vault.database, loginHash(vault, login));
  const outcome = attempt.mayTry
    ? await judge(vault, request, login)
    : refuse('too-many-attempts', { values: { seconds: attempt.seconds } });
  if (isRefusal(outcome)) await pause(Math.max(0, shortestRefusal - (monotonicMilliseconds() - started)));
  return outcome;
};

/** Demonstration only: takes the place of a persona without any proof. Refusals: `not-demonstration`, `not-recognised`. */
export const stepIn = async (vault: Vault, request: VaultRequest<'stepIn'>): Promise<VaultOutcome<'stepIn'>> => {
  if (!vault.demonstration) return refuse('not-demonstration');
  const person = await personById(vault.database, request.staffId, today(vault));
  if (person?.state !== 'active') return refuse('not-recognised');
  return admit(vault, person, request.sessionHash, 'step-in');
};
