import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { OnwardPath } from '../steps.ts';

/** One step on the way a person goes on. */
export type OnwardStep = {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly organisationId: Uuid;
  readonly path: OnwardPath;
  readonly number: number;
  readonly step: string | null;
  readonly event: string;
  readonly fromState: string | null;
  readonly toState: string;
  readonly finding: string | null;
  /** Last day on which a check of risks holds. */
  readonly validUntil: PlainDate | null;
  readonly travelOn: PlainDate | null;
  readonly followUp: boolean | null;
  readonly happenedOn: PlainDate;
  readonly recordedBy: Uuid;
  readonly recordedByName: string | null;
  readonly recordedAt: Instant;
};

const columns = sql`s.id, s.case_id as "caseId", s.organisation_id as "organisationId", s.path, s.number, s.step, s.event,
  s.from_state as "fromState", s.to_state as "toState", s.finding, s.valid_until as "validUntil", s.travel_on as "travelOn",
  s.follow_up as "followUp", s.happened_on as "happenedOn", s.recorded_by as "recordedBy", s.recorded_at as "recordedAt"`;

/** The steps of a case on both paths in their order; for those who see the case. */
export const onwardStepsOf = async (tx: Transaction, caseId: Uuid): Promise<readonly OnwardStep[]> =>
  (
    await sql<OnwardStep>`select ${columns}, p.display_name as "recordedByName"
      from protection.onward_step s left join directory.staff_published p on p.id = s.recorded_by
      where s.case_id = ${caseId}::uuid order by s.path, s.number limit 1000`.execute(tx)
  ).rows;

/** Writes a step down; false when somebody wrote one with this number before. */
export const insertOnwardStep = async (tx: Transaction, it: Omit<OnwardStep, 'recordedByName'>): Promise<boolean> => {
  const result = await tx
    .insertInto('protection.onward_step')
    .values({
      ...{ id: it.id, case_id: it.caseId, organisation_id: it.organisationId, path: it.path, number: it.number },
      ...{ step: it.step, event: it.event, from_state: it.fromState, to_state: it.toState, finding: it.finding },
      ...{ valid_until: it.validUntil, travel_on: it.travelOn, follow_up: it.followUp, happened_on: it.happenedOn },
      ...{ recorded_by: it.recordedBy, recorded_at: it.recordedAt },
    })
    .onConflict((on) => on.columns(['case_id', 'path', 'number']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

/** Where one person stands on a path, for a list. */
export type OnwardLine = {
  readonly caseId: Uuid;
  readonly path: OnwardPath;
  readonly reference: string | null;
  readonly state: string;
  readonly since: PlainDate;
  readonly finding: string | null;
  readonly validUntil: PlainDate | null;
  readonly travelOn: PlainDate | null;
};

type Asked = {
  readonly organisationId: Uuid;
  readonly over: readonly string[];
  readonly size: number;
  readonly page: number;
};

/** Of each person the last step, the last check of risks and the day of travel agreed since the last choice. */
const lines = ({ organisationId, over }: Pick<Asked, 'organisationId' | 'over'>) => sql`
  select l.case_id as "caseId", l.path, r.code as reference, l.to_state as state, l.happened_on as since, k.finding,
    k.valid_until as "validUntil", case when t.event = 'plan_travel' and l.from_state = l.to_state then t.travel_on end as "travelOn"
  from (select distinct on (case_id, path) * from protection.onward_step order by case_id, path, number desc) l
  left join lateral (select finding, valid_until from protection.onward_step k where k.case_id = l.case_id and k.path = l.path
    and k.valid_until is not null order by k.number desc limit 1) k on true
  left join lateral (select event, travel_on from protection.onward_step t where t.case_id = l.case_id and t.path = l.path
    and t.event in ('plan_travel', 'choose_return', 'stop') order by t.number desc limit 1) t on true
  left join cases.case_reference_published r on r.case_id = l.case_id and r.organisation_id = ${organisationId}::uuid
  where not l.to_state = any (${over}::text[])`;

/** Persons on their way, whose day of travel or check of risks comes first before the others. */
export const onwardLines = async (tx: Transaction, asked: Asked): Promise<readonly OnwardLine[]> =>
  (
    await sql<OnwardLine>`select * from (${lines(asked)}) all_lines
      order by least("travelOn", "validUntil") nulls last, since, "caseId", path
      limit ${asked.size} offset ${(asked.page - 1) * asked.size}`.execute(tx)
  ).rows;

/** How many there are, and how many wait: a day of travel has passed, or a check of risks no longer holds. */
export const countOnward = async (
  tx: Transaction,
  asked: Pick<Asked, 'organisationId' | 'over'> & { readonly chosen: string; readonly today: PlainDate },
): Promise<{ readonly total: number; readonly waiting: number }> => {
  const { rows } = await sql<{ total: number; waiting: number }>`select count(*)::int as total,
      (count(*) filter (where state = ${asked.chosen}
        and ("validUntil" < ${asked.today}::date or "travelOn" <= ${asked.today}::date)))::int as waiting
    from (${lines(asked)}) all_lines`.execute(tx);
  return rows[0] ?? { total: 0, waiting: 0 };
};
