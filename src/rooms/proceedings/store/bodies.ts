import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import type { BodyPart } from '../facts/index.ts';

/** A body that works or worked on a criminal case. */
export type CaseBody = {
  readonly id: Uuid;
  readonly organisationId: Uuid;
  readonly part: BodyPart;
  readonly since: PlainDate;
  readonly until: PlainDate | null;
};

export type NewBody = {
  readonly criminalCaseId: Uuid;
  readonly organisationId: Uuid;
  readonly part: BodyPart;
  readonly since: PlainDate;
  readonly by: Uuid;
  readonly at: Instant;
};

/** Lets a body in; false when it is in already. */
export const insertCaseBody = async (tx: Transaction, it: NewBody): Promise<boolean> => {
  const result = await tx
    .insertInto('proceedings.case_body')
    .values({
      ...{ id: newId(), criminal_case_id: it.criminalCaseId, organisation_id: it.organisationId, part: it.part },
      ...{ since: it.since, named_by: it.by, recorded_at: it.at },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

/** The bodies of a case, who is in still first. */
export const bodiesOfCase = async (tx: Transaction, criminalCaseId: Uuid): Promise<readonly CaseBody[]> => {
  const found = await sql<CaseBody>`select b.id, b.organisation_id as "organisationId", b.part, b.since, b.until
    from proceedings.case_body b where b.criminal_case_id = ${criminalCaseId}::uuid
    order by b.until nulls first, b.since, b.id`.execute(tx);
  return found.rows;
};

/** A person whose exploitation a case is about. */
export type CaseVictim = {
  readonly id: Uuid;
  readonly number: number;
  readonly caseId: Uuid;
  readonly joinedOn: PlainDate;
  readonly leftOn: PlainDate | null;
  /** How the viewer's body calls the person's case; null where it does not see it. */
  readonly reference: string | null;
};

/** The persons of a case, as far as the viewer's body knows them by a reference. */
export const victimsOf = async (
  tx: Transaction,
  criminalCaseId: Uuid,
  organisationIds: readonly Uuid[],
): Promise<readonly CaseVictim[]> => {
  const found = await sql<CaseVictim>`select v.id, v.number, v.case_id as "caseId", v.joined_on as "joinedOn",
      v.left_on as "leftOn", (select r.code from cases.case_reference_published r where r.case_id = v.case_id
        and r.organisation_id = any (${organisationIds}::uuid[]) limit 1) as reference
    from proceedings.case_victim v where v.criminal_case_id = ${criminalCaseId}::uuid order by v.number`.execute(tx);
  return found.rows;
};

export type NewVictim = {
  readonly criminalCaseId: Uuid;
  readonly caseId: Uuid;
  readonly organisationId: Uuid;
  readonly on: PlainDate;
  readonly by: Uuid;
  readonly at: Instant;
};

/** Adds a person to a case under the next number; false when she is in it already. */
export const insertVictim = async (tx: Transaction, it: NewVictim): Promise<boolean> => {
  const result = await sql`insert into proceedings.case_victim (id, criminal_case_id, organisation_id, number, case_id,
      joined_on, recorded_by, recorded_at)
    select ${newId()}::uuid, ${it.criminalCaseId}::uuid, ${it.organisationId}::uuid, coalesce(max(v.number), 0) + 1,
      ${it.caseId}::uuid, ${it.on}::date, ${it.by}::uuid, ${it.at}::timestamptz
    from proceedings.case_victim v where v.criminal_case_id = ${it.criminalCaseId}::uuid
    on conflict do nothing`.execute(tx);
  return result.numAffectedRows === 1n;
};

/** The cases of the persons of a report, as far as they were opened and the viewer sees the persons. */
export const casesOfReport = async (tx: Transaction, reportId: Uuid): Promise<readonly Uuid[]> => {
  const found = await sql<{
    caseId: Uuid;
  }>`select distinct p.case_id as "caseId" from referrals.report_person_published p
    where p.report_id = ${reportId}::uuid and p.case_id is not null order by 1`.execute(tx);
  return found.rows.map(({ caseId }) => caseId);
};

/** The case a body calls by this reference, or null. */
export const caseCalled = async (
  tx: Transaction,
  organisationIds: readonly Uuid[],
  reference: string,
): Promise<Uuid | null> => {
  const found = await sql<{ caseId: Uuid }>`select r.case_id as "caseId" from cases.case_reference_published r
    where r.code = ${reference} and r.organisation_id = any (${organisationIds}::uuid[]) limit 1`.execute(tx);
  return found.rows[0]?.caseId ?? null;
};

/** Criminal cases that are about the person of a case, as far as the viewer sees them. */
export const criminalCasesOfPerson = async (
  tx: Transaction,
  caseId: Uuid,
): Promise<readonly { readonly id: Uuid; readonly reference: string; readonly state: string }[]> => {
  const found = await sql<{ id: Uuid; reference: string; state: string }>`select c.id, c.reference, c.state
    from proceedings.case_victim v join proceedings.criminal_case c on c.id = v.criminal_case_id
    where v.case_id = ${caseId}::uuid and v.left_on is null order by c.opened_on desc, c.id`.execute(tx);
  return found.rows;
};

/** A member of staff, as colleagues know her. */
export type Colleague = { readonly id: Uuid; readonly name: string; readonly organisationId: Uuid };

/** Who works in these bodies. */
export const staffOf = async (tx: Transaction, organisationIds: readonly Uuid[]): Promise<readonly Colleague[]> => {
  const found = await sql<Colleague>`select p.id, p.display_name as name, p.organisation_id as "organisationId"
    from directory.staff_published p where p.state = 'active' and p.organisation_id = any (${organisationIds}::uuid[])
    order by p.display_name, p.id limit 200`.execute(tx);
  return found.rows;
};
