import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { UnlockState, VaultClient } from '../../../platform/vault-client/index.ts';
import type { Scene } from '../../../profile/index.ts';
import type { UnlockingRefusal } from '../facts.ts';
import { findLockLines, findStaffNames, type LockLine } from '../store/unlocking.ts';

export type { LockLine } from '../store/unlocking.ts';

/** How the keys of the viewer's body stand, who may unlock them, and who did. */
export type Unlocking = {
  readonly state: UnlockState['state'];
  readonly isMember: boolean;
  readonly members: readonly { readonly id: Uuid; readonly name: string }[];
  readonly lines: readonly LockLine[];
  /** Who asked that the keys go back to the vault, and waits for a second member; null when nobody did. */
  readonly endAskedBy: { readonly id: Uuid; readonly name: string } | null;
};

const told: Readonly<Record<string, UnlockingRefusal>> = {
  'context-not-valid': 'session_over',
  'session-ended': 'session_over',
  'not-allowed': 'may_not_unlock',
  'not-permitted': 'may_not_unlock',
  locked: 'locked',
  'not-a-member': 'not_a_member',
  'wrong-passphrase': 'wrong_passphrase',
  'too-many-attempts': 'too_many_tries',
  'too-few-left': 'too_few_left',
  'second-member': 'second_member',
  'password-too-short': 'passphrase_too_short',
  'password-too-long': 'passphrase_too_short',
  'password-too-simple': 'passphrase_too_simple',
};

/** Where the sentence stands: beside the field that it is about. */
const fields: Partial<Readonly<Record<UnlockingRefusal, string>>> = {
  wrong_passphrase: 'passphrase',
  passphrase_too_short: 'new_passphrase',
  passphrase_too_simple: 'new_passphrase',
};

const refusedAs = (code: string) => {
  const refusal = told[code] ?? 'unavailable';
  const field = fields[refusal];
  return refuse(refusal, field === undefined ? {} : { field });
};

const signed = ({ viewer: { context, mac } }: Scene) => ({ context, mac });

/** What the page about the keys of one's body shows; a refusal when the vault does not answer. */
export const readUnlocking = async (
  scene: Scene,
  vault: VaultClient,
): Promise<Outcome<Unlocking, UnlockingRefusal>> => {
  const answer = await vault.unlockState(signed(scene));
  if (isRefusal(answer)) return refusedAs(answer.refused);
  const members = await findStaffNames(scene.tx, answer.members);
  const lines = await findLockLines(scene.tx, scene.viewer.organisationId);
  const endAskedBy = members.find(({ id }) => id === answer.endAskedBy) ?? null;
  return { state: answer.state, isMember: answer.isMember, members, lines, endAskedBy };
};

type Done = Promise<Outcome<Record<never, never>, UnlockingRefusal>>;

const doneOr = (answer: unknown): Outcome<Record<never, never>, UnlockingRefusal> =>
  isRefusal(answer) ? refusedAs(answer.refused) : {};

/** Unlocks the keys of one's body. The vault writes who did, and who tried in vain. */
export const unlockKeys = async (scene: Scene, vault: VaultClient, passphrase: string): Done =>
  doneOr(await vault.unlock({ ...signed(scene), passphrase }));

/** Locks them now. */
export const lockKeys = async (scene: Scene, vault: VaultClient): Done => doneOr(await vault.lockNow(signed(scene)));

/** Becomes one of those who unlock, or takes another passphrase. */
export const joinUnlocking = async (scene: Scene, vault: VaultClient, passphrase: string): Done =>
  doneOr(await vault.unlockJoin({ ...signed(scene), passphrase }));

/** Gives the keys back to the vault: the first member asks, the second does it. The sentence stands beside her passphrase. */
export const endUnlocking = async (scene: Scene, vault: VaultClient, passphrase: string): Done => {
  const done = doneOr(await vault.unlockEnd({ ...signed(scene), passphrase }));
  return isRefusal(done) ? refuse(done.refused, { field: 'end_passphrase' }) : done;
};

/** Takes somebody out of those who unlock. */
export const leaveUnlocking = async (scene: Scene, vault: VaultClient, staffId: Uuid): Done =>
  doneOr(await vault.unlockLeave({ ...signed(scene), staffId }));
