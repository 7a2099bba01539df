import { createHmac, randomInt } from 'node:crypto';
import { instantPlus, systemClock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, refuse } from '../platform/outcome.ts';
import type { VaultOutcome, VaultRequest } from '../platform/vault-client/contract.ts';
import { stillGranted, verifyViewer } from './context.ts';
import { newOneTimeSecret, type NewOneTimeSecret, sealOneTimeSecret, stepOfCode } from './one-time-codes.ts';
import { registeredPasskey, registrationOptions } from './passkeys.ts';
import { judgePassword } from './passwords.ts';
import { needsPasskey, recordSignIn } from './sign-in.ts';
import {
  activationByCode,
  type Activation,
  addActivation,
  finishActivation,
  type NewCredential,
  nobodyHasCredentials,
} from './store/credentials.ts';
import { personById, type Person } from './store/people.ts';
import { today, type Vault } from './vault.ts';

/** Sixteen letters of 32: 80 bits, more than anybody guesses; good for three days. */
export const activationCode = { letters: '0123456789ABCDEFGHJKMNPQRSTVWXYZ', length: 16, days: 3 } as const;
const lifetime = activationCode.days * 24 * 60 * 60 * 1000;

const newCode = (): string => {
  const { letters, length } = activationCode;
  const drawn = Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
  return drawn.replace(/(.{4})(?=.)/g, '$1-');
};

const codeHash = (vault: Vault, code: string): Buffer => {
  const clean = code.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return createHmac('sha256', vault.keys.lookupKey).update(`activation|${clean}`).digest();
};

const issue = async (vault: Vault, staffId: string, createdBy: string | null) => {
  const code = newCode();
  const expires = instantPlus(systemClock.now(), lifetime);
  await addActivation(vault.database, { id: newId(), staffId, codeHash: codeHash(vault, code), createdBy, expires });
  return { code, expires };
};

/**
 * Gives a colleague a one-time code, on request of an administrator of people (never for herself: a stolen session
 * must not make itself a key). Handed over in person. Refusals: of the session, `not-allowed`, `unknown-staff`.
 */
export const activationIssue = async (
  vault: Vault,
  request: VaultRequest<'activationIssue'>,
): Promise<VaultOutcome<'activationIssue'>> => {
  const viewer = await verifyViewer(vault, request);
  if (isRefusal(viewer)) return viewer;
  if (!stillGranted(viewer, 'permits', 'directory.administer') || viewer.person.staffId === request.staffId)
    return refuse('not-allowed');
  const person = await personById(vault.database, request.staffId, today(vault));
  if (!person) return refuse('unknown-staff');
  await recordSignIn(vault, person, 'directory.activation-issued', { by: viewer.person.staffId });
  return issue(vault, person.staffId, viewer.person.staffId);
};

/** The very first code of a new installation, by the command line, while nobody has any credential. Refusals: `already-set-up`, `unknown-staff`. */
export const activationIssueFirst = async (
  vault: Vault,
  { staffId }: VaultRequest<'activationIssueFirst'>,
): Promise<VaultOutcome<'activationIssueFirst'>> => {
  if (!(await nobodyHasCredentials(vault.database))) return refuse('already-set-up');
  const person = await personById(vault.database, staffId, today(vault));
  if (!person) return refuse('unknown-staff');
  await recordSignIn(vault, person, 'directory.activation-issued', { by: 'command-line' });
  return issue(vault, staffId, null);
};

type Begun = { readonly activation: Activation; readonly challenge: string; readonly oneTime: NewOneTimeSecret };

/** Looks at a code without using it, and gives what the person needs to set up. Refusal: `code-not-valid`. */
export const activationBegin = async (
  vault: Vault,
  request: VaultRequest<'activationBegin'>,
): Promise<VaultOutcome<'activationBegin'>> => {
  const activation = await activationByCode(vault.database, codeHash(vault, request.code));
  const person = activation ? await personById(vault.database, activation.staffId, today(vault)) : null;
  if (!activation || !person) return refuse('code-not-valid');
  const { challenge, options } = await registrationOptions(vault, person);
  const oneTime = newOneTimeSecret(person.login);
  const passkeyOnly = needsPasskey(person);
  const begun: Begun = { activation, challenge, oneTime };
  return {
    attempt: vault.attempts.begin('activation', begun),
    login: person.login,
    displayName: person.displayName,
    language: person.language,
    passkeyOnly,
    passkeyOptions: options,
    totp: passkeyOnly ? null : oneTime,
  };
};

type Proof = VaultRequest<'activationFinish'>['proof'];
type Proved = readonly NewCredential[] | Exclude<VaultOutcome<'activationFinish'>, { staffId: string }>;

const passwordCredentials = async (
  vault: Vault,
  person: Person,
  begun: Begun,
  proof: Proof & { method: 'password' },
): Promise<Proved> => {
  if (needsPasskey(person)) return refuse('passkey-required');
  const flaw = judgePassword(proof.password, person.login);
  if (flaw) return refuse(flaw, { field: 'password' });
  const step = stepOfCode(begun.oneTime.secret, proof.code);
  if (step === null) return refuse('one-time-code-wrong', { field: 'code' });
  const [passwordId, totpId] = [newId(), newId()];
  const password = await vault.hasher.hash(proof.password, passwordId);
  if (password === 'busy') return refuse('busy');
  const secret = sealOneTimeSecret(vault.keys.secretKey, begun.oneTime.secret, totpId);
  const common = { handle: null, publicPart: null, transports: [] };
  return [
    { ...common, id: passwordId, kind: 'password', secretPart: password },
    { ...common, id: totpId, kind: 'totp', secretPart: secret, counter: step },
  ];
};

const credentialsFor = async (vault: Vault, person: Person, begun: Begun, proof: Proof): Promise<Proved> => {
  if (proof.method === 'password') return passwordCredentials(vault, person, begun, proof);
  const passkey = await registeredPasskey(vault, begun.challenge, proof.response);
  return passkey ? [passkey] : refuse('passkey-not-accepted');
};

/**
 * Sets up the credential and uses the code up, both or neither; of any number at the same moment one succeeds.
 * What can be mended (a password too short, a wrong one-time code) leaves the attempt standing for another try.
 */
export const activationFinish = async (
  vault: Vault,
  request: VaultRequest<'activationFinish'>,
): Promise<VaultOutcome<'activationFinish'>> => {
  const begun = vault.attempts.take<Begun>('activation', request.attempt);
  const person = begun ? await personById(vault.database, begun.activation.staffId, today(vault)) : null;
  if (!begun || !person) return refuse('code-not-valid');
  const proved = await credentialsFor(vault, person, begun, request.proof);
  if (isRefusal(proved)) {
    vault.attempts.putBack('activation', request.attempt, begun);
    return proved;
  }
  if (!(await finishActivation(vault.database, begun.activation, proved))) return refuse('code-not-valid');
  await recordSignIn(vault, person, 'directory.credential-set-up', { method: request.proof.method });
  return { staffId: person.staffId };
};
