import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, newReference, type Uuid } from '../../../platform/ids.ts';

/** A delivery that waits. */
export type Waiting = {
  readonly outboxId: Uuid;
  readonly reportId: Uuid;
  readonly organisationId: Uuid;
  readonly attempts: number;
  /** A report for an inbox, or a body without account that is told by mail. */
  readonly kind: 'inbox' | 'mail';
};

/** Deliveries that are due, the longest waiting first. */
export const findDue = async (tx: Transaction, now: Instant, most: number): Promise<readonly Waiting[]> =>
  tx
    .selectFrom('referrals.outbox')
    .select(['id as outboxId', 'report_id as reportId', 'organisation_id as organisationId', 'attempts', 'kind'])
    .where('state', '=', 'waiting')
    .where('next_attempt_at', '<=', now)
    .orderBy('next_attempt_at')
    .limit(most)
    .$castTo<Waiting>()
    .execute();

/** Puts a report into its recipient's inbox, or notes that a body was told by mail; false when that was done already. */
export const deliver = async (tx: Transaction, outboxId: Uuid, at: Instant): Promise<boolean> => {
  const asked: RawBuilder<{ delivered: boolean }> = sql`
    select referrals.deliver(${outboxId}::uuid, ${newId()}::uuid, ${newId()}::uuid, ${newReference()}, ${newReference()},
      ${at}::timestamptz) as delivered`;
  return (await asked.execute(tx)).rows[0]?.delivered === true;
};

/** Notes a failed attempt, by code, and when the next one is due. */
export const noteFailure = async (
  tx: Transaction,
  failure: { readonly outboxId: Uuid; readonly fault: string; readonly nextAttemptAt: Instant },
): Promise<void> => {
  await sql`select referrals.delivery_failed(${failure.outboxId}::uuid, ${failure.fault}, ${failure.nextAttemptAt}::timestamptz)`.execute(
    tx,
  );
};

/** A draft as the worker sees it: that it is there, and whose. */
export type DraftNotice = { readonly draftId: Uuid; readonly ownerId: Uuid; readonly organisationId: Uuid };

const noticeColumns = ['id as draftId', 'owner_staff as ownerId', 'organisation_id as organisationId'] as const;

/** Deletes drafts whose term is over and that were not sent; says which. */
export const removeExpiredDrafts = async (tx: Transaction, now: Instant): Promise<readonly DraftNotice[]> =>
  tx
    .deleteFrom('referrals.draft')
    .where('expires_at', '<=', now)
    .where('report_id', 'is', null)
    .returning(noticeColumns)
    .execute();

/** Deletes drafts that were sent and whose report lies with all its recipients. */
export const removeDeliveredDrafts = async (tx: Transaction): Promise<readonly DraftNotice[]> =>
  tx
    .deleteFrom('referrals.draft as d')
    .where('d.report_id', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('referrals.outbox as o')
            .select('o.id')
            .whereRef('o.report_id', '=', 'd.report_id')
            .where('o.state', '=', 'waiting')
            .where('o.kind', '=', 'inbox'),
        ),
      ),
    )
    .returning(['d.id as draftId', 'd.owner_staff as ownerId', 'd.organisation_id as organisationId'])
    .execute();

/** Marks drafts not touched since a moment as warned of; says which, each once. */
export const markWarnedDrafts = async (
  tx: Transaction,
  { untouchedSince, now }: { readonly untouchedSince: Instant; readonly now: Instant },
): Promise<readonly DraftNotice[]> =>
  tx
    .updateTable('referrals.draft')
    .set({ warned_at: now })
    .where('updated_at', '<=', untouchedSince)
    .where('warned_at', 'is', null)
    .where('report_id', 'is', null)
    .returning(noticeColumns)
    .execute();

/** An inbox in which a report waits unacknowledged. */
export type Unacknowledged = {
  readonly inboxId: Uuid;
  readonly reportId: Uuid;
  readonly organisationId: Uuid;
  readonly deliveredAt: string;
  readonly urgencyRank: number;
  readonly audience: readonly Uuid[];
};

/** Reports nobody has acknowledged and of which no alarm was raised yet. */
export const findUnacknowledged = async (tx: Transaction): Promise<readonly Unacknowledged[]> =>
  tx
    .selectFrom('referrals.inbox as i')
    .innerJoin('referrals.report as r', 'r.id', 'i.report_id')
    .select([
      'i.id as inboxId',
      'i.report_id as reportId',
      'i.organisation_id as organisationId',
      'i.delivered_at as deliveredAt',
      'i.audience as audience',
      'r.urgency_rank as urgencyRank',
    ])
    .where('i.acknowledged_at', 'is', null)
    .where('i.alarmed_at', 'is', null)
    .execute();

/** Notes that an alarm was raised, so that it is raised once. */
export const markAlarmed = async (tx: Transaction, inboxId: Uuid, now: Instant): Promise<void> => {
  await tx.updateTable('referrals.inbox').set({ alarmed_at: now }).where('id', '=', inboxId).execute();
};
