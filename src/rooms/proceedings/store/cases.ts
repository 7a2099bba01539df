import { type RawBuilder, sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, newReference, type Uuid } from '../../../platform/ids.ts';
import type { CaseOrigin, CaseScope } from '../facts/index.ts';

/** A criminal case in codes. */
export type CriminalCase = {
  readonly id: Uuid;
  readonly organisationId: Uuid;
  readonly reference: string;
  readonly audience: readonly Uuid[];
  /** Who alone sees a sealed investigation; null where it is not sealed. */
  readonly sealedFor: readonly Uuid[] | null;
  readonly fromReportId: Uuid | null;
  readonly origin: CaseOrigin;
  readonly scope: CaseScope;
  readonly unit: string | null;
  readonly openedOn: PlainDate;
  readonly firstQualification: string;
  readonly lastQualification: string;
  readonly state: string;
  readonly since: PlainDate;
  readonly createdAt: Instant;
  readonly version: number;
};

const columns = sql`c.id, c.organisation_id as "organisationId", c.reference, c.audience, c.sealed_for as "sealedFor",
  c.from_report_id as "fromReportId", c.origin, c.scope, c.unit, c.opened_on as "openedOn",
  c.first_qualification as "firstQualification", c.last_qualification as "lastQualification", c.state, c.since,
  c.created_at as "createdAt", c.version`;

/** One criminal case, or null when there is none for this viewer. */
export const findCriminalCase = async (tx: Transaction, id: Uuid): Promise<CriminalCase | null> => {
  const found =
    await sql<CriminalCase>`select ${columns} from proceedings.criminal_case c where c.id = ${id}::uuid`.execute(tx);
  return found.rows[0] ?? null;
};

/** What of the criminal cases is listed. */
export type CaseListing = 'inquiry' | 'suspended' | 'court' | 'over';

/** The states of each listing, as the profile's table sorts them. */
export type ListingStates = Readonly<Record<CaseListing, readonly string[]>>;

/** What narrows a list. */
export type CaseFilter = { readonly qualification: string | null; readonly scope: string | null };

const narrowed = ({ qualification, scope }: CaseFilter): RawBuilder<boolean> =>
  sql<boolean>`(${qualification}::text is null or c.last_qualification = ${qualification})
    and (${scope}::text is null or c.scope = ${scope})`;

/** A line of the list, with how many persons stand in the case. */
export type CaseLine = CriminalCase & { readonly suspects: number; readonly victims: number };

/** One page of criminal cases, the latest change first. */
export const listCriminalCases = async (
  tx: Transaction,
  states: readonly string[],
  page: CaseFilter & { readonly size: number; readonly number: number },
): Promise<readonly CaseLine[]> => {
  const found = await sql<CaseLine>`select ${columns},
      (select count(*)::int from proceedings.suspect s where s.criminal_case_id = c.id) as suspects,
      (select count(*)::int from proceedings.case_victim v where v.criminal_case_id = c.id and v.left_on is null) as victims
    from proceedings.criminal_case c where c.state = any (${states}) and ${narrowed(page)}
    order by c.since desc, c.id desc limit ${page.size} offset ${(page.number - 1) * page.size}`.execute(tx);
  return found.rows;
};

/** How many criminal cases there are in each state, of those a filter lets through. */
export const countByState = async (tx: Transaction, filter: CaseFilter): Promise<ReadonlyMap<string, number>> => {
  const found = await sql<{ state: string; count: number }>`select c.state, count(*)::int as count
    from proceedings.criminal_case c where ${narrowed(filter)} group by c.state`.execute(tx);
  return new Map(found.rows.map(({ state, count }) => [state, count]));
};

/** How many cases of a body stand in one of these states. */
export const countOfBody = async (
  tx: Transaction,
  organisationIds: readonly Uuid[],
  states: readonly string[],
): Promise<number> => {
  const found = await sql<{ count: number }>`select count(distinct c.id)::int as count from proceedings.criminal_case c
    join proceedings.case_body b on b.criminal_case_id = c.id and b.until is null
      and b.organisation_id = any (${organisationIds}::uuid[])
    where c.state = any (${states})`.execute(tx);
  return found.rows[0]?.count ?? 0;
};

export type NewCase = Omit<
  CriminalCase,
  'id' | 'reference' | 'audience' | 'sealedFor' | 'lastQualification' | 'createdAt' | 'version'
> & { readonly id: Uuid; readonly by: Uuid; readonly at: Instant };

