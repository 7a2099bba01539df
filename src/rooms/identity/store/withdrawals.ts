import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** Tells a body that a consent was taken back: its own reference of the matter, and nothing else. */
export type WithdrawalNotice = {
  readonly id: Uuid;
  readonly consentId: Uuid;
  readonly organisationId: Uuid;
  readonly reference: string | null;
  readonly createdAt: Instant;
  readonly confirmedAt: Instant | null;
};

/** Notices of the viewer's body, those that wait first, at most 200. */
export const withdrawalNotices = async (tx: Transaction): Promise<WithdrawalNotice[]> => {
  const rows = await tx
    .selectFrom('identity.withdrawal_notice')
    .select(['id', 'consent_id', 'organisation_id', 'reference', 'created_at', 'confirmed_at'])
    .orderBy('confirmed_at', (order) => order.desc().nullsFirst())
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    consentId: row.consent_id,
    organisationId: row.organisation_id,
    reference: row.reference,
    createdAt: row.created_at as Instant,
    confirmedAt: row.confirmed_at as Instant | null,
  }));
};

/** How many notices wait to be confirmed by the viewer's body. */
export const countWaitingNotices = async (tx: Transaction): Promise<number> => {
  const found = await tx
    .selectFrom('identity.withdrawal_notice')
    .select((of) => of.fn.countAll<number>().as('waiting'))
    .where('confirmed_at', 'is', null)
    .executeTakeFirst();
  return Number(found?.waiting ?? 0);
};

/** Confirms a notice that waits; gives it, or null when there is none. */
export const confirmWaitingNotice = async (
  tx: Transaction,
  id: Uuid,
  by: { readonly staffId: Uuid; readonly at: Instant },
): Promise<{ readonly consentId: Uuid } | null> => {
  const row = await tx
    .updateTable('identity.withdrawal_notice')
    .set({ confirmed_at: by.at, confirmed_by: by.staffId })
    .where('id', '=', id)
    .where('confirmed_at', 'is', null)
    .returning('consent_id')
    .executeTakeFirst();
  return row ? { consentId: row.consent_id } : null;
};
