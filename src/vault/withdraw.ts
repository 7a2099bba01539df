import { isPlainDate } from '../platform/clock.ts';
import { asProgram, type Transaction } from '../platform/database/index.ts';
import { newId } from '../platform/ids.ts';
import { appendToJournal, type JournalAuthor, type JournalEntry } from '../platform/journal.ts';
import { isRefusal, type Outcome, refuse } from '../platform/outcome.ts';
import { newKey } from '../platform/sealing/aead.ts';
import type { VaultAnswers, VaultOutcome, VaultRequest, WithdrawRefusal } from '../platform/vault-client/contract.ts';
import { inTurn } from './in-turn.ts';
import { readContext, stillGranted, type VerifiedViewer, verifyViewer } from './context.ts';
import { type Fate, type FreshErase, rekey } from './rekey.ts';
import { record } from './store/journal.ts';
import { deleteTokensOf } from './store/search.ts';
import { lockSharing } from './store/sharing.ts';
import {
  type KeyOfConsent,
  keysOfConsent,
  lockConsent,
  markWithdrawn,
  removeEnvelopesOf,
  standingAgain,
  takenBackByPersons,
  type TakenBack,
  type Withdrawal,
} from './store/withdrawal.ts';
import { now, today, type Vault } from './vault.ts';

type Done = VaultAnswers['withdrawConsent'];

const isOfConsent =
  (id: string) =>
  (holder: { readonly basisKind: string; readonly basisCode: string }): boolean =>
    holder.basisKind === 'consent' && holder.basisCode === id;

const rekeyAll = async (vault: Vault, tx: Transaction, consentId: string): Promise<Record<Fate, number>> => {
  const fates: Record<Fate, number> = { rekeyed: 0, removed: 0, waiting: 0, left: 0 };
  const subjects = [...new Set((await keysOfConsent(tx, consentId)).map(({ subject_id: id }) => id))];
  for (const subject of subjects) await lockSharing(tx, subject);
  const fresh = new Map<string, FreshErase>();
  for (const key of await keysOfConsent(tx, consentId)) {
    const erase = fresh.get(key.subject_id) ?? { id: newId(), key: newKey() };
    fresh.set(key.subject_id, erase);
    fates[await rekey(vault, tx, key, { remaining: remainingOf(key, consentId), erase })] += 1;
  }
  return fates;
};

const remainingOf = ({ holders }: KeyOfConsent, consentId: string) =>
  // An emergency lasts minutes and carries nothing on: what a person takes back is taken back from it too.
  holders.filter((holder) => holder.basisKind !== 'break_glass' && !isOfConsent(consentId)(holder));

const entryOf = (consent: TakenBack, { on, how }: Withdrawal, fates: Record<Fate, number>): JournalEntry => ({
  type: 'identity.consent_withdrawn',
  subject: { kind: 'consent', id: consent.id },
  personId: consent.personId,
  ...(consent.caseId === null ? {} : { caseId: consent.caseId }),
  ...(consent.reportId === null ? {} : { reportId: consent.reportId }),
  audience: [consent.recordedBy, ...consent.organisations],
  data: { organisations: [...consent.organisations], on, how, ...fates },
});

/**
 * Takes a consent back, all of it or nothing: the record, its keys (what others still hold is sealed anew for them, what
 * nobody holds goes), the line in the journal. The vault's own memory is on the disk before the database commits.
 */
const takeBack = async (
  vault: Vault,
  tx: Transaction,
  consent: TakenBack,
  saying: { readonly withdrawal: Withdrawal; readonly author: JournalAuthor },
): Promise<Outcome<Done, WithdrawRefusal>> => {
  if (!(await markWithdrawn(tx, consent.id, saying.withdrawal))) return refuse('already-withdrawn');
  return changeKeys(vault, tx, consent, saying);
};

/** What follows once the record says so: keys, marks for search, the line, the vault's own memory. */
const changeKeys = async (
  vault: Vault,
  tx: Transaction,
  consent: TakenBack,
  { withdrawal, author }: { readonly withdrawal: Withdrawal; readonly author: JournalAuthor },
): Promise<Done> => {
  const fates = await rekeyAll(vault, tx, consent.id);
  await removeEnvelopesOf(tx, consent.id);
  await deleteTokensOf(tx, [consent.personId], consent.organisations);
  await appendToJournal(tx, author, [entryOf(consent, withdrawal, fates)]);
  vault.keys.tombstones.add('consent', consent.id);
  return fates;
};

