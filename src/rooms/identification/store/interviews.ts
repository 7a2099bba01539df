import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

export type Interview = {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly state: 'planned' | 'held' | 'cancelled';
  readonly plannedFor: Instant | null;
  readonly place: string | null;
  readonly language: string | null;
  readonly interpreter: string | null;
  readonly interpreterWish: string | null;
  readonly interpreterNumber: string | null;
  readonly supportAccompanies: boolean;
  readonly personsPresent: readonly string[];
  readonly conditions: readonly string[];
  readonly needs: readonly string[];
  readonly needsMet: string | null;
  readonly heldAt: Instant | null;
  readonly result: string | null;
  readonly version: number;
};

const query = (tx: Transaction) => tx.selectFrom('identification.interview').selectAll();

const interview = (row: Awaited<ReturnType<ReturnType<typeof query>['execute']>>[number]): Interview => ({
  id: row.id,
  caseId: row.case_id,
  state: row.state as Interview['state'],
  plannedFor: row.planned_for as Instant | null,
  place: row.place,
  language: row.language,
  interpreter: row.interpreter,
  interpreterWish: row.interpreter_wish,
  interpreterNumber: row.interpreter_number,
  supportAccompanies: row.support_accompanies,
  personsPresent: row.persons_present,
  conditions: row.conditions,
  needs: row.needs,
  needsMet: row.needs_met,
  heldAt: row.held_at as Instant | null,
  result: row.result,
  version: row.version,
});

/** Interviews of a case, the latest first. */
export const interviewsOf = async (tx: Transaction, caseId: Uuid): Promise<Interview[]> =>
  (
    await query(tx)
      .where('case_id', '=', caseId)
      .orderBy((order) => order.fn.coalesce('held_at', 'planned_for'), 'desc')
      .limit(100)
      .execute()
  ).map(interview);

/** One interview, or null. */
export const findInterview = async (tx: Transaction, id: Uuid): Promise<Interview | null> => {
  const row = await query(tx).where('id', '=', id).executeTakeFirst();
  return row ? interview(row) : null;
};

export type NewInterview = Omit<Interview, 'version'> & {
  readonly organisationId: Uuid;
  readonly plannedBy: Uuid;
  readonly recordedBy: Uuid | null;
};

const recorded = (it: Omit<NewInterview, 'organisationId' | 'plannedBy' | 'id' | 'caseId'>) => ({
  state: it.state,
  planned_for: it.plannedFor,
  place: it.place,
  language: it.language,
  interpreter: it.interpreter,
  interpreter_wish: it.interpreterWish,
  interpreter_number: it.interpreterNumber,
  support_accompanies: it.supportAccompanies,
  persons_present: [...it.personsPresent],
  conditions: [...it.conditions],
  needs: [...it.needs],
  needs_met: it.needsMet,
  held_at: it.heldAt,
  recorded_by: it.recordedBy,
  result: it.result,
});

/** Writes an interview down, planned or held. */
export const insertInterview = async (tx: Transaction, it: NewInterview): Promise<void> => {
  const own = { id: it.id, case_id: it.caseId, organisation_id: it.organisationId, planned_by: it.plannedBy };
  await tx
    .insertInto('identification.interview')
    .values({ ...own, ...recorded(it) })
    .execute();
};

/** Records a planned interview as held, if the version is still the one seen; tells whether it was. */
export const recordPlanned = async (tx: Transaction, seen: Interview, it: NewInterview): Promise<boolean> => {
  const result = await tx
    .updateTable('identification.interview')
    .set({ ...recorded(it), version: seen.version + 1 })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .where('state', '=', 'planned')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};
