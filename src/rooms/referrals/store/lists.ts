import { sql } from 'kysely';
import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

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
  /** What the viewer's body was told and has not read. */
  readonly outcomes: number;
  /** True for a report its sender took back. */
  readonly withdrawn: boolean;
};

/** The state of some of the viewer's own reports. */
export const findOwnStates = async (tx: Transaction, reportIds: readonly Uuid[]): Promise<readonly OwnState[]> => {
  if (reportIds.length === 0) return [];
  const found = await sql<OwnState>`
    select r.id as "reportId",
      (select count(*)::int from referrals.inbox i where i.report_id = r.id) as received,
      (select count(*)::int from referrals.inbox i where i.report_id = r.id and i.acknowledged_at is not null) as acknowledged,
      (select count(*)::int from referrals.outbox o where o.report_id = r.id and o.state = 'waiting' and o.kind = 'inbox') as waiting,
      (select count(*)::int from referrals.question_to_reporter q where q.report_id = r.id and q.answered_at is null
        and not exists (select 1 from referrals.supplement s where s.report_id = r.id and s.kind = 'withdrawal')) as questions,
      exists (select 1 from referrals.supplement s where s.report_id = r.id and s.kind = 'withdrawal') as withdrawn,
      (select count(*)::int from referrals.outcome_notice n join referrals.report told on told.id = n.report_id
        where coalesce(told.split_from, told.id) = r.id and n.seen_at is null
          and n.organisation_id = coalesce(r.on_behalf_organisation_id, r.sender_organisation_id)) as outcomes
    from referrals.report r where r.id = any (${[...reportIds]}::uuid[])`.execute(tx);
  return found.rows;
};

/** How many questions about a body's own reports wait for its answer. */
export const countQuestionsTo = async (tx: Transaction, organisationId: Uuid): Promise<number> => {
  const counted = await sql<{ n: number }>`select count(*)::int as n from referrals.question_to_reporter q
    join referrals.report r on r.id = q.report_id
    where q.answered_at is null and coalesce(r.on_behalf_organisation_id, r.sender_organisation_id) = ${organisationId}::uuid
      and not exists (select 1 from referrals.supplement s where s.report_id = r.id and s.kind = 'withdrawal')`.execute(
    tx,
  );
  return counted.rows[0]?.n ?? 0;
};

/** Of how many of a body's own reports it was told what came of them and has not read it. */
export const countOutcomesFor = async (tx: Transaction, organisationId: Uuid): Promise<number> => {
  const counted = await sql<{ n: number }>`select count(distinct coalesce(r.split_from, r.id))::int as n
    from referrals.outcome_notice o join referrals.report r on r.id = o.report_id
    where o.seen_at is null and o.organisation_id = ${organisationId}::uuid
      and coalesce(r.on_behalf_organisation_id, r.sender_organisation_id) = ${organisationId}::uuid`.execute(tx);
  return counted.rows[0]?.n ?? 0;
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
