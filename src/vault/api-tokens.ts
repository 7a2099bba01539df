import { instant, instantPlus, systemClock } from '../platform/clock.ts';
import { isRefusal, refuse } from '../platform/outcome.ts';
import type { VaultOutcome, VaultRequest } from '../platform/vault-client/contract.ts';
import { signForApi, stillGranted, verifyViewer } from './context.ts';
import { recordSignIn } from './sign-in.ts';
import { personById } from './store/people.ts';
import { today, type Vault } from './vault.ts';

const longestToken = 366 * 24 * 60 * 60 * 1000;

const longestLink = 14 * 24 * 60 * 60 * 1000;

/** A link by which somebody sends one report: in the asker's own name, to send and nothing else, for two weeks at most. */
const isLink = (
  viewer: Parameters<typeof stillGranted>[0],
  { staffId, scopes, expires }: VaultRequest<'signApi'>,
): boolean =>
  stillGranted(viewer, 'permits', 'referrals.make-link') &&
  staffId === viewer.person.staffId &&
  scopes.join() === 'referrals.send' &&
  instant(expires) <= instantPlus(systemClock.now(), longestLink);

/**
 * Signs the context of a machine's token: it acts as a member of staff of the asker's own organisation, with some of
 * that person's permits, and opens nothing sealed. Refusals: of the session, `not-allowed`, `unknown-staff`,
 * `scope-too-wide`, `expires-too-late` (a year at most).
 */
export const signApi = async (vault: Vault, request: VaultRequest<'signApi'>): Promise<VaultOutcome<'signApi'>> => {
  const viewer = await verifyViewer(vault, request);
  if (isRefusal(viewer)) return viewer;
  if (viewer.context.kind !== 'staff') return refuse('not-allowed');
  if (!stillGranted(viewer, 'permits', 'api.manage-tokens') && !isLink(viewer, request)) return refuse('not-allowed');
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
