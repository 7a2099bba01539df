import { createHash, createHmac } from 'node:crypto';
import { refuse } from '../platform/outcome.ts';
import { binding, deriveKey } from '../platform/sealing/aead.ts';
import { openReceipt, wrapSeed } from '../platform/sealing/receipt.ts';
import { vaultOrganisationId } from '../platform/sealing/wraps.ts';
import type { VaultOutcome, VaultRequest } from '../platform/vault-client/contract.ts';
import { endSubjects } from './ended-subjects.ts';
import { finishConversation, forgetBoxes, type Waiting, waitingConversations } from './store/conversations.ts';
import type { Vault } from './vault.ts';

/*
 * The codes of people who write without a name. What Argon2id makes of a code becomes a way to find and a key to open only
 * under the vault's pepper: who has the whole database can confirm no guess of a code, not even the right one.
 */

type Receipt = { readonly lookup: Buffer; readonly kek: Buffer };

const receiptOf = ({ keys }: Vault, stretched: Buffer): Receipt => {
  const peppered = createHmac('sha256', keys.pepper).update(stretched).digest();
  const use = (name: string): Buffer => deriveKey(peppered, binding('receipt', 'v1', name));
  return { lookup: use('lookup'), kek: use('kek') };
};

/** What a code becomes, whether anybody has it or not; only so many a minute, for all who ask together. */
export const receipt = async (
  vault: Vault,
  { stretched }: VaultRequest<'receipt'>,
): Promise<VaultOutcome<'receipt'>> => {
  if (!vault.receipts.spend('all')) return refuse('busy');
  const { lookup, kek } = receiptOf(vault, Buffer.from(stretched, 'hex'));
  return { lookup: lookup.toString('hex'), kek: kek.toString('hex') };
};

/** A receipt that came while the vault was away. One that does not open was not made by our site: it stays, and stops nobody. */
const finishReceipt = async (vault: Vault, { id, pending }: Waiting): Promise<void> => {
  if (pending === null) return;
  const { pairs } = vault.keys;
  for (const keyId of pairs.keyIds(vaultOrganisationId)) {
    const key = pairs.privateKey(vaultOrganisationId, keyId);
    const opened = key === null ? null : openReceipt(key, pending, id);
    if (opened === null) continue;
    const { lookup, kek } = receiptOf(vault, opened.stretched);
    const wrapped = wrapSeed(kek, opened.seed, id);
    await finishConversation(vault.database, { id, lookup: createHash('sha256').update(lookup).digest(), wrapped });
    return;
  }
};

/** Nobody opens an ended box any more. */
const endBoxes = async (vault: Vault, { id, endedBoxes }: Waiting): Promise<void> => {
  if (endedBoxes.length === 0) return;
  await endSubjects(vault, endedBoxes, (tx) => forgetBoxes(tx, id, endedBoxes));
};

/** What conversations without a name left for the vault: receipts to finish, boxes to destroy. Gives how many. */
export const finishConversations = async (vault: Vault): Promise<number> => {
  const waiting = await waitingConversations(vault.database);
  for (const one of waiting) {
    await finishReceipt(vault, one);
    await endBoxes(vault, one);
  }
  return waiting.length;
};
