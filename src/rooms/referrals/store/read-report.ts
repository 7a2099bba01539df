import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { StoredPerson, StoredReport } from './rows.ts';

/** A report the viewer may see; null when there is none for her. */
export const findReport = async (tx: Transaction, reportId: Uuid): Promise<StoredReport | null> =>
  (await tx.selectFrom('referrals.report').selectAll().where('id', '=', reportId).executeTakeFirst()) ?? null;

/** The persons of a report that the viewer may see, in order. */
export const findPersons = async (tx: Transaction, reportId: Uuid): Promise<readonly StoredPerson[]> =>
  tx.selectFrom('referrals.report_person').selectAll().where('report_id', '=', reportId).orderBy('ordinal').execute();

/** A receipt: the report lies in this body's inbox since then; and whether it said so. */
export type Receipt = {
  readonly organisationId: Uuid;
  readonly receipt: string;
  readonly deliveredAt: Instant;
  readonly acknowledgedAt: Instant | null;
};

/** The receipts of a report, or of the report it was split off from. */
export const findReceipts = async (tx: Transaction, reportIds: readonly Uuid[]): Promise<readonly Receipt[]> =>
  tx
    .selectFrom('referrals.inbox')
    .select([
      'organisation_id as organisationId',
      'receipt',
      'delivered_at as deliveredAt',
      'acknowledged_at as acknowledgedAt',
    ])
    .where('report_id', 'in', [...reportIds])
    .orderBy('delivered_at')
    .$castTo<Receipt>()
    .execute();

/** A delivery that still waits, as the sender sees it. */
export type Pending = { readonly organisationId: Uuid; readonly attempts: number; readonly createdAt: Instant };

/** Deliveries of a report that wait; told to the sender alone. */
export const findPending = async (tx: Transaction, reportId: Uuid): Promise<readonly Pending[]> =>
  tx
    .selectFrom('referrals.outbox')
    .select(['organisation_id as organisationId', 'attempts', 'created_at as createdAt'])
    .where('report_id', '=', reportId)
    .where('state', '=', 'waiting')
    .where('kind', '=', 'inbox')
    .$castTo<Pending>()
    .execute();

/** The questions of one subject and compartment, as they were asked. */
export type StoredSnapshot = {
  readonly personId: Uuid | null;
  readonly compartment: string;
  readonly language: string;
  readonly questions: unknown;
};

/** The parts of the record that reached the viewer: of the report itself and of the given persons. */
export const findSnapshots = async (
  tx: Transaction,
  about: { readonly reportIds: readonly Uuid[]; readonly personIds: readonly Uuid[] },
): Promise<readonly StoredSnapshot[]> =>
  tx
    .selectFrom('referrals.snapshot')
    .select(['person_id as personId', 'compartment', 'language', 'questions'])
    .where('report_id', 'in', [...about.reportIds])
    .where(({ or, eb }) =>
      or([
        eb('person_id', 'is', null),
        ...(about.personIds.length > 0 ? [eb('person_id', 'in', [...about.personIds])] : []),
      ]),
    )
    .execute();

/** A question to the reporter without its text. */
export type Question = {
  readonly id: Uuid;
  readonly reportId: Uuid;
  readonly organisationId: Uuid;
  readonly askedAt: Instant;
  readonly dueOn: string | null;
  readonly answeredAt: Instant | null;
};

const questionColumns = [
  'id',
  'report_id as reportId',
  'organisation_id as organisationId',
  'asked_at as askedAt',
  'due_on as dueOn',
  'answered_at as answeredAt',
] as const;

/** The questions about a report. */
export const findQuestions = async (tx: Transaction, reportId: Uuid): Promise<readonly Question[]> =>
  tx
    .selectFrom('referrals.question_to_reporter')
    .select(questionColumns)
    .where('report_id', '=', reportId)
    .orderBy('asked_at')
    .$castTo<Question>()
    .execute();

/** One question, if the viewer's body is one of the two sides. */
export const findQuestion = async (tx: Transaction, questionId: Uuid): Promise<Question | null> =>
  (await tx
    .selectFrom('referrals.question_to_reporter')
    .select(questionColumns)
    .where('id', '=', questionId)
    .$castTo<Question>()
    .executeTakeFirst()) ?? null;

