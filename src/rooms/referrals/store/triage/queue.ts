import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../../../platform/clock.ts';
import { inIndexOrder, type Transaction } from '../../../../platform/database/index.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import { openStates, workStates } from '../../steps.ts';

/** What the queue shows: codes only, so that a view can be kept as an address. */
export type QueueFilter = {
  /** `open`, `all`, or one state. */
  readonly state: string;
  readonly danger?: string | undefined;
  readonly minors?: boolean | undefined;
  readonly form?: string | undefined;
  readonly senderId?: Uuid | undefined;
  readonly language?: string | undefined;
  readonly interpreter?: boolean | undefined;
  /** A colleague's id, or `nobody`. */
  readonly assigned?: string | undefined;
  /** Only these reports. */
  readonly among?: readonly Uuid[] | undefined;
  readonly page: number;
  readonly size: number;
};

/** A report that reached the viewer's body, without its persons. */
export type QueueReport = {
  readonly id: Uuid;
  readonly reference: string | null;
  readonly ownLabel: Buffer | null;
  readonly state: string;
  readonly urgency: string;
  readonly urgencyRank: number;
  readonly inDanger: 'yes' | 'no' | 'not_sure';
  readonly hasChild: boolean;
  readonly senderId: Uuid;
  readonly commune: string | null;
  readonly sentAt: Instant;
  readonly deliveredAt: Instant;
  readonly acknowledgedAt: Instant | null;
  readonly alarmedAt: Instant | null;
  readonly assignedTo: Uuid | null;
  readonly assignedName: string | null;
  readonly mergedInto: Uuid | null;
};

const columns = sql`r.id, ref.code as reference, ref.own_label as "ownLabel", r.state, r.urgency, r.urgency_rank as "urgencyRank",
  r.in_danger as "inDanger", r.has_child as "hasChild", coalesce(r.on_behalf_organisation_id, r.sender_organisation_id) as "senderId",
  r.commune, r.sent_at as "sentAt", i.delivered_at as "deliveredAt", i.acknowledged_at as "acknowledgedAt", i.alarmed_at as "alarmedAt",
  r.assigned_to as "assignedTo", s.display_name as "assignedName", r.merged_into as "mergedInto"`;

/**
 * A part that was split off lies in the inbox of the whole. Written as a case: under row security the database looks
 * nothing up in an index by `coalesce`, which it does not know to keep what it is given to itself.
 */
const received = sql`referrals.report r join referrals.inbox i
  on i.report_id = case when r.split_from is null then r.id else r.split_from end and i.organisation_id = any ((select security.viewer_organisations())::uuid[])`;
const described = sql`left join referrals.report_reference ref on ref.report_id = r.id and ref.organisation_id = i.organisation_id
  left join directory.staff_published s on s.id = r.assigned_to`;

