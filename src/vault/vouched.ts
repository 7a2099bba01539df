import { isRefusal } from '../platform/outcome.ts';
import type { VaultOutcome, VaultRequest } from '../platform/vault-client/contract.ts';
import { verifyViewer } from './context.ts';
import { lawHolds } from './laws.ts';
import { keyHolds } from './recipient-keys.ts';
import { toldLawActs } from './store/laws.ts';
import { toldKeys } from './store/recipient-keys.ts';
import type { Vault } from './vault.ts';

/**
 * Which rows of two the vault vouches for, so that a page calls nothing switched on or in use because a row says so. Keys are those of
 * the viewer's bodies; who switched which law on is no secret among staff.
 */
export const vouchedActs = async (
  vault: Vault,
  request: VaultRequest<'vouchedActs'>,
): Promise<VaultOutcome<'vouchedActs'>> => {
  const viewer = await verifyViewer(vault, request);
  if (isRefusal(viewer)) return viewer;
  if (request.of === 'laws') {
    const told = await toldLawActs(vault.database);
    return { ids: told.filter((one) => lawHolds(vault, one)).map(({ proposal }) => proposal.id) };
  }
  const told = await toldKeys(vault.database, viewer.person.organisationIds);
  return { ids: told.filter((one) => keyHolds(vault, one)).map(({ id }) => id) };
};
