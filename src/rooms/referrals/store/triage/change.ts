import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../../platform/clock.ts';
import type { Transaction } from '../../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../../platform/ids.ts';

/** Why work on a report ended and where it belongs: known to the body that decided it alone. */
export type ReportReason = {
  readonly outcome_reason?: string | null;
  readonly redirected_reason?: string;
  readonly redirected_to?: Uuid | null;
};

/** What may change on a report that was sent. */
export type ReportChange = {
  readonly state?: string;
  readonly urgency?: string;
  readonly urgency_rank?: number;
  readonly assigned_to?: Uuid | null;
  readonly outcome?: string;
  readonly outcome_at?: Instant;
  readonly merged_into?: Uuid;
};

/** Changes a report if the version is still the one seen; tells whether it was. */
export const updateReport = async (
  tx: Transaction,
  seen: { readonly id: Uuid; readonly version: number },
  change: ReportChange,
): Promise<boolean> => {
  const result = await tx
    .updateTable('referrals.report')
    .set({ ...change, version: seen.version + 1 })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** Keeps for the deciding body why work on a report ended. */
export const keepReason = async (
  tx: Transaction,
  of: { readonly reportId: Uuid; readonly organisationId: Uuid },
  reason: ReportReason,
): Promise<void> => {
  await tx
    .insertInto('referrals.report_reason')
    .values({ report_id: of.reportId, organisation_id: of.organisationId, ...reason })
    .onConflict((conflict) => conflict.column('report_id').doUpdateSet(reason))
    .execute();
};

/** One field that changed, in codes. */
export type Changed = { readonly field: string; readonly before: string | null; readonly after: string | null };

/** Writes down what was changed on a sent report, why and by whom. */
export const insertChanges = async (
  tx: Transaction,
  it: {
    readonly reportId: Uuid;
    readonly changes: readonly Changed[];
    readonly reason: string;
    readonly by: Uuid;
    readonly at: Instant;
    readonly audience: readonly Uuid[];
  },
): Promise<void> => {
  if (it.changes.length === 0) return;
  await tx
    .insertInto('referrals.change')
    .values(
      it.changes.map(({ field, before, after }) => ({
        ...{ id: newId(), report_id: it.reportId, field, old_value: before, new_value: after, reason: it.reason },
        ...{ changed_by: it.by, changed_at: it.at, audience: [...it.audience] },
      })),
    )
    .execute();
};

/** Acknowledges the receipt of the viewer's body; false when somebody has done so already. */
export const acknowledgeInbox = async (
  tx: Transaction,
  inboxId: Uuid,
  it: { readonly by: Uuid; readonly at: Instant },
): Promise<boolean> => {
  const result = await tx
    .updateTable('referrals.inbox')
    .set({ acknowledged_by: it.by, acknowledged_at: it.at })
    .where('id', '=', inboxId)
    .where('acknowledged_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** Notes which case a reported person has. */
export const setCase = async (tx: Transaction, personId: Uuid, caseId: Uuid): Promise<void> => {
  await tx.updateTable('referrals.report_person').set({ case_id: caseId }).where('id', '=', personId).execute();
};

/** Notes that a person of one report is the same human being as one of another, and takes over that one's case. */
export const setSame = async (
  tx: Transaction,
  personId: Uuid,
  same: { readonly personId: Uuid; readonly caseId: Uuid | null },
): Promise<void> => {
  await tx
    .updateTable('referrals.report_person')
    .set({ same_as: same.personId, case_id: same.caseId })
    .where('id', '=', personId)
    .execute();
};

/** Makes a part of a report: sender, day, route and audience of the whole; its number of persons and whether one is a child are its own. */
export const insertPart = async (
  tx: Transaction,
  it: { readonly partId: Uuid; readonly reportId: Uuid; readonly rootId: Uuid; readonly persons: readonly Uuid[] },
): Promise<void> => {
  await sql`insert into referrals.report (id, client_reference, sender_organisation_id, sent_by, on_behalf_organisation_id, intake_channel,
      received_on, route, how_came_to_light, form_version, language, in_danger, urgency, urgency_rank, has_child, n_persons, other_victims,
      police_told, commune, short_path, sent_at, state, assigned_to, split_from, audience)
    select ${it.partId}::uuid, ${newId()}::uuid, sender_organisation_id, sent_by, on_behalf_organisation_id, intake_channel,
      received_on, route, how_came_to_light, form_version, language, in_danger, urgency, urgency_rank,
      exists (select 1 from referrals.report_person p where p.id = any (${[...it.persons]}::uuid[]) and p.age_answer <> 'adult'),
      ${it.persons.length}, other_victims, police_told, commune, short_path, sent_at, state, assigned_to, ${it.rootId}::uuid, audience
    from referrals.report where id = ${it.reportId}::uuid`.execute(tx);
};

/** Moves persons from one report to another. */
export const movePersons = async (tx: Transaction, persons: readonly Uuid[], to: Uuid): Promise<void> => {
  await tx
    .updateTable('referrals.report_person')
    .set({ report_id: to })
    .where('id', 'in', [...persons])
    .execute();
};

/** Reports merged into one go on with it, where it goes. */
export const followMerge = async (tx: Transaction, from: Uuid, to: Uuid): Promise<void> => {
  await tx.updateTable('referrals.report').set({ merged_into: to }).where('merged_into', '=', from).execute();
};

/** A question to the reporter; its text is sealed elsewhere. */
export const insertQuestion = async (
  tx: Transaction,
  it: {
    readonly id: Uuid;
    readonly reportId: Uuid;
    readonly organisationId: Uuid;
    readonly by: Uuid;
    readonly at: Instant;
    readonly dueOn: PlainDate | null;
    readonly audience: readonly Uuid[];
  },
): Promise<void> => {
  await tx
    .insertInto('referrals.question_to_reporter')
    .values({
      ...{ id: it.id, report_id: it.reportId, organisation_id: it.organisationId },
      ...{ asked_by: it.by, asked_at: it.at, due_on: it.dueOn, audience: [...it.audience] },
    })
    .execute();
};

/** Marks a question as answered by the viewer and gives its report back to the queue; false when it was answered before. */
export const answerQuestion = async (tx: Transaction, questionId: Uuid, at: Instant): Promise<boolean> => {
  const answered = await sql<{ done: boolean }>`
    select referrals.answer_question(${questionId}::uuid, ${at}::timestamptz) as done`.execute(tx);
  return answered.rows[0]?.done === true;
};

/** Tells a reporting body, by code, what came of its report or of one of its persons. */
export const insertNotice = async (
  tx: Transaction,
  it: {
    readonly reportId: Uuid;
    readonly personId: Uuid | null;
    readonly organisationId: Uuid;
    readonly outcome: string;
    readonly at: Instant;
    readonly seenAt: Instant | null;
    readonly audience: readonly Uuid[];
  },
): Promise<void> => {
  await tx
    .insertInto('referrals.outcome_notice')
    .values({
      ...{ id: newId(), report_id: it.reportId, person_id: it.personId, organisation_id: it.organisationId },
      ...{ outcome: it.outcome, told_at: it.at, seen_at: it.seenAt, audience: [...it.audience] },
    })
    .execute();
};

/** Notes that a body has read what it was told of a report and of the parts split off from it; gives how much was new to it. */
export const markNoticesSeen = async (
  tx: Transaction,
  it: { readonly reportId: Uuid; readonly organisationId: Uuid; readonly at: Instant },
): Promise<number> => {
  const result = await tx
    .updateTable('referrals.outcome_notice')
    .set({ seen_at: it.at })
    .where('organisation_id', '=', it.organisationId)
    .where('seen_at', 'is', null)
    .where(({ eb, or, selectFrom }) =>
      or([
        eb('report_id', '=', it.reportId),
        eb('report_id', 'in', selectFrom('referrals.report').select('id').where('split_from', '=', it.reportId)),
      ]),
    )
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
};

/** Sets how the viewer's body calls a report itself; null takes the word away. */
export const setOwnLabel = async (
  tx: Transaction,
  reportId: Uuid,
  label: { readonly sealed: Buffer; readonly token: Buffer } | null,
): Promise<boolean> => {
  const result = await tx
    .updateTable('referrals.report_reference')
    .set({ own_label: label?.sealed ?? null, own_label_token: label?.token ?? null })
    .where('report_id', '=', reportId)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
};
