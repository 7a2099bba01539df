import { createHmac, randomBytes } from 'node:crypto';
import type { JournalEntry } from '../platform/journal.ts';
import { isRefusal, type Refusal, refuse } from '../platform/outcome.ts';
import type {
  SessionRefusal,
  UnlockRefusal,
  UnlockState,
  VaultOutcome,
  VaultRequest,
} from '../platform/vault-client/contract.ts';
import { type Signed, stillGranted, type VerifiedViewer, verifyViewer } from './context.ts';
import { judgePassword } from './passwords.ts';
import { finishWhatWaited } from './renew.ts';
import { beginAttempt, forgetAttempts } from './store/credentials.ts';
import { record } from './store/journal.ts';
import { forgetWhoAsked, whoAskedToEnd } from './unlock-asked.ts';
import { now, type Vault } from './vault.ts';

/*
 * Keys that only people of their body unlock (the *user-unlock* profile): see custody/body-locks.ts. Who locks and unlocks
 * stands in the body's journal. What nobody has unlocked, nobody opens: not the vault's operator, not another body.
 */

const saltLength = 16;

/** Somebody of a body. */
export type Who = { readonly body: string; readonly staffId: string };

const who = ({ person }: VerifiedViewer): Who => ({ body: person.organisationId, staffId: person.staffId });

/** A viewer who may unlock the keys of her body, member or not. */
export const member = async (vault: Vault, signed: Signed): Promise<Who | Refusal<SessionRefusal>> => {
  const viewer = await verifyViewer(vault, signed);
  if (isRefusal(viewer)) return viewer;
  const may = viewer.context.kind === 'staff' && stillGranted(viewer, 'permits', 'identity.unlock');
  return may ? who(viewer) : refuse('not-allowed');
};

/** A line about somebody and the lock of her body. */
export const entryOf = (type: string, staffId: string, data: NonNullable<JournalEntry['data']> = {}): JournalEntry => ({
  type,
  subject: { kind: 'staff', id: staffId },
  data,
});

/** Writes it on the body's chain. */
export const write = (vault: Vault, { body, staffId }: Who, entry: JournalEntry): Promise<void> =>
  record(vault.database, { organisationId: body, staffId, now: now(vault) }, entry);

const attemptOf = (vault: Vault, { body, staffId }: Who): Buffer =>
  createHmac('sha256', vault.keys.lookupKey).update(`unlock|${body}|${staffId}`).digest();

/** Where a body stands, as one of its people is told. */
export const stateFor = (vault: Vault, { body, staffId }: Who): UnlockState => {
  const { locks } = vault.keys.pairs;
  const members = locks.members(body);
  const endAskedBy = whoAskedToEnd(vault, body);
  return { state: locks.stateOf(body), members, isMember: members.includes(staffId), endAskedBy };
};

/** Where the viewer's body stands, and who may unlock. */
export const unlockState = async (
  vault: Vault,
  request: VaultRequest<'unlockState'>,
): Promise<VaultOutcome<'unlockState'>> => {
  const one = await member(vault, request);
  return isRefusal(one) ? one : stateFor(vault, one);
};

/**
 * The viewer becomes one of those who unlock, or takes a new passphrase. The second who joins puts the body's keys behind its lock.
 * Refusals: `locked` (a colleague must have unlocked first), a weak passphrase, `busy`.
 */
export const unlockJoin = async (
  vault: Vault,
  request: VaultRequest<'unlockJoin'>,
): Promise<VaultOutcome<'unlockJoin'>> => {
  const one = await member(vault, request);
  if (isRefusal(one)) return one;
  const weak = judgePassword(request.passphrase, '');
  if (weak) return refuse(weak);
  const { locks } = vault.keys.pairs;
  if (locks.stateOf(one.body) === 'locked') return refuse('locked');
  const salt = randomBytes(saltLength);
  const secret = await vault.hasher.derive(request.passphrase, salt);
  if (secret === 'busy') return refuse('busy');
  if (!locks.join(one.body, one.staffId, { salt, secret })) return refuse('locked');
  const after = stateFor(vault, one);
  await write(vault, one, entryOf('identity.unlock_joined', one.staffId, { members: after.members.length }));
  return after;
};

