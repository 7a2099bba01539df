import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';

/** The support of one person by one service. */
export type Support = {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly organisationId: Uuid;
  readonly state: string;
  readonly since: PlainDate;
  readonly reason: string | null;
  readonly team: string | null;
  readonly workerId: Uuid | null;
  readonly workerName: string | null;
  readonly referredOn: PlainDate | null;
  readonly contactedOn: PlainDate | null;
  readonly assessedOn: PlainDate | null;
  readonly plannedOn: PlainDate | null;
  readonly endedOn: PlainDate | null;
  readonly lawOn: PlainDate | null;
  readonly version: number;
};

const columns = sql`s.id, s.case_id as "caseId", s.organisation_id as "organisationId", s.state, s.since, s.reason, s.team,
  s.worker_id as "workerId", w.display_name as "workerName", s.referred_on as "referredOn", s.contacted_on as "contactedOn",
  s.assessed_on as "assessedOn", s.planned_on as "plannedOn", s.ended_on as "endedOn", s.law_on as "lawOn", s.version`;
const tables = sql`assistance.support s left join directory.staff_published w on w.id = s.worker_id`;

/** The living support of a case, else the last one; null when there is none for this viewer. */
export const findSupport = async (tx: Transaction, caseId: Uuid): Promise<Support | null> => {
  const found = await sql<Support>`select ${columns} from ${tables} where s.case_id = ${caseId}::uuid
    order by (s.state = 'ended'), s.begun_at desc limit 1`.execute(tx);
  return found.rows[0] ?? null;
};

export type NewSupport = {
  readonly caseId: Uuid;
  readonly organisationId: Uuid;
  readonly state: string;
  readonly since: PlainDate;
  readonly referredOn: PlainDate | null;
  readonly lawOn: PlainDate | null;
  readonly by: Uuid;
  readonly at: Instant;
};

