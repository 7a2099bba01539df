import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newCheckedReference, type Uuid } from '../../../platform/ids.ts';
import type { ThirdCountry } from '../facts.ts';

export type Status = {
  readonly caseId: Uuid;
  readonly personId: Uuid;
  readonly reportId: Uuid;
  readonly state: string;
  readonly since: PlainDate;
  readonly thirdCountry: ThirdCountry | null;
  readonly version: number;
  /** When somebody last looked at the status and found that it holds, and who. */
  readonly reviewedOn: PlainDate | null;
  readonly reviewedByName: string | null;
};

/** The first status of a person whose case was opened; a second call changes nothing. */
export const beginStatus = async (tx: Transaction, caseId: Uuid, state: string, on: PlainDate): Promise<void> => {
  await sql`select identification.begin_status(${caseId}::uuid, ${state}, ${on}::date)`.execute(tx);
};

/** The status of a case, or null when there is none for this viewer. */
export const findStatus = async (tx: Transaction, caseId: Uuid): Promise<Status | null> => {
  const row = await tx
    .selectFrom('identification.status as s')
    .leftJoin('directory.staff_published as p', 'p.id', 's.reviewed_by')
    .selectAll('s')
    .select('p.display_name')
    .where('s.case_id', '=', caseId)
    .executeTakeFirst();
  if (!row) return null;
  return {
    caseId: row.case_id,
    personId: row.person_id,
    reportId: row.report_id,
    state: row.state,
    since: row.since as PlainDate,
    thirdCountry: row.third_country as ThirdCountry | null,
    version: row.version,
    reviewedOn: row.reviewed_on as PlainDate | null,
    reviewedByName: row.display_name,
  };
};

type StatusChange = { readonly state: string; readonly since: PlainDate; readonly thirdCountry: ThirdCountry | null };

