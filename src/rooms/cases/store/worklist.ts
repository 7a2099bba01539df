import { type RawBuilder, sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

export type WorklistFilter = {
  /** Only cases this member of staff looks after; `nobody` for those without anybody. */
  readonly owner: Uuid | 'nobody' | null;
  readonly status: string | null;
  readonly flag: string | null;
  readonly closed: boolean;
  readonly sort: 'opened' | '-opened' | 'status' | '-status' | 'due' | '-due';
  readonly page: number;
  readonly size: number;
};

export type WorklistRow = {
  readonly id: Uuid;
  readonly reference: string | null;
  readonly ownLabel: string | null;
  readonly ownerName: string | null;
  readonly status: string | null;
  readonly statusOn: PlainDate | null;
  readonly flags: readonly string[];
  readonly openedAt: Instant;
  readonly nextDue: PlainDate | null;
  readonly openTasks: number;
};

const orders: Readonly<Record<WorklistFilter['sort'], RawBuilder<unknown>>> = {
  opened: sql`c.opened_at, c.id`,
  '-opened': sql`c.opened_at desc, c.id`,
  status: sql`c.victim_status nulls last, c.opened_at desc, c.id`,
  '-status': sql`c.victim_status desc nulls last, c.opened_at desc, c.id`,
  due: sql`t.next_due nulls last, c.opened_at desc, c.id`,
  '-due': sql`t.next_due desc nulls last, c.opened_at desc, c.id`,
};

const conditions = (filter: WorklistFilter): RawBuilder<unknown> => {
  const list = [
    filter.closed ? sql`c.closed_at is not null` : sql`c.closed_at is null`,
    ...(filter.status === null ? [] : [sql`c.victim_status = ${filter.status}`]),
    ...(filter.flag === null ? [] : [sql`${filter.flag} = any (c.flags)`]),
    ...(filter.owner === 'nobody' ? [sql`r.owner_id is null`] : []),
    ...(filter.owner !== null && filter.owner !== 'nobody' ? [sql`r.owner_id = ${filter.owner}::uuid`] : []),
  ];
  return sql.join(list, sql` and `);
};

/** The tasks of a case are joined after the page is cut, unless the page is ordered by them. */
const tasks = sql`lateral (select min(t.due_on) as next_due, count(*)::integer as open_tasks from cases.task t
  where t.case_id = c.id and t.state = 'open') t on true`;

const columns = sql`c.id, r.code, r.own_label, s.display_name, c.victim_status, c.victim_status_on, c.flags, c.opened_at, t.next_due, t.open_tasks`;

/** One page of the cases the viewer's body works with, and how many there are. */
export const listWorklist = async (
  tx: Transaction,
  filter: WorklistFilter,
): Promise<{ rows: WorklistRow[]; total: number }> => {
  const joined = sql`cases.case_file c left join cases.case_reference r on r.case_id = c.id`;
  const where = conditions(filter);
  const offset = (filter.page - 1) * filter.size;
  const found = await sql<Record<string, unknown>>`select ${columns} from ${joined}
    left join directory.staff_published s on s.id = r.owner_id left join ${tasks}
    where ${where} order by ${orders[filter.sort]} limit ${filter.size} offset ${offset}`.execute(tx);
  const needsReference = filter.owner !== null;
  const counted = await sql<{ total: number }>`select count(*)::integer as total
    from ${needsReference ? joined : sql`cases.case_file c`} where ${where}`.execute(tx);
  return { rows: found.rows.map(worklistRow), total: counted.rows[0]?.total ?? 0 };
};

const worklistRow = (row: Record<string, unknown>): WorklistRow =>
  ({
    id: row['id'],
    reference: row['code'],
    ownLabel: row['own_label'],
    ownerName: row['display_name'],
    status: row['victim_status'],
    statusOn: row['victim_status_on'],
    flags: row['flags'],
    openedAt: row['opened_at'],
    nextDue: row['next_due'],
    openTasks: row['open_tasks'],
  }) as WorklistRow;

export type Counts = {
  readonly byStatus: Readonly<Record<string, number>>;
  readonly mine: number;
  readonly unowned: number;
};

/** How many open cases there are, by status, mine, and without anybody. */
export const countWorklist = async (tx: Transaction, staffId: Uuid): Promise<Counts> => {
  const states = await sql<{ state: string | null; n: number }>`select victim_status as state, count(*)::integer as n
    from cases.case_file where closed_at is null group by 1`.execute(tx);
  const owned = await sql<{ mine: number; owned: number }>`select
      count(*) filter (where r.owner_id = ${staffId}::uuid)::integer as mine, count(*)::integer as owned
    from cases.case_reference r join cases.case_file c on c.id = r.case_id and c.closed_at is null
    where r.owner_id is not null`.execute(tx);
  const byStatus = Object.fromEntries(states.rows.map((row) => [row.state ?? '', row.n]));
  const total = states.rows.reduce((sum, row) => sum + row.n, 0);
  return { byStatus, mine: owned.rows[0]?.mine ?? 0, unowned: total - (owned.rows[0]?.owned ?? 0) };
};
