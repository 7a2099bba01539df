import { createHmac } from 'node:crypto';
import type { JournalEntry } from '../platform/journal.ts';
import { isRefusal, refuse } from '../platform/outcome.ts';
import { wholeNumber } from '../platform/telephone.ts';
import type { CallerRefusal, VaultOutcome, VaultRequest } from '../platform/vault-client/contract.ts';
import { readContext, stillGranted, type VerifiedViewer, verifyViewer } from './context.ts';
import { record } from './store/journal.ts';
import { now, type Vault } from './vault.ts';

/*
 * Callers who ring again. A number becomes a mark under a key that is different for every body and stays here: a stolen
 * database names no number, two bodies cannot compare, and who tries number after number is stopped and stands in the journal.
 */

const markBytes = 16;
const permit = 'referrals.take-calls';

/** A number however it was typed: its digits with those of its country; where that is not known, what was typed, `00` as `+`. */
const digitsOf = (number: string, { telephone }: Vault): string =>
  (wholeNumber(number, telephone) ?? number).replaceAll(/\D/g, '').replace(/^00/, '');

const refusalOf = (vault: Vault, viewer: VerifiedViewer, organisationId: string): CallerRefusal | null => {
  if (viewer.context.kind !== 'staff' || !stillGranted(viewer, 'permits', permit)) return 'not-allowed';
  if (!viewer.person.organisationIds.includes(organisationId)) return 'not-allowed';
  return vault.searches.spend(viewer.context.session) ? null : 'budget';
};

const entryOf = (refused: string | null): JournalEntry => ({
  type: refused === null ? 'identity.caller_marked' : 'identity.caller-refused',
  subject: { kind: 'caller', id: '00000000-0000-0000-0000-000000000000' },
  ...(refused === null ? {} : { data: { refused } }),
});

/** Makes the mark of a number for the viewer's body. The line stands first, without the number; nothing is kept here. */
export const markCaller = async (
  vault: Vault,
  { organisationId, number, ...signed }: VaultRequest<'markCaller'>,
): Promise<VaultOutcome<'markCaller'>> => {
  const context = readContext(vault, signed);
  if (!context) return refuse('context-not-valid');
  const viewer = await verifyViewer(vault, signed);
  const refused = isRefusal(viewer) ? viewer.refused : refusalOf(vault, viewer, organisationId);
  const author = { organisationId: context.organisation, staffId: context.staff, now: now(vault) };
  await record(vault.database, author, entryOf(refused));
  if (refused !== null) return refuse(refused);
  const mark = createHmac('sha256', vault.keys.callerKey(organisationId)).update(digitsOf(number, vault)).digest();
  return { mark: mark.subarray(0, markBytes).toString('hex') };
};
