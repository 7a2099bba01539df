import { monotonicMilliseconds } from '../platform/clock.ts';
import type { Vault } from './vault.ts';

/** How long who asked to give a body's keys back waits for the second member. */
const lasts = 60 * 60 * 1000;

type Asked = { readonly staffId: string; readonly at: number };

/** In memory only: a restart, or locking, and it has to be asked anew. */
const asked = new WeakMap<Vault, Map<string, Asked>>();

/** The member who asked that the keys of a body go back to the vault; null when nobody did, or too long ago. */
export const whoAskedToEnd = (vault: Vault, body: string): string | null => {
  const one = asked.get(vault)?.get(body);
  return one && monotonicMilliseconds() - one.at < lasts ? one.staffId : null;
};

/** Remembers who asked. */
export const askToEnd = (vault: Vault, body: string, staffId: string): void => {
  const known = asked.get(vault) ?? new Map<string, Asked>();
  asked.set(vault, known.set(body, { staffId, at: monotonicMilliseconds() }));
};

/** Nobody asks any more. */
export const forgetWhoAsked = (vault: Vault, body: string): void => void asked.get(vault)?.delete(body);
