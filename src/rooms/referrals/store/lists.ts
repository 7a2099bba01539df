import { sql } from 'kysely';
import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** What the queue shows: codes that stand in its address. */
export type QueueFilter = {
  readonly states: readonly string[];
  readonly urgency: string | null;
  readonly child: boolean;
  readonly form: string | null;
  readonly language: string | null;
  readonly assignedTo: Uuid | 'nobody' | null;
  readonly page: number;
  readonly size: number;
};

/** A report in a list. */
export type ReportLine = {
  readonly id: Uuid;
  readonly reference: string | null;
  readonly label: Buffer | null;
  readonly senderId: Uuid;
  readonly urgency: string;
  readonly inDanger: string;
  readonly hasChild: boolean;
  readonly nPersons: number;
  readonly sentAt: Instant;
  readonly state: string;
  readonly outcome: string | null;
  readonly assignedTo: string | null;
};

/** What is shown of the persons of a report in the queue. */
export type PersonsLine = {
  readonly reportId: Uuid;
  readonly languages: readonly string[];
  readonly forms: readonly string[];
};

const lines = (tx: Transaction) =>
  tx
    .selectFrom('referrals.report as r')
    .leftJoin('referrals.report_reference as ref', 'ref.report_id', 'r.id')
    .leftJoin('directory.staff_published as s', 's.id', 'r.assigned_to')
    .select([
      'r.id',
      'ref.code as reference',
      'ref.own_label as label',
      'r.urgency',
      'r.in_danger as inDanger',
      'r.has_child as hasChild',
      'r.n_persons as nPersons',
      'r.sent_at as sentAt',
      'r.state',
      'r.outcome',
      's.display_name as assignedTo',
    ])
    .select(({ fn }) => fn.coalesce('r.on_behalf_organisation_id', 'r.sender_organisation_id').as('senderId'));

type Lines = ReturnType<typeof lines>;

const filtered = (query: Lines, filter: QueueFilter): Lines => {
  let chosen = query.where('r.merged_into', 'is', null).where('r.state', 'in', [...filter.states]);
  if (filter.urgency) chosen = chosen.where('r.urgency', '=', filter.urgency);
  if (filter.child) chosen = chosen.where('r.has_child', '=', true);
  if (filter.assignedTo === 'nobody') chosen = chosen.where('r.assigned_to', 'is', null);
  else if (filter.assignedTo) chosen = chosen.where('r.assigned_to', '=', filter.assignedTo);
  if (filter.form)
    chosen = chosen.where(
      sql<boolean>`exists (select 1 from referrals.report_person p where p.report_id = r.id and p.forms @> array[${filter.form}]::text[])`,
    );
  if (filter.language)
    chosen = chosen.where(
      sql<boolean>`exists (select 1 from referrals.report_person p where p.report_id = r.id and p.languages @> array[${filter.language}]::text[])`,
    );
  return chosen;
};

/** One page of the queue: danger first, then children, then the longest waiting. */
export const findQueue = async (tx: Transaction, filter: QueueFilter): Promise<readonly ReportLine[]> =>
  filtered(lines(tx), filter)
    .orderBy('r.urgency_rank')
    .orderBy('r.has_child', 'desc')
    .orderBy('r.sent_at')
    .orderBy('r.id')
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size)
    .$castTo<ReportLine>()
    .execute();

/** How many reports the filter finds. */
export const countQueue = async (tx: Transaction, filter: QueueFilter): Promise<number> => {
  const counted = await filtered(lines(tx), filter)
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(counted.n);
};

/** Numbers above the queue. */
export type QueueCount = {
  readonly state: string;
  readonly urgency: string;
  readonly assignedTo: Uuid | null;
  readonly n: number;
};

/** How many reports stand in each of the states, by urgency and by who works on them. */
export const countByStateAndUrgency = async (
  tx: Transaction,
  states: readonly string[],
): Promise<readonly QueueCount[]> => {
  const rows = await tx
    .selectFrom('referrals.report')
    .select(['state', 'urgency', 'assigned_to as assignedTo'])
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('merged_into', 'is', null)
    .where('state', 'in', [...states])
    .groupBy(['state', 'urgency', 'assigned_to'])
    .execute();
  return rows.map((row) => ({ ...row, n: Number(row.n) }));
};

/** Languages and forms of the persons of some reports. */
export const findPersonsLines = async (
  tx: Transaction,
  reportIds: readonly Uuid[],
): Promise<readonly PersonsLine[]> => {
  if (reportIds.length === 0) return [];
  const rows = await tx
    .selectFrom('referrals.report_person')
    .select(['report_id as reportId', 'languages', 'forms'])
    .where('report_id', 'in', [...reportIds])
    .orderBy('ordinal')
    .execute();
  return [...Map.groupBy(rows, (row) => row.reportId)].map(([reportId, persons]) => ({
    reportId,
    languages: [...new Set(persons.flatMap((one) => one.languages))],
    forms: [...new Set(persons.flatMap((one) => one.forms))],
  }));
};

