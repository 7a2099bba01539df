import { isRefusal, refuse } from '../platform/outcome.ts';
import type { VaultOutcome, VaultRequest } from '../platform/vault-client/contract.ts';
import { entryOf, member, prove, stateFor, write } from './unlock.ts';
import { askToEnd, forgetWhoAsked, whoAskedToEnd } from './unlock-asked.ts';
import type { Vault } from './vault.ts';

/**
 * Gives the keys of the viewer's body back to the vault, which from then on opens alone: one member asks, a second one does it
 * within the hour, each with her passphrase. Refusals: those of unlocking, and `second-member` for who asked herself.
 */
export const unlockEnd = async (
  vault: Vault,
  request: VaultRequest<'unlockEnd'>,
): Promise<VaultOutcome<'unlockEnd'>> => {
  const one = await member(vault, request);
  if (isRefusal(one)) return one;
  const { locks } = vault.keys.pairs;
  if (locks.stateOf(one.body) === 'locked') return refuse('locked');
  const refused = await prove(vault, one, request.passphrase);
  if (refused) return refused;
  const first = whoAskedToEnd(vault, one.body);
  if (first === one.staffId) return refuse('second-member');
  if (first === null || !locks.members(one.body).includes(first)) {
    await write(vault, one, entryOf('identity.unlock_end_asked', one.staffId));
    askToEnd(vault, one.body, one.staffId);
    return stateFor(vault, one);
  }
  await write(vault, one, entryOf('identity.unlock_ended', one.staffId, { asked_by: first }));
  if (!locks.end(one.body)) return refuse('locked');
  forgetWhoAsked(vault, one.body);
  return stateFor(vault, one);
};
