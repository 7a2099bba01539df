import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { DecisionState } from '../facts.ts';

export type Decision = {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly step: string;
  readonly event: string;
  readonly fromState: string;
  readonly toState: string;
  readonly reasons: readonly string[];
  readonly indicators: readonly string[];
  readonly byPerson: boolean;
  readonly decidedBy: Uuid;
  readonly decidedByName: string | null;
  readonly decidedOn: PlainDate;
  readonly recordedAt: Instant;
  readonly state: DecisionState;
  readonly reviewedBy: Uuid | null;
  readonly reviewedByName: string | null;
  readonly reviewedAt: Instant | null;
  readonly reverses: Uuid | null;
};

const query = (tx: Transaction) =>
  tx
    .selectFrom('identification.decision as d')
    .leftJoin('directory.staff_published as a', 'a.id', 'd.decided_by')
    .leftJoin('directory.staff_published as b', 'b.id', 'd.reviewed_by')
    .selectAll('d')
    .select(['a.display_name as decided_name', 'b.display_name as reviewed_name']);

const decision = (row: Awaited<ReturnType<ReturnType<typeof query>['execute']>>[number]): Decision => ({
  id: row.id,
  caseId: row.case_id,
  step: row.step,
  event: row.event,
  fromState: row.from_state,
  toState: row.to_state,
  reasons: row.reasons,
  indicators: row.indicators,
  byPerson: row.by_person,
  decidedBy: row.decided_by,
  decidedByName: row.decided_name,
  decidedOn: row.decided_on as PlainDate,
  recordedAt: row.recorded_at as Instant,
  state: row.state as DecisionState,
  reviewedBy: row.reviewed_by,
  reviewedByName: row.reviewed_name,
  reviewedAt: row.reviewed_at as Instant | null,
  reverses: row.reverses,
});

/** The decisions of a case, newest first. */
export const decisionsOf = async (tx: Transaction, caseId: Uuid): Promise<Decision[]> =>
  (
    await query(tx)
      .where('d.case_id', '=', caseId)
      .orderBy('d.recorded_at', 'desc')
      .orderBy('d.id', 'desc')
      .limit(100)
      .execute()
  ).map(decision);

/** One decision, or null. */
export const findDecision = async (tx: Transaction, id: Uuid): Promise<Decision | null> => {
  const row = await query(tx).where('d.id', '=', id).executeTakeFirst();
  return row ? decision(row) : null;
};

/** Decisions that wait for a second officer, oldest first; at most 100. */
export const awaitingDecisions = async (tx: Transaction): Promise<Decision[]> =>
  (await query(tx).where('d.state', '=', 'awaiting_review').orderBy('d.recorded_at').limit(100).execute()).map(
    decision,
  );

/** How many decisions wait for a second officer. */
export const countAwaiting = async (tx: Transaction): Promise<number> => {
  const counted = await tx
    .selectFrom('identification.decision')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('state', '=', 'awaiting_review')
    .executeTakeFirstOrThrow();
  return Number(counted.n);
};

/** Is a decision of the case waiting for review? */
export const isAwaiting = async (tx: Transaction, caseId: Uuid): Promise<boolean> => {
  const found = await sql<{ n: number }>`select count(*)::integer as n from identification.decision
    where case_id = ${caseId}::uuid and state = 'awaiting_review'`.execute(tx);
  return (found.rows[0]?.n ?? 0) > 0;
};

export type NewDecision = Omit<Decision, 'decidedByName' | 'reviewedBy' | 'reviewedByName' | 'reviewedAt'> & {
  readonly organisationId: Uuid;
};

/** Writes a decision down. */
export const insertDecision = async (tx: Transaction, it: NewDecision): Promise<void> => {
  await tx
    .insertInto('identification.decision')
    .values({
      id: it.id,
      case_id: it.caseId,
      organisation_id: it.organisationId,
      step: it.step,
      event: it.event,
      from_state: it.fromState,
      to_state: it.toState,
      reasons: [...it.reasons],
      indicators: [...it.indicators],
      by_person: it.byPerson,
      decided_by: it.decidedBy,
      decided_on: it.decidedOn,
      recorded_at: it.recordedAt,
      state: it.state,
      reverses: it.reverses,
    })
    .execute();
};

/** Marks the decisions in force as followed by another one. */
export const supersedeDecisions = async (tx: Transaction, caseId: Uuid): Promise<void> => {
  await tx
    .updateTable('identification.decision')
    .set({ state: 'superseded' })
    .where('case_id', '=', caseId)
    .where('state', '=', 'in_force')
    .execute();
};

/** Writes down a second officer's answer; false when somebody answered before. */
export const answerDecision = async (
  tx: Transaction,
  id: Uuid,
  answer: { readonly state: 'in_force' | 'refused'; readonly by: Uuid; readonly at: Instant },
): Promise<boolean> => {
  const result = await tx
    .updateTable('identification.decision')
    .set({ state: answer.state, reviewed_by: answer.by, reviewed_at: answer.at })
    .where('id', '=', id)
    .where('state', '=', 'awaiting_review')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

export type PalermoView = {
  readonly acts: readonly string[];
  readonly means: readonly string[];
  readonly purposes: readonly string[];
  readonly nationalElements: readonly string[];
};

/** Keeps what was ticked beside a decision. */
export const insertPalermoView = async (
  tx: Transaction,
  it: PalermoView & { readonly decisionId: Uuid; readonly caseId: Uuid; readonly organisationId: Uuid },
): Promise<void> => {
  await tx
    .insertInto('identification.palermo_view')
    .values({
      decision_id: it.decisionId,
      case_id: it.caseId,
      organisation_id: it.organisationId,
      acts: [...it.acts],
      means: [...it.means],
      purposes: [...it.purposes],
      national_elements: [...it.nationalElements],
    })
    .execute();
};

/** The views ticked beside the decisions of a case, by decision. */
export const palermoViewsOf = async (tx: Transaction, caseId: Uuid): Promise<ReadonlyMap<Uuid, PalermoView>> => {
  const rows = await tx
    .selectFrom('identification.palermo_view')
    .selectAll()
    .where('case_id', '=', caseId)
    .limit(100)
    .execute();
  return new Map(
    rows.map((row) => [
      row.decision_id,
      { acts: row.acts, means: row.means, purposes: row.purposes, nationalElements: row.national_elements },
    ]),
  );
};
