import { isRestricted } from './store/rights.ts';
import type { Vault } from './vault.ts';

/**
 * Why nothing of a subject is opened or passed on by these bodies, whatever keys they hold: it was erased, or a person
 * had its use restricted (GDPR art. 18) and the purpose is none of those the law leaves.
 */
export const closedToAll = async (
  vault: Vault,
  subjectId: string,
  use: { readonly organisationIds: readonly string[]; readonly purpose?: string | undefined },
): Promise<'erased' | 'restricted' | null> => {
  if (vault.keys.tombstones.has('subject', subjectId)) return 'erased';
  return (await isRestricted(vault.database, subjectId, use)) ? 'restricted' : null;
};
