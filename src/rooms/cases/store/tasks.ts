import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import type { TaskState } from '../facts.ts';

/** Why the program dropped a task. */
export type DroppedBecause = 'case_closed' | 'person_erased';

export type Task = {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly organisationId: Uuid;
  readonly kind: string;
  readonly dueOn: PlainDate | null;
  readonly ownerId: Uuid | null;
  readonly ownerName: string | null;
  readonly state: TaskState;
  readonly droppedBecause: DroppedBecause | null;
  readonly version: number;
  readonly reference: string | null;
};

const query = (tx: Transaction) =>
  tx
    .selectFrom('cases.task as t')
    .leftJoin('directory.staff_published as s', 's.id', 't.owner_id')
    .leftJoin('cases.case_reference as r', 'r.case_id', 't.case_id')
    .select([
      't.id',
      't.case_id',
      't.organisation_id',
      't.kind',
      't.due_on',
      't.owner_id',
      's.display_name',
      't.state',
      't.dropped_because',
      't.version',
      'r.code',
    ]);

const task = (row: Awaited<ReturnType<ReturnType<typeof query>['execute']>>[number]): Task => ({
  id: row.id,
  caseId: row.case_id,
  organisationId: row.organisation_id,
  kind: row.kind,
  dueOn: row.due_on as PlainDate | null,
  ownerId: row.owner_id,
  ownerName: row.display_name,
  state: row.state as TaskState,
  droppedBecause: row.dropped_because as DroppedBecause | null,
  version: row.version,
  reference: row.code,
});

/** The tasks of a case: open ones first, by day. */
export const tasksOf = async (tx: Transaction, caseId: Uuid): Promise<Task[]> => {
  const rows = await query(tx)
    .where('t.case_id', '=', caseId)
    .orderBy(sql`t.state <> 'open'`)
    .orderBy(sql`t.due_on nulls last`)
    .orderBy('t.created_at')
    .limit(100)
    .execute();
  return rows.map(task);
};

/** Open tasks of the viewer, or of nobody yet, in all cases; by day, one page. */
export const openTasks = async (
  tx: Transaction,
  staffId: Uuid,
  page: number,
  size: number,
): Promise<{ rows: Task[]; total: number }> => {
  const mine = query(tx)
    .where('t.state', '=', 'open')
    .where((or) => or.or([or('t.owner_id', '=', staffId), or('t.owner_id', 'is', null)]));
  const rows = await mine
    .orderBy(sql`t.due_on nulls last`)
    .orderBy('t.created_at')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { rows: rows.map(task), total: await countOpenTasks(tx, staffId) };
};

/** How many open tasks are the viewer's or nobody's yet, in all cases. */
export const countOpenTasks = async (tx: Transaction, staffId: Uuid): Promise<number> => {
  const counted = await sql<{ total: number }>`select count(*)::integer as total from cases.task
    where state = 'open' and (owner_id = ${staffId}::uuid or owner_id is null)`.execute(tx);
  return counted.rows[0]?.total ?? 0;
};

/** One task, or null. */
export const findTask = async (tx: Transaction, taskId: Uuid): Promise<Task | null> => {
  const row = await query(tx).where('t.id', '=', taskId).executeTakeFirst();
  return row ? task(row) : null;
};

export type NewTask = {
  readonly caseId: Uuid;
  readonly organisationId: Uuid;
  readonly kind: string;
  readonly dueOn: PlainDate | null;
  readonly ownerId: Uuid | null;
  readonly createdBy: Uuid;
  readonly at: Instant;
};

/** Adds a task. */
export const insertTask = async (tx: Transaction, it: NewTask): Promise<Uuid> => {
  const id = newId();
  await tx
    .insertInto('cases.task')
    .values({
      id,
      case_id: it.caseId,
      organisation_id: it.organisationId,
      kind: it.kind,
      due_on: it.dueOn,
      owner_id: it.ownerId,
      created_at: it.at,
      created_by: it.createdBy,
    })
    .execute();
  return id;
};

/** Is there an open task of this kind on the case? */
export const hasOpenTask = async (tx: Transaction, caseId: Uuid, kind: string): Promise<boolean> => {
  const row = await tx
    .selectFrom('cases.task')
    .select('id')
    .where('case_id', '=', caseId)
    .where('kind', '=', kind)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return row !== undefined;
};

/** What is open for the viewer's body on some cases, by kind. */
export type OpenKind = { readonly kind: string; readonly count: number };

/** Counts the open tasks of the viewer's body on some cases, by kind. */
export const openKindsOn = async (tx: Transaction, caseIds: readonly Uuid[]): Promise<readonly OpenKind[]> =>
  (
    await sql<OpenKind>`select kind, count(*)::integer as count from cases.task
      where state = 'open' and case_id = any (${[...caseIds]}::uuid[]) group by kind order by kind limit 100`.execute(
      tx,
    )
  ).rows;

/** Closes all open tasks of these kinds on a case, as done or as not needed any more; gives them. */
export const closeTasksOfKinds = (
  tx: Transaction,
  caseId: Uuid,
  kinds: readonly string[],
  { at, state = 'done' }: { readonly at: Instant; readonly state?: 'done' | 'dropped' },
): Promise<readonly { readonly id: Uuid; readonly kind: string }[]> =>
  tx
    .updateTable('cases.task')
    .set((set) => ({ state, closed_at: at, version: set('version', '+', 1) }))
    .where('case_id', '=', caseId)
    .where('kind', 'in', kinds)
    .where('state', '=', 'open')
    .returning(['id', 'kind'])
    .execute();

/** A task that was settled, and whose it was. */
export type SettledTask = { readonly id: Uuid; readonly organisationId: Uuid };

/** Marks the open tasks of a kind as done at every body of the case; gives them. */
export const settleTasksEverywhere = async (
  tx: Transaction,
  caseId: Uuid,
  kind: string,
  at: Instant,
): Promise<readonly SettledTask[]> => {
  const settled = await sql<SettledTask>`select settled_task as id, settled_organisation as "organisationId"
    from cases.settle_everywhere(${caseId}::uuid, ${kind}, ${at}::timestamptz)`.execute(tx);
  return settled.rows;
};

export type DroppedTask = {
  readonly taskId: Uuid;
  readonly caseId: Uuid;
  readonly organisationId: Uuid;
  readonly kind: string;
  readonly because: DroppedBecause;
};

/** Drops what is open where a case was closed, of every body; gives what was dropped and why. */
export const dropTasksOfClosed = async (tx: Transaction, at: Instant, most: number): Promise<readonly DroppedTask[]> =>
  (
    await sql<DroppedTask>`
      select task_id as "taskId", case_id as "caseId", organisation_id as "organisationId", kind, because
      from cases.drop_tasks_of_closed(${at}::timestamptz, ${most})`.execute(tx)
  ).rows;

type TaskChange = { readonly state?: TaskState; readonly ownerId?: Uuid | null; readonly closedAt?: Instant };

/** Changes a task if the version is still the one seen; tells whether it was. */
export const updateTask = async (tx: Transaction, seen: Task, change: TaskChange): Promise<boolean> => {
  const result = await tx
    .updateTable('cases.task')
    .set({
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.ownerId === undefined ? {} : { owner_id: change.ownerId }),
      ...(change.closedAt === undefined ? {} : { closed_at: change.closedAt }),
      version: seen.version + 1,
    })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};
