import { sign } from 'node:crypto';
import { systemClock } from '../platform/clock.ts';
import { refuse } from '../platform/outcome.ts';
import type { VaultOutcome } from '../platform/vault-client/contract.ts';
import { auditPublicKey } from './keys.ts';
import { type ChainHead, chainHeads } from './store/journal.ts';
import type { Vault } from './vault.ts';

type Remembered = Record<string, { readonly seq: number; readonly hash: string }>;

const noteName = 'last-checkpoint';

const wentBack = (last: Remembered, heads: readonly ChainHead[]): string | undefined => {
  const present = new Map(heads.map((head) => [head.chain, head]));
  return Object.entries(last).find(([chain, { seq, hash }]) => {
    const head = present.get(chain);
    return !head || head.seq < seq || (head.seq === seq && head.hash !== hash);
  })?.[0];
};

const noteOf = (heads: readonly ChainHead[]): string =>
  [
    'ariane journal checkpoint v1',
    systemClock.now(),
    ...heads.map(({ chain, seq, hash }) => `${chain} ${seq} ${hash}`),
    '',
  ].join('\n');

/**
 * Signs the heads of all chains (Ed25519), read by the vault itself. The vault remembers what it signed last: a chain
 * that became shorter, was rewritten at its end or has gone is refused as `journal-went-back` with `chain`.
 */
export const signCheckpoint = async (vault: Vault): Promise<VaultOutcome<'signCheckpoint'>> => {
  const heads = await chainHeads(vault.database);
  const last = JSON.parse(vault.keys.note.read(noteName) ?? '{}') as Remembered;
  const chain = wentBack(last, heads);
  if (chain) return refuse('journal-went-back', { values: { chain } });
  vault.keys.note.write(noteName, JSON.stringify(Object.fromEntries(heads.map((head) => [head.chain, head]))));
  const note = noteOf(heads);
  const signature = sign(null, Buffer.from(note), vault.keys.auditKey).toString('base64');
  return { note, signature, publicKey: auditPublicKey(vault.keys).toString('base64') };
};
