import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** A notice that a person is presumed a victim, or a report of an irregular stay, as both sides see it. */
export type ResidenceNotice = {
  readonly id: Uuid;
  readonly kind: 'minister_notice' | 'stay_report';
  readonly fromOrganisationId: Uuid;
  readonly toOrganisationId: Uuid;
  readonly fields: readonly string[];
  readonly reference: string | null;
  readonly status: string;
  readonly on: PlainDate;
  readonly legalReference: string;
  readonly sentAt: Instant;
  readonly receivedAt: Instant | null;
};

const notices = (tx: Transaction) => tx.selectFrom('identification.minister_notice').selectAll();
const reports = (tx: Transaction) => tx.selectFrom('identification.stay_report').selectAll();

type NoticeRow = Awaited<ReturnType<ReturnType<typeof notices>['execute']>>[number];
type ReportRow = Awaited<ReturnType<ReturnType<typeof reports>['execute']>>[number];

const notice = (row: NoticeRow): ResidenceNotice => ({
  id: row.id,
  kind: 'minister_notice',
  fromOrganisationId: row.from_organisation_id,
  toOrganisationId: row.to_organisation_id,
  fields: row.fields,
  reference: row.reference,
  status: row.status,
  on: row.status_on as PlainDate,
  legalReference: row.legal_reference,
  sentAt: row.sent_at as Instant,
  receivedAt: row.received_at as Instant | null,
});

const stayReport = (row: ReportRow): ResidenceNotice => ({
  id: row.id,
  kind: 'stay_report',
  fromOrganisationId: row.from_organisation_id,
  toOrganisationId: row.to_organisation_id,
  fields: row.fields,
  reference: null,
  status: row.status_at_that_moment,
  on: row.reported_on as PlainDate,
  legalReference: row.legal_reference,
  sentAt: row.reported_at as Instant,
  receivedAt: row.received_at as Instant | null,
});

const both = sql`(select id, sent_at, received_at from identification.minister_notice
  union all select id, reported_at, received_at from identification.stay_report) as n`;

const pageOfIds = async (tx: Transaction, page: number, size: number): Promise<readonly Uuid[]> => {
  const found = await sql<{ id: Uuid }>`select n.id from ${both}
    order by (n.received_at is not null), n.sent_at desc, n.id limit ${size} offset ${(page - 1) * size}`.execute(tx);
  return found.rows.map(({ id }) => id);
};

/** One page, counted from 1, of the notices and reports the viewer's body sent or received: those not yet received first, then the newest. */
export const noticeInbox = async (tx: Transaction, page: number, size: number): Promise<ResidenceNotice[]> => {
  const ids = await pageOfIds(tx, page, size);
  if (ids.length === 0) return [];
  const first = await notices(tx).where('id', 'in', ids).execute();
  const second = await reports(tx).where('id', 'in', ids).execute();
  const byId = new Map([...first.map(notice), ...second.map(stayReport)].map((it) => [it.id, it]));
  return ids.flatMap((id) => byId.get(id) ?? []);
};

/** How many notices and reports the viewer's body sent or received, and how many of them nobody has received yet. */
export const countNotices = async (tx: Transaction): Promise<{ readonly total: number; readonly waiting: number }> => {
  const counted = await sql<{ total: number; waiting: number }>`select count(*)::int as total,
      count(*) filter (where n.received_at is null)::int as waiting from ${both}`.execute(tx);
  return counted.rows[0] ?? { total: 0, waiting: 0 };
};

/** One notice or report, or null. */
export const findNotice = async (tx: Transaction, id: Uuid): Promise<ResidenceNotice | null> => {
  const first = await notices(tx).where('id', '=', id).executeTakeFirst();
  if (first) return notice(first);
  const second = await reports(tx).where('id', '=', id).executeTakeFirst();
  return second ? stayReport(second) : null;
};

/** Notices and reports that came from a case, for those who examine it; newest first. */
export const noticesOfCase = async (tx: Transaction, caseId: Uuid): Promise<ResidenceNotice[]> => {
  const origins = await tx
    .selectFrom('identification.notice_origin')
    .select('notice_id')
    .where('case_id', '=', caseId)
    .limit(100)
    .execute();
  const ids = origins.map((row) => row.notice_id);
  if (ids.length === 0) return [];
  const first = await notices(tx).where('id', 'in', ids).execute();
  const second = await reports(tx).where('id', 'in', ids).execute();
  return [...first.map(notice), ...second.map(stayReport)].sort((one, other) => (one.sentAt < other.sentAt ? 1 : -1));
};

export type NewNotice = Omit<ResidenceNotice, 'receivedAt'> & { readonly caseId: Uuid; readonly sentBy: Uuid };

const insertOrigin = async (tx: Transaction, it: NewNotice): Promise<void> => {
  await tx
    .insertInto('identification.notice_origin')
    .values({ notice_id: it.id, case_id: it.caseId, kind: it.kind, made_at: it.sentAt })
    .execute();
};

/** Sends the notice that a person is presumed a victim. */
export const insertMinisterNotice = async (tx: Transaction, it: NewNotice): Promise<void> => {
  await tx
    .insertInto('identification.minister_notice')
    .values({
      id: it.id,
      from_organisation_id: it.fromOrganisationId,
      to_organisation_id: it.toOrganisationId,
      audience: [it.fromOrganisationId, it.toOrganisationId],
      fields: [...it.fields],
      reference: it.reference ?? '',
      status: it.status,
      status_on: it.on,
      legal_reference: it.legalReference,
      sent_by: it.sentBy,
      sent_at: it.sentAt,
    })
    .execute();
  await insertOrigin(tx, it);
};

/** Writes down the report of an irregular stay, with the status at that moment. */
export const insertStayReport = async (tx: Transaction, it: NewNotice): Promise<void> => {
  await tx
    .insertInto('identification.stay_report')
    .values({
      id: it.id,
      from_organisation_id: it.fromOrganisationId,
      to_organisation_id: it.toOrganisationId,
      audience: [it.fromOrganisationId, it.toOrganisationId],
      fields: [...it.fields],
      reported_on: it.on,
      status_at_that_moment: it.status,
      legal_reference: it.legalReference,
      warning_read: true,
      reported_by: it.sentBy,
      reported_at: it.sentAt,
    })
    .execute();
  await insertOrigin(tx, it);
};

/** Notes who received a notice and when; false when it was received before. */
export const markReceived = async (tx: Transaction, it: ResidenceNotice, by: Uuid, at: Instant): Promise<boolean> => {
  const table = it.kind === 'minister_notice' ? 'identification.minister_notice' : 'identification.stay_report';
  const result = await tx
    .updateTable(table)
    .set({ received_by: by, received_at: at })
    .where('id', '=', it.id)
    .where('received_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};
