import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Tables, Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** A call as it is stored, with the names of who took and who writes it. */
export type Call = Selectable<Tables['referrals.call']> & {
  readonly noter_name: string;
  readonly taker_name: string;
  /** Handed on, and nobody has answered: the record is locked. */
  readonly is_offered: boolean;
};

const columns = sql`c.*, n.display_name as noter_name, t.display_name as taker_name,
  exists (select 1 from referrals.call_handover h where h.call_id = c.id and h.state = 'offered') as is_offered`;
const tables = sql`referrals.call c join directory.staff_published n on n.id = c.noted_by
  join directory.staff_published t on t.id = c.taken_by`;

/** Writes a call down. */
export const insertCall = async (tx: Transaction, row: Insertable<Tables['referrals.call']>): Promise<void> => {
  await tx.insertInto('referrals.call').values(row).execute();
};

/** One call, or null. */
export const findCall = async (tx: Transaction, id: Uuid): Promise<Call | null> =>
  (await sql<Call>`select ${columns} from ${tables} where c.id = ${id}::uuid`.execute(tx)).rows[0] ?? null;

/** Records that nobody has closed, the oldest first. */
export const openCalls = async (tx: Transaction): Promise<readonly Call[]> =>
  (await sql<Call>`select ${columns} from ${tables} where c.closed_at is null order by c.began_at limit 50`.execute(tx))
    .rows;

/** Calls with a record that were closed, the newest first. */
export const closedCalls = async (tx: Transaction, limit: number): Promise<readonly Call[]> =>
  (
    await sql<Call>`select ${columns} from ${tables} where c.closed_at is not null and not c.counts_apart
      order by c.began_at desc limit ${limit}`.execute(tx)
  ).rows;

/** Callers who agreed to be called back and were not reached yet, the most pressing first. */
export const callsToReturn = async (tx: Transaction): Promise<readonly Call[]> =>
  (
    await sql<Call>`select ${columns} from ${tables} where c.call_back = 'yes' and c.closed_at is not null
      and c.called_back_at is null order by c.call_back_by nulls last, c.began_at limit 50`.execute(tx)
  ).rows;

/** Changes a call; false when somebody changed it before. */
export const changeCall = async (
  tx: Transaction,
  seen: Pick<Call, 'id' | 'version'>,
  change: Updateable<Tables['referrals.call']>,
): Promise<boolean> => {
  const result = await tx
    .updateTable('referrals.call')
    .set({ ...change, version: seen.version + 1 })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** Earlier calls under the same mark, the newest first. */
export const callsUnder = async (tx: Transaction, it: Pick<Call, 'id' | 'caller_mark'>): Promise<readonly Call[]> =>
  it.caller_mark === null
    ? []
    : (
        await sql<Call>`select ${columns} from ${tables} where c.caller_mark = ${it.caller_mark} and c.id <> ${it.id}::uuid
          order by c.began_at desc limit 20`.execute(tx)
      ).rows;

/** What happened to a call beside its record. */
export type CallLine = Selectable<Tables['referrals.call_line']> & { readonly by_name: string };

/** Those of a call, in order. */
export const linesOfCall = async (tx: Transaction, callId: Uuid): Promise<readonly CallLine[]> =>
  (
    await sql<CallLine>`select l.*, s.display_name as by_name from referrals.call_line l
      join directory.staff_published s on s.id = l.by_staff where l.call_id = ${callId}::uuid order by l.at, l.id limit 200`.execute(
      tx,
    )
  ).rows;

/** Writes one down. */
export const insertCallLine = async (
  tx: Transaction,
  row: Insertable<Tables['referrals.call_line']>,
): Promise<void> => {
  await tx.insertInto('referrals.call_line').values(row).execute();
};

/** How many calls there were of each kind, language and hour since a day; no call is named. */
export type CallCounts = {
  readonly by: 'kind' | 'language' | 'hour';
  readonly code: string;
  readonly count: number;
};

/** Counts the body's calls of a span, in the country's time. */
export const countCalls = async (
  tx: Transaction,
  span: { readonly from: Instant; readonly until: Instant },
  timeZone: string,
): Promise<readonly CallCounts[]> =>
  (
    await sql<CallCounts>`with told as (select kind, language, counts_apart,
        extract(hour from began_at at time zone ${timeZone})::int::text as hour
      from referrals.call where closed_at is not null and began_at >= ${span.from} and began_at <= ${span.until})
      select 'kind' as by, kind as code, count(*)::int as count from told group by kind
      union all select 'language', coalesce(language, 'unknown'), count(*)::int from told where not counts_apart group by 2
      union all select 'hour', hour, count(*)::int from told group by hour`.execute(tx)
  ).rows;

/** How many records are open and how many callers wait to be called back by a day. */
export const countCallsWaiting = async (tx: Transaction, today: PlainDate): Promise<number> =>
  (
    await sql<{ count: number }>`select count(*)::int as count from referrals.call c where c.closed_at is null
      or (c.call_back = 'yes' and c.called_back_at is null and (c.call_back_by is null or c.call_back_by <= ${today}))`.execute(
      tx,
    )
  ).rows[0]?.count ?? 0;