/** Begins a support; null when one lives already. */
export const insertSupport = async (tx: Transaction, it: NewSupport): Promise<Uuid | null> => {
  const id = newId();
  const result = await tx
    .insertInto('assistance.support')
    .values({
      ...{ id, case_id: it.caseId, organisation_id: it.organisationId, state: it.state, since: it.since },
      ...{ referred_on: it.referredOn, law_on: it.lawOn, begun_by: it.by, begun_at: it.at },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n ? id : null;
};

/** What may change of a support. */
export type SupportChange = {
  readonly state?: string;
  readonly since?: PlainDate;
  readonly reason?: string | null;
  readonly team?: string;
  readonly workerId?: Uuid | null;
  readonly contactedOn?: PlainDate;
  readonly assessedOn?: PlainDate;
  readonly plannedOn?: PlainDate;
  readonly endedOn?: PlainDate;
  readonly lawOn?: PlainDate | null;
};

const named = {
  ...{ state: 'state', since: 'since', reason: 'reason', team: 'team', workerId: 'worker_id' },
  ...{
    contactedOn: 'contacted_on',
    assessedOn: 'assessed_on',
    plannedOn: 'planned_on',
    endedOn: 'ended_on',
    lawOn: 'law_on',
  },
} as const;

/** Changes a support if the version is still the one seen; tells whether it was. */
export const updateSupport = async (tx: Transaction, seen: Support, change: SupportChange): Promise<boolean> => {
  const values = Object.fromEntries(
    Object.entries(change).map(([name, value]) => [named[name as keyof SupportChange], value]),
  );
  const result = await tx
    .updateTable('assistance.support')
    .set({ ...values, version: seen.version + 1 })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** A step of a support, as its history shows it. */
export type Step = {
  readonly event: string;
  readonly toState: string;
  readonly reason: string | null;
  readonly onDay: PlainDate;
  readonly madeBy: Uuid;
  readonly madeAt: Instant;
};

/** Writes a step into the history. */
export const insertStep = async (tx: Transaction, supportId: Uuid, it: Step): Promise<void> => {
  await tx
    .insertInto('assistance.step')
    .values({
      ...{ id: newId(), support_id: supportId, event: it.event, to_state: it.toState, reason: it.reason },
      ...{ on_day: it.onDay, made_by: it.madeBy, made_at: it.madeAt },
    })
    .execute();
};

/** The history of a support with who wrote each step, newest first. */
export const stepsOf = async (tx: Transaction, supportId: Uuid): Promise<readonly (Step & { by: string | null })[]> => {
  const found = await sql<Step & { by: string | null }>`select p.event, p.to_state as "toState", p.reason,
      p.on_day as "onDay", p.made_by as "madeBy", p.made_at as "madeAt", w.display_name as by
    from assistance.step p left join directory.staff_published w on w.id = p.made_by
    where p.support_id = ${supportId}::uuid order by p.made_at desc, p.id desc limit 100`.execute(tx);
  return found.rows;
};

/** A person the service supports, on its list, with what is due. */
export type ListedSupport = Pick<Support, 'id' | 'caseId' | 'state' | 'since' | 'team' | 'workerId' | 'workerName'> & {
  readonly reference: string | null;
  readonly nextAt: Instant | null;
  readonly isWaiting: boolean;
  readonly isNobodys: boolean;
  readonly isUnassessed: boolean;
  readonly isExpired: boolean;
  readonly isUnwritten: boolean;
};

/** What of the service's persons is listed. */
export type Listing = 'due' | 'mine' | 'all' | 'declined' | 'over';

/** On which day, for whom; `now` decides which appointments have passed. */
export type Looking = { readonly today: PlainDate; readonly now: Instant; readonly staffId: Uuid };

const listed = ({
  today,
  now,
}: Looking) => sql`(select s.id, s.case_id as "caseId", s.state, s.since, s.team, s.worker_id as "workerId",
    w.display_name as "workerName", r.code as reference, n.next_at as "nextAt", s.begun_at,
    s.state in ('not_referred', 'referred') as "isWaiting", s.worker_id is null and s.state not in ('ended', 'declined') as "isNobodys",
    s.state in ('needs', 'active', 'suspended') and coalesce(a.kinds, 0) < 2 as "isUnassessed",
    s.state in ('needs', 'active', 'suspended') and coalesce(a.until < ${today}::date, false) as "isExpired",
    coalesce(n.past, 0) > 0 and s.state <> 'ended' as "isUnwritten"
  from assistance.support s left join directory.staff_published w on w.id = s.worker_id
  left join cases.case_reference_published r on r.case_id = s.case_id and r.organisation_id = s.organisation_id
  left join lateral (select count(*)::int as kinds, min(of.until) as until from (select max(one.valid_until) as until
    from assistance.assessment one where one.support_id = s.id group by one.kind) of) a on true
  left join lateral (select min(x.planned_at) filter (where x.planned_at >= ${now}::timestamptz) as next_at,
    count(*) filter (where x.planned_at < ${now}::timestamptz)::int as past from assistance.session x
    where x.support_id = s.id and x.state = 'planned') n on true) l`;

const isDue = sql`(l."isWaiting" or l."isNobodys" or l."isUnassessed" or l."isExpired" or l."isUnwritten")`;

const conditionOf = (which: Listing, { staffId }: Looking) =>
  ({
    due: isDue,
    mine: sql`l."workerId" = ${staffId}::uuid and l.state <> 'ended'`,
    all: sql`l.state not in ('ended', 'declined')`,
    declined: sql`l.state = 'declined'`,
    over: sql`l.state = 'ended'`,
  })[which];

/** One page of the service's persons, the most pressing first. */
export const listSupports = async (
  tx: Transaction,
  it: Looking & { readonly which: Listing; readonly size: number; readonly number: number },
): Promise<readonly ListedSupport[]> => {
  const found = await sql<ListedSupport>`select l.* from ${listed(it)} where ${conditionOf(it.which, it)}
    order by l."isNobodys" desc, l."isWaiting" desc, l."isExpired" desc, l.since desc, l.id
    limit ${it.size} offset ${(it.number - 1) * it.size}`.execute(tx);
  return found.rows;
};

/** How many of each kind the viewer sees. */
export const countSupports = async (tx: Transaction, it: Looking): Promise<Readonly<Record<Listing, number>>> => {
  const found = await sql<Record<Listing, number>>`select count(*) filter (where ${isDue})::int as due,
    count(*) filter (where ${conditionOf('mine', it)})::int as mine, count(*) filter (where ${conditionOf('all', it)})::int as all,
    count(*) filter (where ${conditionOf('declined', it)})::int as declined,
    count(*) filter (where ${conditionOf('over', it)})::int as over from ${listed(it)}`.execute(tx);
  return found.rows[0] ?? { due: 0, mine: 0, all: 0, declined: 0, over: 0 };
};

/** A task set because an assessment ended. */
export type SetTask = {
  readonly taskId: Uuid;
  readonly organisationId: Uuid;
  readonly caseId: Uuid;
  readonly due: PlainDate;
};

/** Sets the tasks of assessments that end by a day; for the worker. */
export const remindOfAssessments = async (
  tx: Transaction,
  it: { readonly on: PlainDate; readonly at: Instant; readonly most: number },
): Promise<readonly SetTask[]> => {
  const found =
    await sql<SetTask>`select set_task as "taskId", set_organisation as "organisationId", of_case as "caseId", due
    from assistance.remind(${it.on}::date, ${it.at}::timestamptz, ${it.most})`.execute(tx);
  return found.rows;
};