/** The names of colleagues, for the filter and the workload. */
export const findColleagues = async (tx: Transaction, ids: readonly Uuid[]): Promise<ReadonlyMap<Uuid, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('directory.staff_published')
    .select(['id', 'display_name as name'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.flatMap(({ id, name }) => (id && name ? [[id, name]] : [])));
};

/** Reports of the viewer's own body, the newest first; parts that were split off stand under their whole. */
export const findOwnReports = async (
  tx: Transaction,
  own: { readonly organisationId: Uuid; readonly page: number; readonly size: number },
): Promise<readonly ReportLine[]> =>
  lines(tx)
    .where(({ eb, fn }) =>
      eb(fn.coalesce('r.on_behalf_organisation_id', 'r.sender_organisation_id'), '=', own.organisationId),
    )
    .where('r.split_from', 'is', null)
    .orderBy('r.sent_at', 'desc')
    .orderBy('r.id')
    .limit(own.size)
    .offset((own.page - 1) * own.size)
    .$castTo<ReportLine>()
    .execute();

/** How many reports the viewer's own body has sent. */
export const countOwnReports = async (tx: Transaction, organisationId: Uuid): Promise<number> => {
  const counted = await tx
    .selectFrom('referrals.report as r')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where(({ eb, fn }) =>
      eb(fn.coalesce('r.on_behalf_organisation_id', 'r.sender_organisation_id'), '=', organisationId),
    )
    .where('r.split_from', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(counted.n);
};

/** How many recipients have each report, how many questions about it wait, and what was told last. */
export type OwnState = {
  readonly reportId: Uuid;
  readonly received: number;
  readonly acknowledged: number;
  readonly waiting: number;
  readonly questions: number;
};

/** The state of some of the viewer's own reports. */
export const findOwnStates = async (tx: Transaction, reportIds: readonly Uuid[]): Promise<readonly OwnState[]> => {
  if (reportIds.length === 0) return [];
  const found = await sql<OwnState>`
    select r.id as "reportId",
      (select count(*)::int from referrals.inbox i where i.report_id = r.id) as received,
      (select count(*)::int from referrals.inbox i where i.report_id = r.id and i.acknowledged_at is not null) as acknowledged,
      (select count(*)::int from referrals.outbox o where o.report_id = r.id and o.state = 'waiting') as waiting,
      (select count(*)::int from referrals.question_to_reporter q where q.report_id = r.id and q.answered_at is null) as questions
    from referrals.report r where r.id = any (${[...reportIds]}::uuid[])`.execute(tx);
  return found.rows;
};

/** Reports addressed to the viewer's body, for recipients that keep no queue (prosecutor, support service). */
export const findReceived = async (
  tx: Transaction,
  received: { readonly organisationId: Uuid; readonly page: number; readonly size: number },
): Promise<readonly (ReportLine & { readonly acknowledgedAt: Instant | null })[]> =>
  lines(tx)
    .innerJoin('referrals.inbox as i', (join) =>
      join.onRef('i.report_id', '=', 'r.id').on('i.organisation_id', '=', received.organisationId),
    )
    .select('i.acknowledged_at as acknowledgedAt')
    .orderBy(sql`(i.acknowledged_at is not null)`)
    .orderBy('r.urgency_rank')
    .orderBy('r.sent_at', 'desc')
    .limit(received.size)
    .offset((received.page - 1) * received.size)
    .$castTo<ReportLine & { readonly acknowledgedAt: Instant | null }>()
    .execute();

/** How many reports were addressed to a body. */
export const countReceived = async (tx: Transaction, organisationId: Uuid): Promise<number> => {
  const counted = await tx
    .selectFrom('referrals.inbox')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('organisation_id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return Number(counted.n);
};

/** Reports by the body's own reference or by the keyed hash of its own label. */
export const findByReference = async (
  tx: Transaction,
  searched: { readonly code: string | null; readonly labelToken: Buffer },
): Promise<readonly ReportLine[]> =>
  lines(tx)
    .where(({ or, eb }) =>
      or([
        ...(searched.code ? [eb('ref.code', '=', searched.code)] : []),
        eb('ref.own_label_token', '=', searched.labelToken),
      ]),
    )
    .orderBy('r.sent_at', 'desc')
    .limit(50)
    .$castTo<ReportLine>()
    .execute();