/** Opens a criminal case; false when the body has one from this report already. */
export const insertCriminalCase = async (tx: Transaction, it: NewCase): Promise<boolean> => {
  const result = await tx
    .insertInto('proceedings.criminal_case')
    .values({
      ...{ id: it.id, organisation_id: it.organisationId, reference: newReference(), audience: [it.organisationId] },
      ...{ from_report_id: it.fromReportId, origin: it.origin, scope: it.scope, unit: it.unit, state: it.state },
      ...{ opened_on: it.openedOn, first_qualification: it.firstQualification, since: it.since },
      ...{ last_qualification: it.firstQualification, created_by: it.by, created_at: it.at },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

/** What changes of a criminal case. */
export type CaseChange = {
  readonly state?: string;
  readonly since?: PlainDate;
  readonly lastQualification?: string;
  readonly scope?: CaseScope;
  readonly unit?: string | null;
  readonly sealedFor?: readonly Uuid[] | null;
};

const given = <Value>(name: string, value: Value | undefined): Record<string, Value> =>
  value === undefined ? {} : { [name]: value };

/** Changes a criminal case if the version is still the one seen; tells whether it was. */
export const updateCriminalCase = async (tx: Transaction, seen: CriminalCase, it: CaseChange): Promise<boolean> => {
  const result = await tx
    .updateTable('proceedings.criminal_case')
    .set({
      ...given('state', it.state),
      ...given('since', it.since),
      ...given('last_qualification', it.lastQualification),
      ...given('scope', it.scope),
      ...given('unit', it.unit),
      ...given('sealed_for', it.sealedFor),
      version: seen.version + 1,
    })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** A step of a criminal case. */
export type CaseStep = {
  readonly id: Uuid;
  readonly number: number;
  readonly step: string;
  readonly event: string;
  readonly fromState: string;
  readonly toState: string;
  readonly reasons: readonly string[];
  readonly decidedOn: PlainDate;
  readonly organisationId: Uuid;
  readonly recordedBy: Uuid;
  readonly recordedByName: string | null;
  readonly recordedAt: Instant;
};

export type NewStep = Omit<CaseStep, 'id' | 'number' | 'recordedByName'> & { readonly criminalCaseId: Uuid };

/** Writes a step down; false when somebody wrote the next one in the same moment. */
export const insertCaseStep = async (tx: Transaction, it: NewStep): Promise<boolean> => {
  const result =
    await sql`insert into proceedings.case_step (id, criminal_case_id, organisation_id, number, step, event,
      from_state, to_state, reasons, decided_on, recorded_by, recorded_at)
    select ${newId()}::uuid, ${it.criminalCaseId}::uuid, ${it.organisationId}::uuid, coalesce(max(s.number), 0) + 1,
      ${it.step}, ${it.event}, ${it.fromState}, ${it.toState}, ${[...it.reasons]}::text[], ${it.decidedOn}::date,
      ${it.recordedBy}::uuid, ${it.recordedAt}::timestamptz
    from proceedings.case_step s where s.criminal_case_id = ${it.criminalCaseId}::uuid
    on conflict do nothing`.execute(tx);
  return result.numAffectedRows === 1n;
};

/** The steps of a case, the oldest first. */
export const caseStepsOf = async (tx: Transaction, criminalCaseId: Uuid): Promise<readonly CaseStep[]> => {
  const found = await sql<CaseStep>`select s.id, s.number, s.step, s.event, s.from_state as "fromState",
      s.to_state as "toState", s.reasons, s.decided_on as "decidedOn", s.organisation_id as "organisationId",
      s.recorded_by as "recordedBy", p.display_name as "recordedByName", s.recorded_at as "recordedAt"
    from proceedings.case_step s left join directory.staff_published p on p.id = s.recorded_by
    where s.criminal_case_id = ${criminalCaseId}::uuid order by s.number`.execute(tx);
  return found.rows;
};

/** What a case was taken for, from when. */
export type Qualification = {
  readonly id: Uuid;
  readonly number: number;
  readonly code: string;
  readonly qualifiedOn: PlainDate;
  readonly organisationId: Uuid;
  readonly recordedByName: string | null;
  readonly recordedAt: Instant;
};

export type NewQualification = {
  readonly id: Uuid;
  readonly criminalCaseId: Uuid;
  readonly organisationId: Uuid;
  readonly code: string;
  readonly qualifiedOn: PlainDate;
  readonly by: Uuid;
  readonly at: Instant;
};

/** Writes a qualification down; false when somebody wrote the next one in the same moment. */
export const insertQualification = async (tx: Transaction, it: NewQualification): Promise<boolean> => {
  const result = await sql`insert into proceedings.qualification (id, criminal_case_id, organisation_id, number, code,
      qualified_on, recorded_by, recorded_at)
    select ${it.id}::uuid, ${it.criminalCaseId}::uuid, ${it.organisationId}::uuid, coalesce(max(q.number), 0) + 1,
      ${it.code}, ${it.qualifiedOn}::date, ${it.by}::uuid, ${it.at}::timestamptz
    from proceedings.qualification q where q.criminal_case_id = ${it.criminalCaseId}::uuid
    on conflict do nothing`.execute(tx);
  return result.numAffectedRows === 1n;
};

/** The qualifications of a case, the first one first. */
export const qualificationsOf = async (tx: Transaction, criminalCaseId: Uuid): Promise<readonly Qualification[]> => {
  const found = await sql<Qualification>`select q.id, q.number, q.code, q.qualified_on as "qualifiedOn",
      q.organisation_id as "organisationId", p.display_name as "recordedByName", q.recorded_at as "recordedAt"
    from proceedings.qualification q left join directory.staff_published p on p.id = q.recorded_by
    where q.criminal_case_id = ${criminalCaseId}::uuid order by q.number`.execute(tx);
  return found.rows;
};

/** A report the viewer's body received. */
export type ReceivedReport = {
  readonly reportId: Uuid;
  readonly reference: string;
  readonly sentAt: Instant;
  readonly persons: number;
  readonly isOpened: boolean;
};

/** Reports the viewer's body knows by a reference of its own, the latest first; of one reference when told. */
export const receivedReports = async (
  tx: Transaction,
  organisationIds: readonly Uuid[],
  reference: string | null = null,
): Promise<readonly ReceivedReport[]> => {
  const found = await sql<ReceivedReport>`select r.id as "reportId", f.code as reference, r.sent_at as "sentAt",
      r.n_persons as persons, exists (select 1 from proceedings.criminal_case c where c.from_report_id = r.id) as "isOpened"
    from referrals.report_reference_published f join referrals.report_published r on r.id = f.report_id
    where f.organisation_id = any (${organisationIds}::uuid[]) and (${reference}::text is null or f.code = ${reference})
    order by r.sent_at desc limit 20`.execute(tx);
  return found.rows;
};
