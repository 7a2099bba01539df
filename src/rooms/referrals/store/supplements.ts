import { type Selectable, sql } from 'kysely';
import type { Instant } from '../../../platform/clock.ts';
import type { Tables, Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { SupplementKind } from '../facts/supplement-forms.ts';

/** Something the sender said after sending; its text is sealed elsewhere. */
export type Supplement = Omit<Selectable<Tables['referrals.supplement']>, 'kind'> & { readonly kind: SupplementKind };
export type NewSupplement = Omit<Supplement, 'read_by' | 'read_at'>;

/** Writes down what the sender says; false for a report that was taken back at the same moment. */
export const insertSupplement = async (tx: Transaction, it: NewSupplement): Promise<boolean> => {
  const result = await tx
    .insertInto('referrals.supplement')
    .values({ ...it, audience: [...it.audience] })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

/** What was said later of some reports, the newest first. */
export const supplementsOf = async (tx: Transaction, reportIds: readonly Uuid[]): Promise<readonly Supplement[]> =>
  tx
    .selectFrom('referrals.supplement')
    .selectAll()
    .where('report_id', 'in', [...reportIds])
    .orderBy('said_at', 'desc')
    .limit(200)
    .$castTo<Supplement>()
    .execute();

/** Notes that what was said of some reports was read; gives how much was new. */
export const markSupplementsRead = async (
  tx: Transaction,
  it: { readonly reportIds: readonly Uuid[]; readonly by: Uuid; readonly at: Instant },
): Promise<number> => {
  const result = await tx
    .updateTable('referrals.supplement')
    .set({ read_by: it.by, read_at: it.at })
    .where('report_id', 'in', [...it.reportIds])
    .where('read_at', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
};

/** Who gets what of the report itself, with its ground, as it was sent; seen by the sender. */
export type StoredShare = {
  readonly organisationId: Uuid;
  readonly compartments: readonly string[];
  readonly basisKind: string;
  readonly basisCode: string;
};

/** The shares of a report that its sender may see. */
export const sharesOfReport = async (tx: Transaction, reportId: Uuid): Promise<readonly StoredShare[]> =>
  tx
    .selectFrom('referrals.share')
    .select(['organisation_id as organisationId', 'compartments', 'basis_kind as basisKind', 'basis_code as basisCode'])
    .where('report_id', '=', reportId)
    .where('person_id', 'is', null)
    .execute();

/** A report of which the sender said something that nobody has read, or that was taken back. */
export type SaidLater = {
  readonly reportId: Uuid;
  readonly state: string;
  readonly unread: number;
  readonly withdrawn: boolean;
};

const mostReports = 500;

/**
 * What senders said later of received reports, by the report that stands in the queue (a merged one stands in it with the other):
 * what nobody read, and what was taken back and is still in work.
 */
export const saidLater = async (tx: Transaction): Promise<readonly SaidLater[]> =>
  (
    await sql<SaidLater>`select coalesce(r.merged_into, r.id) as "reportId",
        coalesce((select w.state from referrals.report w where w.id = r.merged_into), min(r.state)) as state,
        count(*) filter (where s.read_at is null)::int as unread, bool_or(s.kind = 'withdrawal') as withdrawn
      from referrals.supplement s join referrals.report r on r.id = s.report_id
      where s.read_at is null or (s.kind = 'withdrawal' and r.outcome is null)
      group by r.id, r.merged_into order by min(s.said_at) limit ${mostReports}`.execute(tx)
  ).rows;
