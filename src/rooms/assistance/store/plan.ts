import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { AssessmentKind } from '../../../profile/index.ts';

/** What was found on a day. */
export type Assessment = {
  readonly id: Uuid;
  readonly kind: AssessmentKind;
  readonly levels: readonly string[];
  readonly madeOn: PlainDate;
  readonly validUntil: PlainDate;
};

/** Writes an assessment down. */
export const insertAssessment = async (
  tx: Transaction,
  it: Assessment & { readonly supportId: Uuid; readonly by: Uuid; readonly at: Instant },
): Promise<void> => {
  await tx
    .insertInto('assistance.assessment')
    .values({
      ...{ id: it.id, support_id: it.supportId, kind: it.kind, levels: [...it.levels], made_on: it.madeOn },
      ...{ valid_until: it.validUntil, made_by: it.by, made_at: it.at },
    })
    .execute();
};

/** The assessments of a support, the newest first. */
export const assessmentsOf = async (tx: Transaction, supportId: Uuid): Promise<readonly Assessment[]> => {
  const rows = await tx
    .selectFrom('assistance.assessment')
    .selectAll()
    .where('support_id', '=', supportId)
    .orderBy('made_on', 'desc')
    .orderBy('made_at', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind as AssessmentKind, levels: row.levels },
    madeOn: row.made_on as PlainDate,
    validUntil: row.valid_until as PlainDate,
  }));
};

/** A goal of the plan; its words are sealed. */
export type Goal = {
  readonly id: Uuid;
  readonly service: string;
  readonly team: string | null;
  readonly targetOn: PlainDate | null;
  readonly state: string;
  readonly reason: string | null;
  readonly setOn: PlainDate;
  readonly endedOn: PlainDate | null;
  readonly version: number;
};

/** Sets a goal. */
export const insertGoal = async (
  tx: Transaction,
  it: Pick<Goal, 'id' | 'service' | 'team' | 'targetOn' | 'setOn'> & {
    readonly supportId: Uuid;
    readonly by: Uuid;
    readonly at: Instant;
  },
): Promise<void> => {
  await tx
    .insertInto('assistance.goal')
    .values({
      ...{ id: it.id, support_id: it.supportId, service: it.service, team: it.team, target_on: it.targetOn },
      ...{ set_on: it.setOn, set_by: it.by, set_at: it.at },
    })
    .execute();
};

/** The goals of a support, open ones first. */
export const goalsOf = async (tx: Transaction, supportId: Uuid): Promise<readonly Goal[]> => {
  const rows = await tx
    .selectFrom('assistance.goal')
    .selectAll()
    .where('support_id', '=', supportId)
    .orderBy((order) => order.case().when('state', '=', 'open').then(0).else(1).end())
    .orderBy('set_at')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, service: row.service, team: row.team, state: row.state, reason: row.reason, version: row.version },
    ...{ targetOn: row.target_on as PlainDate | null, setOn: row.set_on as PlainDate },
    endedOn: row.ended_on as PlainDate | null,
  }));
};

/** Ends a goal if nobody changed it meanwhile; tells whether it was so. */
export const endGoalRow = async (
  tx: Transaction,
  seen: Goal,
  it: { readonly state: string; readonly reason: string; readonly on: PlainDate },
): Promise<boolean> => {
  const result = await tx
    .updateTable('assistance.goal')
    .set({ state: it.state, reason: it.reason, ended_on: it.on, version: seen.version + 1 })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};
