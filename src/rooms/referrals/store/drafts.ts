import type { Insertable } from 'kysely';
import type { Instant } from '../../../platform/clock.ts';
import type { Tables, Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { StoredDraft } from './rows.ts';

export type DraftRow = Insertable<Tables['referrals.draft']>;

/** Stores a new draft. */
export const insertDraft = async (tx: Transaction, row: DraftRow): Promise<void> => {
  await tx.insertInto('referrals.draft').values(row).execute();
};

/** The viewer's own drafts that were not sent, the one touched last first. */
export const findDrafts = async (tx: Transaction): Promise<readonly StoredDraft[]> =>
  tx
    .selectFrom('referrals.draft')
    .selectAll()
    .where('report_id', 'is', null)
    .orderBy('updated_at', 'desc')
    .limit(200)
    .execute();

/** How many of the viewer's own drafts that were not sent nobody touched since a moment. */
export const countUntouchedDrafts = async (tx: Transaction, since: Instant): Promise<number> => {
  const counted = await tx
    .selectFrom('referrals.draft')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('report_id', 'is', null)
    .where('updated_at', '<=', since)
    .executeTakeFirstOrThrow();
  return Number(counted.n);
};

/** One of the viewer's own drafts. */
export const findDraft = async (tx: Transaction, draftId: Uuid): Promise<StoredDraft | null> =>
  (await tx.selectFrom('referrals.draft').selectAll().where('id', '=', draftId).executeTakeFirst()) ?? null;

/** One of the viewer's own drafts, held against changes until the end of the transaction. */
export const holdDraft = async (tx: Transaction, draftId: Uuid): Promise<StoredDraft | null> =>
  (await tx.selectFrom('referrals.draft').selectAll().where('id', '=', draftId).forUpdate().executeTakeFirst()) ?? null;

type NewContent = {
  readonly content: Buffer;
  readonly version: number;
  readonly formVersion: number;
  readonly updatedAt: Instant;
  readonly expiresAt: Instant;
};

/** Replaces what a draft holds; touching it starts its term anew. */
export const updateDraft = async (tx: Transaction, draftId: Uuid, draft: NewContent): Promise<void> => {
  await tx
    .updateTable('referrals.draft')
    .set({
      content: draft.content,
      version: draft.version,
      form_version: draft.formVersion,
      updated_at: draft.updatedAt,
      expires_at: draft.expiresAt,
      warned_at: null,
    })
    .where('id', '=', draftId)
    .execute();
};

/** Notes which report a draft has become. It goes when all recipients have the report. */
export const markDraftSent = async (tx: Transaction, draftId: Uuid, reportId: Uuid): Promise<void> => {
  await tx.updateTable('referrals.draft').set({ report_id: reportId }).where('id', '=', draftId).execute();
};

/** Removes a draft and its files; false when there was none. */
export const removeDraft = async (tx: Transaction, draftId: Uuid): Promise<boolean> => {
  const gone = await tx.deleteFrom('referrals.draft').where('id', '=', draftId).executeTakeFirst();
  return gone.numDeletedRows > 0n;
};
