import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { Scene } from '../../../profile/index.ts';
import type { FindRefusal } from '../facts.ts';

/** What tells a person apart: a name goes with a day or year of birth, each of the others stands alone. */
export type Sought = {
  readonly name?: string;
  readonly born?: string;
  readonly document?: string;
  readonly phone?: string;
  readonly alias?: string;
};

const told: Readonly<Record<string, FindRefusal>> = {
  'context-not-valid': 'session_over',
  'session-ended': 'session_over',
  'not-allowed': 'may_not_find',
  'not-permitted': 'may_not_find',
  'purpose-not-allowed': 'may_not_for_purpose',
  'nothing-to-search': 'nothing_sought',
  'too-much-sought': 'nothing_sought',
  budget: 'too_many_searches',
  locked: 'locked',
};

/**
 * Finds persons in the files of the viewer's own body. The vault compares keyed marks, writes the line and opens nothing to
 * anybody; it never says whether another body knows somebody.
 */
export const findPersons = async (
  { viewer: { context, mac } }: Scene,
  vault: VaultClient,
  asked: { readonly sought: Sought; readonly purpose: string },
): Promise<Outcome<readonly Uuid[], FindRefusal>> => {
  const answer = await vault.search({ context, mac, ...asked });
  return isRefusal(answer) ? refuse(told[answer.refused] ?? 'vault_down') : answer.subjects;
};
