import { type RawBuilder, sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import { inIndexOrder, type Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { type Reader, wordOf } from './case.ts';

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

const openTasks = sql`select case_id, min(due_on) as next_due, count(*)::integer as open_tasks from cases.task where state = 'open'`;

/** The cases a filter means; references and tasks are joined only where the filter or the order needs them. */
const meant = (filter: WorklistFilter): RawBuilder<unknown> => {
  const references = filter.owner === null ? sql`` : sql`left join cases.case_reference r on r.case_id = c.id`;
  const tasks = filter.sort.endsWith('due')
    ? sql`left join (${openTasks} group by case_id) t on t.case_id = c.id`
    : sql``;
  return sql`cases.case_file c ${references} ${tasks} where ${conditions(filter)}`;
};

const columns = sql`c.id, r.code, r.own_label, r.organisation_id as reference_organisation_id, s.display_name, c.victim_status, c.victim_status_on, c.flags,
  c.opened_at, t.next_due,
  coalesce(t.open_tasks, 0) as open_tasks`;

/** One page of the cases the viewer's body works with. The page is cut first; what stands in its rows is looked up then. */
export const listWorklist = async (reader: Reader, filter: WorklistFilter): Promise<WorklistRow[]> => {
  const found = await sql<Record<string, unknown>>`
    with page as materialized (select c.id from ${meant(filter)} order by ${orders[filter.sort]}
      limit ${filter.size} offset ${(filter.page - 1) * filter.size})
    select ${columns} from page join cases.case_file c on c.id = page.id
      left join cases.case_reference r on r.case_id = c.id left join directory.staff_published s on s.id = r.owner_id
      left join (${openTasks} and case_id in (select id from page) group by case_id) t on t.case_id = c.id
    order by ${orders[filter.sort]}`.execute(reader.tx);
  return found.rows.map(worklistRow(reader));
};

/** How many cases a filter means. */
export const countFiltered = async (tx: Transaction, filter: WorklistFilter): Promise<number> => {
  const counted = await sql<{ total: number }>`select count(*)::integer as total
    from ${meant({ ...filter, sort: 'opened' })}`.execute(tx);
  return counted.rows[0]?.total ?? 0;
};

const worklistRow =
  ({ ownWordKey }: Reader) =>
  (row: Record<string, unknown>): WorklistRow =>
    ({
      id: row['id'],
      reference: row['code'],
      ownLabel: wordOf(ownWordKey, row),
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
export const countWorklist = (tx: Transaction, staffId: Uuid): Promise<Counts> =>
  inIndexOrder(tx, () => countAlong(tx, staffId));

const countAlong = async (tx: Transaction, staffId: Uuid): Promise<Counts> => {
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
