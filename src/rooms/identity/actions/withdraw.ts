import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { Scene } from '../../../profile/index.ts';
import { mayRecordConsent } from '../access.ts';
import type { ConsentRefusal } from '../facts.ts';
import { findHolders, type Holder } from '../store.ts';
import type { StandingConsent } from '../store/consents.ts';
import {
  confirmWaitingNotice,
  countWaitingNotices,
  type WithdrawalNotice,
  withdrawalNotices,
} from '../store/withdrawals.ts';

export type { WithdrawalNotice } from '../store/withdrawals.ts';

/** When and how the person said so. */
export type WithdrawInput = { readonly withdrawn_on: PlainDate; readonly method: string };

const told: Readonly<Record<string, ConsentRefusal>> = {
  'context-not-valid': 'session_over',
  'session-ended': 'session_over',
  'not-allowed': 'may_not_record_consent',
  'not-permitted': 'may_not_record_consent',
  'unknown-consent': 'not_found',
  'already-withdrawn': 'already_taken_back',
  'day-ahead': 'consent_day_ahead',
};

/**
 * Takes a consent back, as easily as it was given (GDPR art. 7(3)). The vault does it in one transaction of its own:
 * record, keys, places in cases, offers, notices and the line in the journal.
 */
export const takeConsentBack = async (
  scene: Scene,
  vault: VaultClient,
  consentId: Uuid,
  input: WithdrawInput,
): Promise<Outcome<{ consentId: Uuid }, ConsentRefusal>> => {
  const may = mayRecordConsent(scene.viewer);
  if (isRefusal(may)) return may;
  const { context, mac } = scene.viewer;
  const done = await vault.withdrawConsent({ context, mac, consentId, on: input.withdrawn_on, how: input.method });
  return isRefusal(done) ? refuse(told[done.refused] ?? 'unavailable') : { consentId };
};

/** What the bodies of a consent hold on another ground, and so keep when it is taken back. */
export const keptWithout = async (
  { tx }: Scene,
  { id, personId, organisations }: StandingConsent,
): Promise<readonly Holder[]> =>
  (await findHolders(tx, [personId])).filter(
    (holder) => organisations.includes(holder.organisationId) && holder.basisCode !== id,
  );

/** Notices that a consent was taken back, addressed to the viewer's body; those that wait first. */
export const readWithdrawals = ({ tx }: Scene): Promise<readonly WithdrawalNotice[]> => withdrawalNotices(tx);

/** How many of them wait. */
export const countWithdrawals = ({ tx }: Scene): Promise<number> => countWaitingNotices(tx);

/** The body says that it stopped using what it knew by the consent. */
export const confirmStopped = async (
  scene: Scene,
  noticeId: Uuid,
): Promise<Outcome<{ noticeId: Uuid }, ConsentRefusal>> => {
  const { staffId } = scene.viewer;
  const confirmed = await confirmWaitingNotice(scene.tx, noticeId, { staffId, at: scene.clock.now() });
  if (confirmed === null) return refuse('not_found');
  scene.emit({ type: 'identity.stopped_using', subject: { kind: 'consent', id: confirmed.consentId }, data: {} });
  return { noticeId };
};