/** Changes the status if the version is still the one seen; tells whether it was. */
export const updateStatus = async (tx: Transaction, seen: Status, change: StatusChange): Promise<boolean> => {
  const result = await tx
    .updateTable('identification.status')
    .set({
      ...{ state: change.state, since: change.since, third_country: change.thirdCountry, version: seen.version + 1 },
      ...{ reviewed_on: null, reviewed_by: null },
    })
    .where('case_id', '=', seen.caseId)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** Writes down that somebody looked at the status and it holds; tells whether the version was still the one seen. */
export const markReviewed = async (
  tx: Transaction,
  seen: Status,
  reviewed: { readonly on: PlainDate; readonly by: Uuid },
): Promise<boolean> => {
  const result = await tx
    .updateTable('identification.status')
    .set({ reviewed_on: reviewed.on, reviewed_by: reviewed.by, version: seen.version + 1 })
    .where('case_id', '=', seen.caseId)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** A task the program set, since a status is to be looked at soon. */
export type ReviewReminder = {
  readonly taskId: Uuid;
  readonly caseId: Uuid;
  readonly personId: Uuid;
  readonly organisationId: Uuid;
  readonly dueOn: PlainDate;
};

/** Sets the tasks that fall due; for the worker. */
export const remindOfReviews = async (
  tx: Transaction,
  when: { readonly on: PlainDate; readonly at: Instant; readonly most: number },
): Promise<readonly ReviewReminder[]> => {
  const found = await sql<ReviewReminder>`select task_id as "taskId", case_id as "caseId", person_id as "personId",
    organisation_id as "organisationId", due_on as "dueOn"
    from identification.remind_of_reviews(${when.on}::date, ${when.at}::timestamptz, ${when.most})`.execute(tx);
  return found.rows;
};

/** A status that became another by itself. */
export type DueStep = {
  readonly caseId: Uuid;
  readonly personId: Uuid;
  readonly reportId: Uuid;
  readonly organisationId: Uuid;
  readonly audience: readonly Uuid[];
  readonly from: string;
  readonly to: string;
};

/** Lets each status whose time is over become what its rule says; for the worker. */
export const takeDueSteps = async (tx: Transaction, on: PlainDate, most: number): Promise<readonly DueStep[]> => {
  const found = await sql<DueStep>`select case_id as "caseId", person_id as "personId", report_id as "reportId",
    organisation_id as "organisationId", audience, from_state as "from", to_state as "to"
    from identification.take_due_steps(${on}::date, ${most})`.execute(tx);
  return found.rows;
};

export type RemovalBlock = {
  readonly reference: string;
  readonly blocked: boolean;
  readonly reflection: boolean;
  /** A certificate or permit protects. */
  readonly stay: boolean;
  readonly since: PlainDate;
};

/** Whether the person must not be removed; null when nobody was ever asked to know. */
export const findRemovalBlock = async (tx: Transaction, caseId: Uuid): Promise<RemovalBlock | null> => {
  const row = await tx
    .selectFrom('identification.removal_block')
    .select(['reference', 'blocked', 'reflection', 'stay', 'since'])
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  return row ? { ...row, since: row.since as PlainDate } : null;
};

/** Sets whether the person must not be removed; `known` is what stands there. The reference stays the one that was given first. */
export const setRemovalBlock = async (
  tx: Transaction,
  { caseId, known }: { readonly caseId: Uuid; readonly known: RemovalBlock | null },
  block: { readonly blocked: boolean; readonly since: PlainDate },
): Promise<void> => {
  const values = { blocked: block.blocked, reflection: block.blocked, since: block.since };
  if (known === null) {
    await tx
      .insertInto('identification.removal_block')
      .values({ case_id: caseId, reference: newCheckedReference(), ...values })
      .execute();
    return;
  }
  await tx
    .updateTable('identification.removal_block')
    .set((set) => ({ ...values, version: set('version', '+', 1) }))
    .where('case_id', '=', caseId)
    .execute();
};

/** The return officer's question: is a removal blocked under this reference? No, too, where nothing is known of it. */
export const askRemovalBlock = async (tx: Transaction, reference: string): Promise<boolean> => {
  const found = await sql<{
    answer: boolean;
  }>`select identification.removal_blocked(${reference}) as answer`.execute(tx);
  return found.rows[0]?.answer === true;
};

/** How the police's work on a person ended so far; `known` is the outcome that stands there. */
export const setOutcome = async (
  tx: Transaction,
  it: {
    readonly caseId: Uuid;
    readonly reportId: Uuid;
    readonly personId: Uuid;
    readonly outcome: string;
    readonly on: PlainDate;
  },
  known: string | null,
): Promise<void> => {
  if (known === null) {
    const row = {
      case_id: it.caseId,
      report_id: it.reportId,
      person_id: it.personId,
      outcome: it.outcome,
      on_day: it.on,
    };
    await tx.insertInto('identification.person_outcome').values(row).execute();
    return;
  }
  await tx
    .updateTable('identification.person_outcome')
    .set((set) => ({ outcome: it.outcome, on_day: it.on, version: set('version', '+', 1) }))
    .where('case_id', '=', it.caseId)
    .execute();
};

/** The outcome of a person, or null while there is none. */
export const findOutcome = async (tx: Transaction, caseId: Uuid): Promise<string | null> => {
  const row = await tx
    .selectFrom('identification.person_outcome')
    .select('outcome')
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  return row?.outcome ?? null;
};

export type PersonOutcome = {
  readonly personId: Uuid;
  readonly caseId: Uuid;
  readonly state: string;
  readonly outcome: string | null;
};

/** The status and outcome of every person of a report whose case this viewer sees. */
export const outcomesOfReport = async (tx: Transaction, reportId: Uuid): Promise<PersonOutcome[]> => {
  const rows = await tx
    .selectFrom('identification.status as s')
    .leftJoin('identification.person_outcome as o', 'o.case_id', 's.case_id')
    .select(['s.person_id', 's.case_id', 's.state', 'o.outcome'])
    .where('s.report_id', '=', reportId)
    .limit(500)
    .execute();
  return rows.map((row) => ({ personId: row.person_id, caseId: row.case_id, state: row.state, outcome: row.outcome }));
};
