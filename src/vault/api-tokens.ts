import { instant, instantPlus, systemClock } from '../platform/clock.ts';
import { isRefusal, refuse } from '../platform/outcome.ts';
import type { VaultOutcome, VaultRequest } from '../platform/vault-client/contract.ts';
import { signForApi, stillGranted, verifyViewer } from './context.ts';
import { recordSignIn } from './sign-in.ts';
import { personById } from './store/people.ts';
import { today, type Vault } from './vault.ts';

const longestToken = 366 * 24 * 60 * 60 * 1000;

/**
 * Signs the context of a machine's token: it acts as a member of staff of the asker's own organisation, with some of
 * that person's permits, and opens nothing sealed. Refusals: of the session, `not-allowed`, `unknown-staff`,
 * `scope-too-wide`, `expires-too-late` (a year at most).
 */
export const signApi = async (vault: Vault, request: VaultRequest<'signApi'>): Promise<VaultOutcome<'signApi'>> => {
  const viewer = await verifyViewer(vault, request);
  if (isRefusal(viewer)) return viewer;
  if (viewer.context.kind !== 'staff' || !stillGranted(viewer, 'permits', 'api.manage-tokens'))
    return refuse('not-allowed');
  const person = await personById(vault.database, request.staffId, today(vault));
  if (!person || person.organisationId !== viewer.person.organisationId) return refuse('unknown-staff');
  if (!request.scopes.every((scope) => person.roles.some(({ permits }) => permits.includes(scope))))
    return refuse('scope-too-wide');
  const expires = instant(request.expires);
  if (expires > instantPlus(systemClock.now(), longestToken)) return refuse('expires-too-late');
  await recordSignIn(vault, person, 'directory.token-signed', {
    by: viewer.person.staffId,
    scopes: request.scopes.join(' '),
  });
  return signForApi(vault, person, { tokenHash: request.tokenHash, scopes: request.scopes, expires });
};