/** Takes somebody out of those who unlock; the body's key is changed. Refusals: `locked`, `too-few-left`. */
export const unlockLeave = async (
  vault: Vault,
  request: VaultRequest<'unlockLeave'>,
): Promise<VaultOutcome<'unlockLeave'>> => {
  const one = await member(vault, request);
  if (isRefusal(one)) return one;
  const { locks } = vault.keys.pairs;
  if (locks.stateOf(one.body) === 'locked') return refuse('locked');
  if (!locks.leave(one.body, request.staffId)) return refuse('too-few-left');
  await write(vault, one, entryOf('identity.unlock_left', request.staffId));
  return stateFor(vault, one);
};

const refusedUnlocking = async (vault: Vault, one: Who, code: UnlockRefusal): Promise<Refusal<UnlockRefusal>> => {
  await write(vault, one, entryOf('identity.unlock-refused', one.staffId, { refused: code }));
  return refuse(code);
};

/** Unlocks with what she alone knows; null when it was hers, and every try in vain is in the journal. */
export const prove = async (
  vault: Vault,
  one: Who,
  passphrase: string,
): Promise<Refusal<UnlockRefusal | 'too-many-attempts' | 'busy'> | null> => {
  const { locks } = vault.keys.pairs;
  const salt = locks.saltOf(one.body, one.staffId);
  if (!salt) return refusedUnlocking(vault, one, 'not-a-member');
  const attempt = await beginAttempt(vault.database, attemptOf(vault, one));
  if (!attempt.mayTry) return refuse('too-many-attempts', { values: { seconds: attempt.seconds } });
  const secret = await vault.hasher.derive(passphrase, salt);
  if (secret === 'busy') return refuse('busy');
  if (!locks.unlock(one.body, one.staffId, secret)) return refusedUnlocking(vault, one, 'wrong-passphrase');
  await forgetAttempts(vault.database, attemptOf(vault, one));
  return null;
};

/** Unlocks the keys of the viewer's body with her passphrase. Refusals: `not-a-member`, `wrong-passphrase`, `too-many-attempts`, `busy`. */
export const unlock = async (vault: Vault, request: VaultRequest<'unlock'>): Promise<VaultOutcome<'unlock'>> => {
  const one = await member(vault, request);
  if (isRefusal(one)) return one;
  const refused = await prove(vault, one, request.passphrase);
  if (refused) return refused;
  await write(vault, one, entryOf('identity.unlocked', one.staffId));
  // Nobody waits for it, and what fails is taken up by the next chore.
  finishWhatWaited(vault).catch(() => undefined);
  return stateFor(vault, one);
};

/** Locks the keys of the viewer's body now; whoever may unlock may lock, member or not. */
export const lockNow = async (vault: Vault, request: VaultRequest<'lockNow'>): Promise<VaultOutcome<'lockNow'>> => {
  const one = await member(vault, request);
  if (isRefusal(one)) return one;
  const { locks } = vault.keys.pairs;
  if (locks.stateOf(one.body) === 'unlocked') {
    await write(vault, one, entryOf('identity.locked', one.staffId));
    locks.lock(one.body);
    forgetWhoAsked(vault, one.body);
  }
  return stateFor(vault, one);
};

/** Locks what nobody has used for long, and says so in the journal of each body. */
export const lockWhatIsIdle = async (vault: Vault): Promise<void> => {
  for (const body of vault.keys.pairs.locks.lockIdle())
    await record(
      vault.database,
      { organisationId: body, staffId: null, now: now(vault) },
      { type: 'identity.locked', subject: { kind: 'organisation', id: body }, data: { idle: true } },
    );
};