const mayTakeBack = (viewer: VerifiedViewer, consent: TakenBack | null): WithdrawRefusal | null => {
  if (!stillGranted(viewer, 'permits', 'identity.record-consent')) return 'not-allowed';
  if (!consent || !viewer.person.organisationIds.some((id) => consent.audience.includes(id))) return 'unknown-consent';
  return consent.isGiven && !consent.isWithdrawn ? null : 'already-withdrawn';
};

const withdrawAs = (
  vault: Vault,
  viewer: VerifiedViewer,
  request: VaultRequest<'withdrawConsent'>,
): Promise<Outcome<Done, WithdrawRefusal>> =>
  asProgram(vault.database, async (tx) => {
    const { consentId, on, how } = request;
    const consent = await lockConsent(tx, consentId);
    const refusal = mayTakeBack(viewer, consent);
    if (refusal || !consent) return refuse(refusal ?? 'unknown-consent');
    if (!isPlainDate(on) || on > today(vault)) return refuse('day-ahead');
    const { staff, organisation } = viewer.context;
    const at = now(vault);
    const author = { organisationId: organisation, staffId: staff, now: at };
    return takeBack(vault, tx, consent, { withdrawal: { at, on, by: staff, how }, author });
  });

/**
 * Takes a consent back, for anybody who records consents in a body that knows of it: as easy as giving it (GDPR art.
 * 7(3)). A refusal is noted too.
 */
export const withdrawConsent = async (
  vault: Vault,
  request: VaultRequest<'withdrawConsent'>,
): Promise<VaultOutcome<'withdrawConsent'>> => {
  const context = readContext(vault, request);
  if (!context) return refuse('context-not-valid');
  const viewer = await verifyViewer(vault, request);
  const outcome = isRefusal(viewer) ? viewer : await inTurn(vault, () => withdrawAs(vault, viewer, request));
  if (!isRefusal(outcome)) return outcome;
  const author = { organisationId: context.organisation, staffId: context.staff, now: now(vault) };
  await record(vault.database, author, {
    type: 'identity.withdrawal-refused',
    subject: { kind: 'consent', id: request.consentId },
    data: { refused: outcome.refused },
  });
  return outcome;
};

/**
 * Carries out what persons took back on their own pages: there the record was changed at once (and nothing is opened by it
 * from then on, see bases.ts), here the keys are, and the line is written. What the vault remembers it has done. Gives how many.
 */
export const finishTakingBack = async (vault: Vault): Promise<number> => {
  const all = await asProgram(vault.database, takenBackByPersons);
  const waiting = all.filter(({ id }) => !vault.keys.tombstones.has('consent', id));
  for (const { id, withdrawal } of waiting)
    await inTurn(vault, () =>
      asProgram(vault.database, async (tx) => {
        const consent = await lockConsent(tx, id);
        if (!consent || vault.keys.tombstones.has('consent', id)) return;
        const author = { organisationId: consent.recordedBy, staffId: null, now: withdrawal.at };
        await changeKeys(vault, tx, consent, { withdrawal, author });
      }),
    );
  return waiting.length;
};

/**
 * After an old backup of the database was restored: takes every consent back again that the vault remembers as taken
 * back. Until this is done they open nothing either, since the vault looks into its memory first. Gives how many.
 */
export const takeBackAgain = async (vault: Vault): Promise<number> => {
  const remembered = vault.keys.tombstones.all('consent');
  if (remembered.length === 0) return 0;
  const ids = await asProgram(vault.database, (tx) => standingAgain(tx, remembered));
  for (const id of ids)
    await asProgram(vault.database, async (tx) => {
      const consent = await lockConsent(tx, id);
      if (!consent) return;
      const at = now(vault);
      const author = { organisationId: consent.recordedBy, staffId: null, now: at };
      const withdrawal = { at, on: today(vault), by: null, how: 'restored_backup' };
      await takeBack(vault, tx, consent, { withdrawal, author });
    });
  return ids.length;
};
