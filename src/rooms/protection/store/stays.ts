import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { owedStates } from '../steps.ts';

/** A notice that somebody is presumed a victim, and where the stay of that person stands; null while nothing was decided. */
export type StayFile = {
  readonly noticeId: Uuid;
  readonly organisationId: Uuid;
  /** The reference of the notice, by which authorities speak of the person. */
  readonly reference: string;
  readonly status: string;
  readonly statusOn: PlainDate;
  readonly noticeSentAt: Instant;
  readonly stay: Stay | null;
};

export type Stay = {
  /** The number on certificate and permit. */
  readonly number: string;
  readonly state: string;
  readonly since: PlainDate;
  readonly until: PlainDate | null;
  readonly inParallel: boolean;
  readonly version: number;
};

const query = (tx: Transaction) =>
  tx
    .selectFrom('identification.minister_notice_published as n')
    .leftJoin('protection.stay as s', 's.notice_id', 'n.id')
    .select(['n.id', 'n.to_organisation_id', 'n.reference', 'n.status', 'n.status_on', 'n.sent_at'])
    .select(['s.number', 's.state', 's.since', 's.until', 's.in_parallel', 's.version']);

type Row = Awaited<ReturnType<ReturnType<typeof query>['execute']>>[number];

const stayOf = (row: Row): Stay | null =>
  row.number === null || row.state === null
    ? null
    : {
        ...{ number: row.number, state: row.state, since: row.since as PlainDate },
        until: row.until as PlainDate | null,
        inParallel: row.in_parallel === true,
        version: row.version ?? 1,
      };

const file = (row: Row): StayFile => ({
  noticeId: row.id as Uuid,
  organisationId: row.to_organisation_id as Uuid,
  reference: row.reference ?? '',
  status: row.status ?? '',
  statusOn: row.status_on as PlainDate,
  noticeSentAt: row.sent_at as Instant,
  stay: stayOf(row),
});

/** One page of stays: those that wait for a decision first, then what ends next, then what is over. */
export const listStays = async (
  tx: Transaction,
  { page, size, today }: { readonly page: number; readonly size: number; readonly today: PlainDate },
): Promise<StayFile[]> =>
  (
    await query(tx)
      .orderBy(sql`s.notice_id is not null and s.state <> all (${owedStates}::text[])`)
      .orderBy(sql`case when s.until >= ${today}::date then s.until end nulls last`)
      .orderBy('n.sent_at', 'desc')
      .orderBy('n.id')
      .limit(size)
      .offset((page - 1) * size)
      .execute()
  ).map(file);

/** How many notices there are, and how many of them wait for a decision. */
export const countStays = async (tx: Transaction): Promise<{ total: number; waiting: number }> => {
  const counted = await sql<{ total: number; waiting: number }>`
    select count(*)::integer as total, (count(*) filter (where s.notice_id is null or s.state = any (${owedStates}::text[])))::integer as waiting
    from identification.minister_notice_published n left join protection.stay s on s.notice_id = n.id`.execute(tx);
  return counted.rows[0] ?? { total: 0, waiting: 0 };
};

/** One, or null. */
export const findStay = async (tx: Transaction, noticeId: Uuid): Promise<StayFile | null> => {
  const row = await query(tx).where('n.id', '=', noticeId).executeTakeFirst();
  return row ? file(row) : null;
};

/** A decision on a stay; without a person it was the term that ran out. */
export type StayDecision = {
  readonly id: Uuid;
  readonly noticeId: Uuid;
  readonly step: string;
  readonly event: string;
  readonly fromState: string;
  readonly toState: string;
  readonly reasons: readonly string[];
  readonly decidedOn: PlainDate;
  readonly until: PlainDate | null;
  readonly servedOn: PlainDate | null;
  readonly decidedBy: Uuid | null;
  readonly decidedByName: string | null;
  readonly recordedAt: Instant;
};

/** The decisions on a stay, in the order in which they were written down. */
export const stayDecisionsOf = async (tx: Transaction, noticeId: Uuid): Promise<StayDecision[]> => {
  const rows = await tx
    .selectFrom('protection.stay_decision as d')
    .leftJoin('directory.staff_published as p', 'p.id', 'd.decided_by')
    .selectAll('d')
    .select('p.display_name')
    .where('d.notice_id', '=', noticeId)
    .orderBy('d.recorded_at')
    .orderBy('d.id')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, noticeId: row.notice_id, step: row.step, event: row.event, reasons: row.reasons },
    ...{ fromState: row.from_state, toState: row.to_state, decidedBy: row.decided_by, decidedByName: row.display_name },
    decidedOn: row.decided_on as PlainDate,
    until: row.until as PlainDate | null,
    servedOn: row.served_on as PlainDate | null,
    recordedAt: row.recorded_at as Instant,
  }));
};

/** Begins a stay; false when somebody began it before. */
export const insertStay = async (
  tx: Transaction,
  it: Omit<Stay, 'inParallel' | 'version'> & { readonly noticeId: Uuid; readonly organisationId: Uuid },
): Promise<boolean> => {
  const result = await tx
    .insertInto('protection.stay')
    .values({
      ...{ notice_id: it.noticeId, organisation_id: it.organisationId, number: it.number },
      ...{ state: it.state, since: it.since, until: it.until },
    })
    .onConflict((on) => on.column('notice_id').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

type StayChange = Pick<Stay, 'state' | 'since' | 'until' | 'inParallel'>;

/** Changes a stay if the version is still the one seen; tells whether it was. */
export const updateStay = async (
  tx: Transaction,
  noticeId: Uuid,
  seen: Stay,
  change: Partial<StayChange>,
): Promise<boolean> => {
  const next = { ...seen, ...change };
  const result = await tx
    .updateTable('protection.stay')
    .set({
      ...{ state: next.state, since: next.since, until: next.until, in_parallel: next.inParallel },
      version: seen.version + 1,
    })
    .where('notice_id', '=', noticeId)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** Writes a decision down. */
export const insertStayDecision = async (
  tx: Transaction,
  it: Omit<StayDecision, 'decidedByName' | 'servedOn'> & { readonly organisationId: Uuid },
): Promise<void> => {
  await tx
    .insertInto('protection.stay_decision')
    .values({
      ...{ id: it.id, notice_id: it.noticeId, organisation_id: it.organisationId, step: it.step, event: it.event },
      ...{ from_state: it.fromState, to_state: it.toState, reasons: [...it.reasons], decided_on: it.decidedOn },
      ...{ until: it.until, decided_by: it.decidedBy, recorded_at: it.recordedAt },
    })
    .execute();
};

/** Writes the day down on which a decision was handed over; false when that was done before. */
export const setServed = async (tx: Transaction, decisionId: Uuid, on: PlainDate): Promise<boolean> => {
  const result = await tx
    .updateTable('protection.stay_decision')
    .set({ served_on: on })
    .where('id', '=', decisionId)
    .where('served_on', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** Tells the case what happened to the stay, without learning which case it is. */
export const tellCase = async (
  tx: Transaction,
  it: {
    readonly noticeId: Uuid;
    readonly eventId: Uuid;
    readonly happened: string | null;
    readonly on: PlainDate;
    readonly reason: string | null;
    readonly protects: boolean;
    readonly lifts: boolean;
    readonly at: Instant;
  },
): Promise<void> => {
  await sql`select protection.tell_case(${it.noticeId}::uuid, ${it.eventId}::uuid, ${it.happened}, ${it.on}::date, ${it.reason},
    ${it.protects}, ${it.lifts}, ${it.at}::timestamptz)`.execute(tx);
};
