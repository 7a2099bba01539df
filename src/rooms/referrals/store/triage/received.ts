import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Instant } from '../../../../platform/clock.ts';
import type { Tables, Transaction } from '../../../../platform/database/index.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import type { StoredPerson, StoredReport } from '../rows.ts';

/** The receipt of the viewer's own body. */
export type OwnReceipt = {
  readonly id: Uuid;
  readonly organisationId: Uuid;
  readonly receipt: string;
  readonly deliveredAt: Instant;
  readonly acknowledgedAt: Instant | null;
};

/** A report as one of its recipients has it. `rootId`: the whole it was split from, else itself. */
export type Received = {
  readonly report: StoredReport;
  readonly rootId: Uuid;
  readonly reportingOrganisationId: Uuid;
  readonly own: OwnReceipt | null;
  readonly reference: string | null;
  readonly ownLabel: Buffer | null;
  readonly assignedName: string | null;
};

const receiptOf = async (tx: Transaction, rootId: Uuid): Promise<OwnReceipt | null> => {
  const found =
    await sql<OwnReceipt>`select id, organisation_id as "organisationId", receipt, delivered_at as "deliveredAt",
      acknowledged_at as "acknowledgedAt" from referrals.inbox
    where report_id = ${rootId}::uuid and organisation_id = any ((select security.viewer_organisations())::uuid[]) limit 1`.execute(
      tx,
    );
  return found.rows[0] ?? null;
};

const referenceOf = async (tx: Transaction, reportId: Uuid): Promise<{ code: string; label: Buffer | null } | null> =>
  (await tx
    .selectFrom('referrals.report_reference')
    .select(['code', 'own_label as label'])
    .where('report_id', '=', reportId)
    .executeTakeFirst()) ?? null;

const nameOf = async (tx: Transaction, staffId: Uuid): Promise<string | null> => {
  const found = await tx
    .selectFrom('directory.staff_published')
    .select('display_name')
    .where('id', '=', staffId)
    .executeTakeFirst();
  return found?.display_name ?? null;
};

/** A report this viewer may see, with what her body has of it; null when there is none. */
export const findReceived = async (tx: Transaction, reportId: Uuid): Promise<Received | null> => {
  const report = await tx.selectFrom('referrals.report').selectAll().where('id', '=', reportId).executeTakeFirst();
  if (!report) return null;
  const rootId = report.split_from ?? report.id;
  const reference = await referenceOf(tx, reportId);
  return {
    ...{ report, rootId },
    reportingOrganisationId: report.on_behalf_organisation_id ?? report.sender_organisation_id,
    own: await receiptOf(tx, rootId),
    reference: reference?.code ?? null,
    ownLabel: reference?.label ?? null,
    assignedName: report.assigned_to === null ? null : await nameOf(tx, report.assigned_to),
  };
};

/** The persons of a report that reached the viewer, in their order. */
export const personsOf = async (tx: Transaction, reportId: Uuid): Promise<readonly StoredPerson[]> =>
  tx
    .selectFrom('referrals.report_person')
    .selectAll()
    .where('report_id', '=', reportId)
    .orderBy('ordinal')
    .limit(500)
    .execute();

/** Reports that hang on one: parts split off from it, and reports merged into it. */
export type HangingReport = {
  readonly id: Uuid;
  readonly reference: string | null;
  readonly kind: 'part' | 'merged' | 'whole' | 'into';
};

/** What was split off from a report, what was merged into it, and where it itself came from or went. */
export const hangingOn = async (tx: Transaction, { report }: Received): Promise<readonly HangingReport[]> =>
  (
    await sql<HangingReport>`select r.id, ref.code as reference,
      case when r.split_from = ${report.id}::uuid then 'part' when r.merged_into = ${report.id}::uuid then 'merged'
        when r.id = ${report.split_from}::uuid then 'whole' else 'into' end as kind
    from referrals.report r left join referrals.report_reference ref on ref.report_id = r.id
      and ref.organisation_id = any ((select security.viewer_organisations())::uuid[])
    where r.split_from = ${report.id}::uuid or r.merged_into = ${report.id}::uuid
      or r.id in (${report.split_from}::uuid, ${report.merged_into}::uuid)
    order by r.sent_at, r.id limit 100`.execute(tx)
  ).rows;

export type Question = Selectable<Tables['referrals.question_to_reporter']>;

/** The questions to the reporter, newest first. */
export const questionsOf = async (tx: Transaction, reportId: Uuid): Promise<readonly Question[]> =>
  tx
    .selectFrom('referrals.question_to_reporter')
    .selectAll()
    .where('report_id', '=', reportId)
    .orderBy('asked_at', 'desc')
    .limit(100)
    .execute();

/** One question, or null. */
export const findQuestion = async (tx: Transaction, questionId: Uuid): Promise<Question | null> =>
  (await tx.selectFrom('referrals.question_to_reporter').selectAll().where('id', '=', questionId).executeTakeFirst()) ??
  null;

export type LoggedChange = Selectable<Tables['referrals.change']> & { readonly by: string | null };

/** What was changed on a report since it was sent, newest first. */
export const changesOf = async (tx: Transaction, reportId: Uuid): Promise<readonly LoggedChange[]> => {
  const rows = await tx
    .selectFrom('referrals.change as c')
    .leftJoin('directory.staff_published as s', 's.id', 'c.changed_by')
    .selectAll('c')
    .select('s.display_name as by')
    .where('c.report_id', '=', reportId)
    .orderBy('c.changed_at', 'desc')
    .limit(200)
    .execute();
  return rows;
};

export type OutcomeNotice = Selectable<Tables['referrals.outcome_notice']>;

/** What the reporting body was told of what came of it, newest first. */
export const noticesOf = async (tx: Transaction, reportId: Uuid): Promise<readonly OutcomeNotice[]> =>
  tx
    .selectFrom('referrals.outcome_notice')
    .selectAll()
    .where('report_id', '=', reportId)
    .orderBy('told_at', 'desc')
    .limit(600)
    .execute();

/** One event of a report as the journal shows it to this viewer. */
export type ReportEventLine = {
  readonly id: Uuid;
  readonly type: string;
  readonly at: Instant;
  readonly organisationId: Uuid;
  readonly data: Readonly<Record<string, unknown>>;
};

/** Readings are in the journal, but not on the timeline: they would bury what happened. */
const readings = ['%\\_read', '%opened', '%searched', '%.refused', '%open-refused'];

/** What happened to a report (and, for a part, to the whole before), newest first, at most 200. */
export const eventsOf = async (tx: Transaction, reportIds: readonly Uuid[]): Promise<readonly ReportEventLine[]> =>
  (
    await sql<ReportEventLine>`select id, type, at, organisation_id as "organisationId", data from journal.event_published
      where report_id = any (${[...reportIds]}::uuid[]) and case_id is null and not type like any (${readings})
      order by at desc, id desc limit 200`.execute(tx)
  ).rows;

/** The status under which the case of a person is listed, by person; only what the viewer's body may see. */
export const statusOfPersons = async (
  tx: Transaction,
  personIds: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, { readonly caseId: Uuid; readonly status: string | null }>> => {
  if (personIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('cases.case_published')
    .select(['id', 'person_id', 'victim_status'])
    .where('person_id', 'in', [...personIds])
    .execute();
  return new Map(
    rows.flatMap((row) =>
      row.id && row.person_id ? [[row.person_id, { caseId: row.id, status: row.victim_status }] as const] : [],
    ),
  );
};
