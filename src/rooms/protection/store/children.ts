import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { ChildAge } from '../facts.ts';

/** One step on the path of a child. */
export type ChildStep = {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly organisationId: Uuid;
  readonly number: number;
  readonly step: string | null;
  readonly event: string;
  readonly fromState: string | null;
  readonly toState: string;
  /** The age that counts from then on. */
  readonly age: ChildAge;
  readonly decidedBy: string | null;
  readonly happenedOn: PlainDate;
  readonly recordedBy: Uuid | null;
  readonly recordedByName: string | null;
  readonly recordedAt: Instant;
};

/** The steps of a case in their order; for those who see the case. */
export const childStepsOf = async (tx: Transaction, caseId: Uuid): Promise<ChildStep[]> => {
  const rows = await tx
    .selectFrom('protection.child_step as c')
    .leftJoin('directory.staff_published as p', 'p.id', 'c.recorded_by')
    .selectAll('c')
    .select('p.display_name')
    .where('c.case_id', '=', caseId)
    .orderBy('c.number')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, caseId: row.case_id, organisationId: row.organisation_id, number: row.number, step: row.step },
    ...{ event: row.event, fromState: row.from_state, toState: row.to_state, age: row.age as ChildAge },
    ...{ decidedBy: row.decided_by, recordedBy: row.recorded_by, recordedByName: row.display_name },
    happenedOn: row.happened_on as PlainDate,
    recordedAt: row.recorded_at as Instant,
  }));
};

/** Writes a step down; false when somebody wrote one with this number before. */
export const insertChildStep = async (tx: Transaction, it: Omit<ChildStep, 'recordedByName'>): Promise<boolean> => {
  const result = await tx
    .insertInto('protection.child_step')
    .values({
      ...{ id: it.id, case_id: it.caseId, organisation_id: it.organisationId, number: it.number, step: it.step },
      ...{ event: it.event, from_state: it.fromState, to_state: it.toState, age: it.age, decided_by: it.decidedBy },
      ...{ happened_on: it.happenedOn, recorded_by: it.recordedBy, recorded_at: it.recordedAt },
    })
    .onConflict((on) => on.columns(['case_id', 'number']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};
