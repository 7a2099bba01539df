import type { Vault } from './vault.ts';

const turns = new WeakMap<Vault, Promise<unknown>>();

/** One after the other: each holds a connection and asks for a second one, which others waiting for it would keep. */
export const inTurn = <T>(vault: Vault, work: () => Promise<T>): Promise<T> => {
  const mine = (turns.get(vault) ?? Promise.resolve()).then(work, work);
  turns.set(vault, mine);
  return mine;
};
