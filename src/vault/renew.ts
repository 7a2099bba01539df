import { asProgram } from '../platform/database/index.ts';
import { newId } from '../platform/ids.ts';
import { appendToJournal } from '../platform/journal.ts';
import { newKey } from '../platform/sealing/aead.ts';
import { vaultOrganisationId } from '../platform/sealing/wraps.ts';
import { eraseAgain } from './erase/again.ts';
import { inTurn } from './in-turn.ts';
import { rekey } from './rekey.ts';
import { lockSharing } from './store/sharing.ts';
import { dropWaiting, waitingKey, waitingKeys } from './store/withdrawal.ts';
import { now, type Vault } from './vault.ts';

/*
 * What could not be done while a body's keys were locked, and is done when they are unlocked: texts of which a consent was taken
 * back are sealed under new keys for who still holds them; erasures that a keeper's locked keys held up go to their end. What
 * waits stands in the database, each key is one transaction: cut off anywhere, the next unlocking or start goes on.
 */

/** True when it was sealed anew. */
const renewOne = (vault: Vault, waiting: { readonly id: string; readonly subjectId: string }): Promise<boolean> =>
  asProgram(vault.database, async (tx) => {
    await lockSharing(tx, waiting.subjectId);
    const key = await waitingKey(tx, waiting.id);
    if (key === null) return false;
    // An emergency lasts minutes and carries nothing on.
    const remaining = key.holders.filter(({ basisKind }) => basisKind !== 'break_glass');
    const fate = await rekey(vault, tx, key, { remaining, erase: { id: newId(), key: newKey() } });
    if (fate === 'waiting') return false;
    if (fate === 'left') await dropWaiting(tx, key.id);
    const author = {
      organisationId: remaining[0]?.organisationId ?? vaultOrganisationId,
      staffId: null,
      now: now(vault),
    };
    const subject = { kind: 'sealed-subject', id: key.subject_id };
    await appendToJournal(tx, author, [
      { type: 'identity.sealed_anew', subject, data: { part: key.compartment, fate } },
    ]);
    return fate === 'rekeyed';
  });

/** Does what waited for somebody to unlock, as far as it can be done now. Gives how many keys were made anew. */
export const renewWaiting = (vault: Vault): Promise<number> =>
  inTurn(vault, async () => {
    let renewed = 0;
    for (const one of await waitingKeys(vault.database)) if (await renewOne(vault, one)) renewed += 1;
    return renewed;
  });

/** After an unlocking, and at every start. */
export const finishWhatWaited = async (vault: Vault): Promise<number> => {
  const renewed = await renewWaiting(vault);
  return renewed + (await inTurn(vault, () => eraseAgain(vault)));
};
