import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { ClockEvent } from '../../../profile/index.ts';

/** Something that moves the clocks of a case, as it is stored. */
export type StoredEvent = {
  readonly id: string;
  readonly caseId: Uuid;
  readonly type: ClockEvent;
  readonly on: PlainDate;
  readonly reason: string | null;
  readonly days: number | null;
  readonly at: Instant;
};

type Row = {
  id: string;
  case_id: string;
  event: string;
  on_day: string;
  reason: string | null;
  days: number | null;
  recorded_at: string;
};

/** Of one day, what was written first comes first. */
const stored = (row: Row): StoredEvent => ({
  id: `${row.recorded_at} ${row.id}`,
  caseId: row.case_id,
  type: row.event as ClockEvent,
  on: row.on_day as PlainDate,
  reason: row.reason,
  days: row.days,
  at: row.recorded_at as Instant,
});

/** What moves the clocks of a case, in order; for those who see the case. */
export const clockEventsOf = async (tx: Transaction, caseId: Uuid): Promise<StoredEvent[]> =>
  (
    await tx
      .selectFrom('protection.clock_event')
      .selectAll()
      .where('case_id', '=', caseId)
      .orderBy('on_day')
      .orderBy('recorded_at')
      .orderBy('id')
      .limit(2000)
      .execute()
  ).map(stored);

/** Notes that something happened which moves clocks. */
export const insertClockEvent = async (
  tx: Transaction,
  it: Omit<StoredEvent, 'id'> & { readonly id: Uuid },
): Promise<void> => {
  await tx
    .insertInto('protection.clock_event')
    .values({
      ...{ id: it.id, case_id: it.caseId, event: it.type, on_day: it.on, reason: it.reason, days: it.days },
      recorded_at: it.at,
    })
    .execute();
};

/** Cases in which something happened that begins a term, one page of them after a case; for the worker. */
export const casesWithTerms = async (
  tx: Transaction,
  starts: readonly string[],
  after: Uuid,
  size: number,
): Promise<readonly Uuid[]> => {
  const rows = await tx
    .selectFrom('protection.clock_event')
    .select('case_id')
    .distinct()
    .where('event', 'in', [...starts])
    .where('case_id', '>', after)
    .orderBy('case_id')
    .limit(size)
    .execute();
  return rows.map((row) => row.case_id);
};

/** What moves the clocks of several cases, in order; for the worker. */
export const eventsOfCases = async (tx: Transaction, caseIds: readonly Uuid[]): Promise<StoredEvent[]> =>
  caseIds.length === 0
    ? []
    : (
        await tx
          .selectFrom('protection.clock_event')
          .selectAll()
          .where('case_id', 'in', [...caseIds])
          .orderBy('case_id')
          .orderBy('on_day')
          .orderBy('recorded_at')
          .execute()
      ).map(stored);

/** A task that a reminder set, and for which body. */
export type SetReminder = { readonly taskId: Uuid; readonly organisationId: Uuid };

/** Sets a reminder for the bodies that see the case, unless it is there. */
export const setReminder = async (
  tx: Transaction,
  it: {
    readonly caseId: Uuid;
    readonly bodies: readonly Uuid[];
    readonly task: string;
    readonly dueOn: PlainDate;
    readonly at: Instant;
  },
): Promise<readonly SetReminder[]> => {
  const set = await sql<{ set_task: Uuid; set_organisation: Uuid }>`select set_task, set_organisation
    from protection.remind(${it.caseId}::uuid, ${[...it.bodies]}::uuid[], ${it.task}, ${it.dueOn}::date, ${it.at}::timestamptz)`.execute(
    tx,
  );
  return set.rows.map((row) => ({ taskId: row.set_task, organisationId: row.set_organisation }));
};

/** A period that ended because its last day has passed. */
export type EndedPeriod = { readonly noticeId: Uuid; readonly organisationId: Uuid; readonly on: PlainDate };

/** Ends the periods whose last day has passed. */
export const endPeriods = async (
  tx: Transaction,
  it: {
    readonly running: string;
    readonly over: string;
    readonly step: string;
    readonly event: string;
    readonly happened: string;
    readonly today: PlainDate;
    readonly at: Instant;
  },
): Promise<readonly EndedPeriod[]> => {
  const ended = await sql<{ ended_notice: Uuid; ended_organisation: Uuid; ended_on: PlainDate }>`
    select * from protection.end_periods(${it.running}, ${it.over}, ${it.step}, ${it.event}, ${it.happened}, ${it.today}::date, ${it.at}::timestamptz)`.execute(
    tx,
  );
  return ended.rows.map((row) => ({
    noticeId: row.ended_notice,
    organisationId: row.ended_organisation,
    on: row.ended_on,
  }));
};