const personWith = (condition: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`exists (select 1 from referrals.report_person p where p.report_id = r.id and ${condition})`;

const stateCondition = (state: string): RawBuilder<unknown> => {
  if (state === 'all') return sql`true`;
  return state === 'open' ? sql`r.state = any (${[...openStates]}::text[])` : sql`r.state = ${state}`;
};

const assignedCondition = (assigned: string): RawBuilder<unknown> =>
  assigned === 'nobody' ? sql`r.assigned_to is null` : sql`r.assigned_to = ${assigned}::uuid`;

const conditionsOf = (filter: QueueFilter): RawBuilder<unknown> => {
  const { danger, minors, form, senderId, language, interpreter, assigned, among } = filter;
  const conditions = [
    sql`r.merged_into is null`,
    stateCondition(filter.state),
    ...(danger === undefined ? [] : [sql`r.in_danger = ${danger}`]),
    ...(minors === true ? [sql`r.has_child`] : []),
    ...(senderId === undefined
      ? []
      : [sql`coalesce(r.on_behalf_organisation_id, r.sender_organisation_id) = ${senderId}::uuid`]),
    ...(assigned === undefined ? [] : [assignedCondition(assigned)]),
    ...(among === undefined ? [] : [sql`r.id = any (${[...among]}::uuid[])`]),
    ...(form === undefined ? [] : [personWith(sql`p.forms @> array[${form}]`)]),
    ...(language === undefined ? [] : [personWith(sql`p.languages @> array[${language}]`)]),
    ...(interpreter === true ? [personWith(sql`p.interpreter_need in ('yes', 'not_sure')`)] : []),
  ];
  return sql.join(conditions, sql` and `);
};

/** Danger first, then children and those who may be, then what nobody looks after, then what waits longest. */
const order = sql`r.urgency_rank, r.has_child desc, (r.assigned_to is not null), r.sent_at, r.id`;

const isWork = (state: string): boolean => state === 'open' || workStates.some((one) => one === state);

/** One page of the queue; of reports in work, along the index that has its order. The page is cut first, then described. */
export const listQueue = async (tx: Transaction, filter: QueueFilter): Promise<readonly QueueReport[]> => {
  const page = sql`select r.id, i.organisation_id, i.delivered_at, i.acknowledged_at, i.alarmed_at from ${received}
    where ${conditionsOf(filter)} order by ${order} limit ${filter.size} offset ${(filter.page - 1) * filter.size}`;
  const ask = () =>
    sql<QueueReport>`with i as materialized (${page}) select ${columns} from i join referrals.report r on r.id = i.id
      ${described} order by ${order}`.execute(tx);
  return (isWork(filter.state) ? await inIndexOrder(tx, ask) : await ask()).rows;
};

/** How many reports the filter lets through. */
export const countQueue = async (tx: Transaction, filter: QueueFilter): Promise<number> => {
  const found = await sql<{
    n: number;
  }>`select count(*)::int as n from ${received} where ${conditionsOf(filter)}`.execute(tx);
  return found.rows[0]?.n ?? 0;
};

/** How much waits, by what asks for attention. */
export type QueueCounts = {
  readonly open: number;
  readonly transmitted: number;
  readonly acknowledged: number;
  readonly more_info: number;
  readonly linked: number;
  readonly danger: number;
  readonly minors: number;
  readonly mine: number;
  readonly nobody: number;
};

const inWork = sql`r.merged_into is null and r.state = any (${[...workStates]}::text[])`;

type Tally = {
  readonly senderId: Uuid;
  readonly state: string;
  readonly inDanger: boolean;
  readonly hasChild: boolean;
  readonly assigned: 'mine' | 'nobody' | null;
  readonly n: number;
};

/** What is in work in the viewer's body, counted once by all that the counters tell apart. */
const tally = async (tx: Transaction, staffId: Uuid): Promise<readonly Tally[]> =>
  (
    await sql<Tally>`select coalesce(r.on_behalf_organisation_id, r.sender_organisation_id) as "senderId", r.state,
        r.in_danger = 'yes' as "inDanger", r.has_child as "hasChild",
        case when r.assigned_to is null then 'nobody' when r.assigned_to = ${staffId}::uuid then 'mine' end as assigned, count(*)::int as n
      from ${received} where ${inWork} group by 1, 2, 3, 4, 5`.execute(tx)
  ).rows;

const sum = (rows: readonly Tally[]): number => rows.reduce((total, { n }) => total + n, 0);

const countsOf = (rows: readonly Tally[]): QueueCounts => {
  const open = rows.filter(({ state }) => openStates.some((one) => one === state));
  const inState = (state: string): number => sum(rows.filter((one) => one.state === state));
  return {
    ...{ open: sum(open), transmitted: inState('transmitted'), acknowledged: inState('acknowledged') },
    ...{ more_info: inState('more_info'), linked: inState('linked') },
    danger: sum(open.filter(({ inDanger }) => inDanger)),
    minors: sum(open.filter(({ hasChild }) => hasChild)),
    mine: sum(open.filter(({ assigned }) => assigned === 'mine')),
    nobody: sum(open.filter(({ assigned }) => assigned === 'nobody')),
  };
};

/** A body whose reports are in work, with how many. */
export type SenderCount = { readonly senderId: Uuid; readonly n: number };

const mostSenders = 100;

const sendersOf = (rows: readonly Tally[]): readonly SenderCount[] =>
  [...Map.groupBy(rows, ({ senderId }) => senderId)]
    .map(([senderId, own]) => ({ senderId, n: sum(own) }))
    .toSorted((one, other) => other.n - one.n)
    .slice(0, mostSenders);

/** Counts what is open in the viewer's body and what has its cases, and whose reports they are. */
export const countWork = async (
  tx: Transaction,
  staffId: Uuid,
): Promise<{ readonly counts: QueueCounts; readonly senders: readonly SenderCount[] }> => {
  const rows = await tally(tx, staffId);
  return { counts: countsOf(rows), senders: sendersOf(rows) };
};

/** Open reports by who looks after them. */
export const countByColleague = async (tx: Transaction): Promise<ReadonlyMap<Uuid, number>> => {
  const found = await sql<{
    staffId: Uuid;
    n: number;
  }>`select r.assigned_to as "staffId", count(*)::int as n from ${received}
    where ${inWork} and r.assigned_to is not null
    group by r.assigned_to limit 200`.execute(tx);
  return new Map(found.rows.map((row) => [row.staffId, row.n]));
};

/** What the queue says of the persons of a report. */
export type QueuePerson = {
  readonly reportId: Uuid;
  readonly ageAnswer: string;
  readonly forms: readonly string[];
  readonly languages: readonly string[];
  readonly interpreterNeed: string | null;
};

/** The persons of some reports, in codes. */
export const personsOfReports = async (
  tx: Transaction,
  reportIds: readonly Uuid[],
): Promise<readonly QueuePerson[]> => {
  if (reportIds.length === 0) return [];
  const asked = tx
    .selectFrom('referrals.report_person')
    .select([
      'report_id as reportId',
      'age_answer as ageAnswer',
      'forms',
      'languages',
      'interpreter_need as interpreterNeed',
    ])
    .where('report_id', 'in', [...reportIds]);
  return inIndexOrder(tx, () => asked.execute());
};

/** Received reports that the viewer's body calls by this reference or by this own word (its keyed hash), merged ones too. */
export const searchReceived = async (
  tx: Transaction,
  sought: { readonly reference: string | null; readonly labelToken: Buffer },
): Promise<readonly QueueReport[]> =>
  (
    await sql<QueueReport>`select ${columns} from ${received} ${described}
      where r.id = any (array(select o.report_id from referrals.report_reference o where o.code = ${sought.reference}
          union select o.report_id from referrals.report_reference o where o.own_label_token = ${sought.labelToken}))
        and (ref.code = ${sought.reference} or ref.own_label_token = ${sought.labelToken})
      order by ${order} limit 50`.execute(tx)
  ).rows;

/** Open reports about the same commune, other than one: they may be about the same facts. */
export const nearReports = async (
  tx: Transaction,
  it: { readonly reportId: Uuid; readonly commune: string },
): Promise<readonly QueueReport[]> =>
  (
    await sql<QueueReport>`select ${columns} from ${received} ${described}
      where ${inWork} and r.commune = ${it.commune} and r.id <> ${it.reportId}::uuid order by r.sent_at desc limit 10`.execute(
      tx,
    )
  ).rows;

/** Active colleagues of a body, by name; who shares a name is told apart by the end of the identifier. */
export const findColleagues = async (
  tx: Transaction,
  organisationId: Uuid,
): Promise<readonly { readonly id: Uuid; readonly name: string }[]> => {
  const found = await sql<{
    id: Uuid;
    name: string;
  }>`select id, display_name || case when count(*) over (partition by display_name) > 1
      then ' · ' || right(id::text, 4) else '' end as name
    from directory.staff_published where organisation_id = ${organisationId}::uuid and state = 'active'
    order by display_name, id limit 200`.execute(tx);
  return found.rows;
};
