import type { Updateable } from 'kysely';
import type { Instant } from '../../../platform/clock.ts';
import type { Tables, Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import type { StoredPerson, StoredReport } from './rows.ts';

/** A report the viewer may see; null when there is none for her. */
export const findReport = async (tx: Transaction, reportId: Uuid): Promise<StoredReport | null> =>
  (await tx.selectFrom('referrals.report').selectAll().where('id', '=', reportId).executeTakeFirst()) ?? null;

/** The persons of a report that the viewer may see, in order. */
export const findPersons = async (tx: Transaction, reportId: Uuid): Promise<readonly StoredPerson[]> =>
  tx.selectFrom('referrals.report_person').selectAll().where('report_id', '=', reportId).orderBy('ordinal').execute();

/** One person of any report the viewer may see. */
export const findPerson = async (tx: Transaction, personId: Uuid): Promise<StoredPerson | null> =>
  (await tx.selectFrom('referrals.report_person').selectAll().where('id', '=', personId).executeTakeFirst()) ?? null;

type ReportChange = Omit<Updateable<Tables['referrals.report']>, 'id' | 'audience' | 'version'>;

/** Changes a report if nobody has changed it since it was read; false when somebody has. */
export const updateReport = async (tx: Transaction, report: StoredReport, change: ReportChange): Promise<boolean> => {
  const changed = await tx
    .updateTable('referrals.report')
    .set({ ...change, version: report.version + 1 })
    .where('id', '=', report.id)
    .where('version', '=', report.version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};

/** Writes what was changed of a sent report, in codes, with its reason. */
export const insertChange = async (
  tx: Transaction,
  change: {
    readonly report: StoredReport;
    readonly field: string;
    readonly old: string | null;
    readonly new: string | null;
    readonly reason: string;
    readonly by: Uuid;
    readonly at: Instant;
  },
): Promise<void> => {
  await tx
    .insertInto('referrals.change')
    .values({
      id: newId(),
      report_id: change.report.id,
      field: change.field,
      old_value: change.old,
      new_value: change.new,
      reason: change.reason,
      changed_by: change.by,
      changed_at: change.at,
      audience: change.report.audience,
    })
    .execute();
};

/** Acknowledges a report in the name of one recipient; false when it was acknowledged or never received. */
export const acknowledgeInbox = async (
  tx: Transaction,
  receipt: { readonly reportId: Uuid; readonly organisationId: Uuid; readonly by: Uuid; readonly at: Instant },
): Promise<boolean> => {
  const changed = await tx
    .updateTable('referrals.inbox')
    .set({ acknowledged_at: receipt.at, acknowledged_by: receipt.by })
    .where('report_id', '=', receipt.reportId)
    .where('organisation_id', '=', receipt.organisationId)
    .where('acknowledged_at', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};

/** Notes the case of a person. */
export const setPersonCase = async (tx: Transaction, personId: Uuid, caseId: Uuid): Promise<void> => {
  await tx.updateTable('referrals.report_person').set({ case_id: caseId }).where('id', '=', personId).execute();
};

/** Notes that a person is the same human being as one of another report. */
export const setSamePerson = async (tx: Transaction, personId: Uuid, sameAs: Uuid): Promise<void> => {
  await tx.updateTable('referrals.report_person').set({ same_as: sameAs }).where('id', '=', personId).execute();
};

/** Moves persons to the report that was split off. */
export const movePersons = async (tx: Transaction, personIds: readonly Uuid[], reportId: Uuid): Promise<void> => {
  await tx
    .updateTable('referrals.report_person')
    .set({ report_id: reportId })
    .where('id', 'in', [...personIds])
    .execute();
};

/** Inserts the part of a report that is split off: same sender, date, route and readers. */
export const insertPart = async (
  tx: Transaction,
  whole: StoredReport,
  part: { readonly id: Uuid; readonly persons: readonly StoredPerson[] },
): Promise<void> => {
  await tx
    .insertInto('referrals.report')
    .values({
      ...whole,
      id: part.id,
      client_reference: newId(),
      sent_by: null,
      split_from: whole.id,
      merged_into: null,
      n_persons: part.persons.length,
      has_child: part.persons.some((one) => one.age_answer !== 'adult'),
      version: 1,
    })
    .execute();
};

/** A question to the reporter: its header; the text is sealed. */
export type QuestionRow = {
  readonly id: Uuid;
  readonly reportId: Uuid;
  readonly organisationId: Uuid;
  readonly askedBy: Uuid;
  readonly askedAt: Instant;
  readonly dueOn: string | null;
  readonly audience: readonly Uuid[];
};

/** Stores the header of a question. */
export const insertQuestion = async (tx: Transaction, question: QuestionRow): Promise<void> => {
  await tx
    .insertInto('referrals.question_to_reporter')
    .values({
      id: question.id,
      report_id: question.reportId,
      organisation_id: question.organisationId,
      asked_by: question.askedBy,
      asked_at: question.askedAt,
      due_on: question.dueOn,
      audience: [...question.audience],
    })
    .execute();
};

/** Notes that a question was answered; false when it was answered already. */
export const markAnswered = async (
  tx: Transaction,
  answer: { readonly questionId: Uuid; readonly by: Uuid; readonly at: Instant },
): Promise<boolean> => {
  const changed = await tx
    .updateTable('referrals.question_to_reporter')
    .set({ answered_by: answer.by, answered_at: answer.at })
    .where('id', '=', answer.questionId)
    .where('answered_at', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};

/** How many questions about a report wait for an answer. */
export const countOpenQuestions = async (tx: Transaction, reportId: Uuid): Promise<number> => {
  const counted = await tx
    .selectFrom('referrals.question_to_reporter')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('report_id', '=', reportId)
    .where('answered_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(counted.n);
};

/** Stores what the reporting body may know of an outcome. */
export const insertNotice = async (
  tx: Transaction,
  notice: {
    readonly reportId: Uuid;
    readonly personId: Uuid | null;
    readonly organisationId: Uuid;
    readonly outcome: string;
    readonly toldAt: Instant;
    readonly audience: readonly Uuid[];
  },
): Promise<void> => {
  await tx
    .insertInto('referrals.outcome_notice')
    .values({
      id: newId(),
      report_id: notice.reportId,
      person_id: notice.personId,
      organisation_id: notice.organisationId,
      outcome: notice.outcome,
      told_at: notice.toldAt,
      audience: [...notice.audience],
    })
    .execute();
};