/** What a reporting body was told of an outcome, and when it read it. */
export type OutcomeNotice = {
  readonly organisationId: Uuid;
  readonly personId: Uuid | null;
  readonly outcome: string;
  readonly toldAt: Instant;
  readonly seenAt: Instant | null;
};

/** What was told about a report and the parts split off from it, the newest last. */
export const findNotices = async (tx: Transaction, reportId: Uuid): Promise<readonly OutcomeNotice[]> =>
  tx
    .selectFrom('referrals.outcome_notice')
    .select(['organisation_id as organisationId', 'person_id as personId', 'outcome'])
    .select(['told_at as toldAt', 'seen_at as seenAt'])
    .where(({ eb, or, selectFrom }) =>
      or([
        eb('report_id', '=', reportId),
        eb('report_id', 'in', selectFrom('referrals.report').select('id').where('split_from', '=', reportId)),
      ]),
    )
    .orderBy('told_at')
    .$castTo<OutcomeNotice>()
    .execute();

/** One event of a report's line, as far as the viewer's body may see it. */
export type ReportEventLine = {
  readonly id: Uuid;
  readonly organisationId: Uuid;
  readonly type: string;
  readonly at: Instant;
  readonly data: unknown;
};

/** Everything that happened to a report, the newest first. */
export const findEvents = async (tx: Transaction, reportId: Uuid): Promise<readonly ReportEventLine[]> =>
  tx
    .selectFrom('journal.event_published')
    .select(['id', 'organisation_id as organisationId', 'type', 'at', 'data'])
    .where('report_id', '=', reportId)
    .orderBy('at', 'desc')
    .limit(300)
    .$castTo<ReportEventLine>()
    .execute();

/** A line of the change log. */
export type ChangeLine = {
  readonly field: string;
  readonly oldValue: string | null;
  readonly newValue: string | null;
  readonly reason: string;
  readonly changedAt: Instant;
};

/** What was changed of a sent report, the newest first. */
export const findChanges = async (tx: Transaction, reportId: Uuid): Promise<readonly ChangeLine[]> =>
  tx
    .selectFrom('referrals.change')
    .select(['field', 'old_value as oldValue', 'new_value as newValue', 'reason', 'changed_at as changedAt'])
    .where('report_id', '=', reportId)
    .orderBy('changed_at', 'desc')
    .$castTo<ChangeLine>()
    .execute();

/** The viewer's body's own reference and label of reports. */
export type OwnReference = { readonly reportId: Uuid; readonly code: string; readonly label: Buffer | null };

/** The own references of some reports. */
export const findReferences = async (tx: Transaction, reportIds: readonly Uuid[]): Promise<readonly OwnReference[]> =>
  reportIds.length === 0
    ? []
    : tx
        .selectFrom('referrals.report_reference')
        .select(['report_id as reportId', 'code', 'own_label as label'])
        .where('report_id', 'in', [...reportIds])
        .execute();

/** Reports joined to this one, or split off from it. */
export const findRelated = async (
  tx: Transaction,
  reportId: Uuid,
): Promise<readonly { readonly id: Uuid; readonly how: 'merged_here' | 'split_off' }[]> => {
  const rows = await tx
    .selectFrom('referrals.report')
    .select(['id', 'merged_into', 'split_from'])
    .where(({ or, eb }) => or([eb('merged_into', '=', reportId), eb('split_from', '=', reportId)]))
    .execute();
  return rows.map((row) => ({ id: row.id, how: row.merged_into === reportId ? 'merged_here' : 'split_off' }));
};

/** Signs of the given persons that reached the viewer. */
export const findSigns = async (
  tx: Transaction,
  personIds: readonly Uuid[],
): Promise<readonly { readonly personId: Uuid; readonly indicator: string }[]> =>
  personIds.length === 0
    ? []
    : tx
        .selectFrom('referrals.report_indicator')
        .select(['person_id as personId', 'indicator'])
        .where('person_id', 'in', [...personIds])
        .execute();
