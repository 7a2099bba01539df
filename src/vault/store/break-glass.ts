import { sql } from 'kysely';
import type { Instant } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Compartment } from '../../platform/sealing/wraps.ts';

/** An opening in an emergency: asked, perhaps answered. */
export type BreakGlass = {
  readonly id: string;
  readonly caseId: string;
  readonly personId: string;
  readonly compartments: readonly Compartment[];
  readonly purpose: string;
  readonly requestedBy: string;
  readonly requestedByOrganisation: string;
  readonly requestedAt: Instant;
  readonly answerUntil: Instant;
  readonly addressed: readonly string[];
  readonly audience: readonly string[];
};
export type FoundBreakGlass = BreakGlass & {
  readonly answer: 'approved' | 'declined' | null;
  readonly endsAt: Instant | null;
};

/** One by its id, or null. */
export const findBreakGlass = async (database: Database, id: string): Promise<FoundBreakGlass | null> => {
  const found = await sql<FoundBreakGlass>`
    select id, case_id as "caseId", person_id as "personId", compartments, purpose, requested_by as "requestedBy",
      requested_by_organisation as "requestedByOrganisation", requested_at as "requestedAt", answer_until as "answerUntil",
      addressed, audience, answer, ends_at as "endsAt"
    from identity.break_glass where id = ${id}`.execute(database);
  return found.rows[0] ?? null;
};

/** Stores a request. */
export const addBreakGlass = async (tx: Transaction, row: BreakGlass): Promise<void> => {
  await tx
    .insertInto('identity.break_glass')
    .values({
      ...{ id: row.id, case_id: row.caseId, person_id: row.personId, compartments: [...row.compartments] },
      ...{ purpose: row.purpose, requested_by: row.requestedBy, requested_at: row.requestedAt },
      ...{ requested_by_organisation: row.requestedByOrganisation, answer_until: row.answerUntil },
      ...{ addressed: [...row.addressed], audience: [...row.audience] },
    })
    .execute();
};

/** The answer of a person of another body. */
export type Answer = {
  readonly answer: 'approved' | 'declined';
  readonly by: string;
  readonly organisationId: string;
  readonly at: Instant;
  readonly endsAt: Instant | null;
  readonly reviewUntil: Instant | null;
};

/** Notes the answer; false when somebody was quicker. */
export const answerBreakGlass = async (tx: Transaction, id: string, given: Answer): Promise<boolean> => {
  const noted = await sql`
    update identity.break_glass set answer = ${given.answer}, answered_by = ${given.by}, answered_by_organisation = ${given.organisationId},
      answered_at = ${given.at}::timestamptz, ends_at = ${given.endsAt}::timestamptz, review_until = ${given.reviewUntil}::timestamptz
    where id = ${id} and answer is null`.execute(tx);
  return noted.numAffectedRows === 1n;
};

/** Ends one that runs; false when it is over. */
export const endBreakGlassAt = async (
  tx: Transaction,
  id: string,
  { at, by }: { readonly at: Instant; readonly by: string },
): Promise<boolean> => {
  const ended = await sql`
    update identity.break_glass set ends_at = ${at}::timestamptz, ended_by = ${by}
    where id = ${id} and answer = 'approved' and ends_at > ${at}::timestamptz`.execute(tx);
  return ended.numAffectedRows === 1n;
};

/** Tells bodies that something happened, and nothing else; the worker mails it. */
export const tellBodies = async (
  tx: Transaction,
  bodies: readonly string[],
  told: { readonly id: string; readonly stage: string; readonly at: Instant },
): Promise<void> => {
  await tx
    .insertInto('identity.break_glass_notice')
    .values(
      [...new Set(bodies)].map((body) => ({
        ...{ id: newId(), break_glass_id: told.id, organisation_id: body, stage: told.stage, at: told.at },
      })),
    )
    .execute();
};

/** Whom a case is about and which body leads it; null when none of these bodies sees the case. */
export const caseSeenBy = async (
  database: Database,
  caseId: string,
  bodies: readonly string[],
): Promise<{ readonly personId: string; readonly leadOrganisationId: string } | null> => {
  const found = await sql<{ personId: string; leadOrganisationId: string }>`
    select person_id as "personId", lead_organisation_id as "leadOrganisationId"
    from identity.case_for_break_glass(${caseId}::uuid, ${bodies}::uuid[])`.execute(database);
  return found.rows[0] ?? null;
};

/** Bodies with a key to something in these parts of a person and with somebody who may approve, beside those named. */
export const bodiesToAsk = async (
  database: Database,
  wanted: { readonly personId: string; readonly compartments: readonly string[]; readonly beside: readonly string[] },
): Promise<readonly string[]> => {
  const found = await sql<{ id: string }>`
    select distinct e.organisation_id as id from identity.data_key k
    join identity.data_key_wrap w on w.data_key_id = k.id
    join identity.envelope e on e.id = w.envelope_id and e.withdrawn_at is null and e.basis_kind <> 'break_glass'
    where k.subject_id = ${wanted.personId} and k.compartment = any (${wanted.compartments}::text[])
      and e.organisation_id <> all (${wanted.beside}::uuid[])
      and exists (select 1 from directory.staff s join directory.organisation o on o.id = s.organisation_id
        join directory.staff_role h on h.staff_id = s.id join directory.role r on r.code = h.role_code
        where e.organisation_id in (o.id, o.acts_for_id) and s.state = 'active' and 'identity.approve-emergency' = any (r.permits))
    order by 1`.execute(database);
  return found.rows.map(({ id }) => id);
};

/** True when this person has a request about this one that still waits or runs. */
export const hasLivingRequest = async (
  tx: Transaction,
  { personId, requestedBy }: Pick<BreakGlass, 'personId' | 'requestedBy'>,
  at: Instant,
): Promise<boolean> => {
  const found = await sql`
    select 1 from identity.break_glass where person_id = ${personId} and requested_by = ${requestedBy}
      and ((answer is null and answer_until > ${at}::timestamptz) or (answer = 'approved' and ends_at > ${at}::timestamptz))`.execute(
    tx,
  );
  return found.rows.length > 0;
};

const overAt = (at: Instant) => sql`exists (select 1 from identity.break_glass b
  where b.id::text = e.basis_code and b.ends_at <= ${at}::timestamptz)`;

/** Removes the keys of emergencies that are over; the sealed reason stays for the review. Gives how many envelopes went. */
export const removeEndedKeys = async (tx: Transaction, at: Instant): Promise<number> => {
  await sql`delete from identity.data_key_wrap w using identity.envelope e, identity.data_key k
    where e.id = w.envelope_id and e.basis_kind = 'break_glass' and k.id = w.data_key_id and k.subject_id::text <> e.basis_code
      and ${overAt(at)}`.execute(tx);
  const gone = await sql`delete from identity.envelope e where e.basis_kind = 'break_glass' and ${overAt(at)}
    and not exists (select 1 from identity.data_key_wrap w where w.envelope_id = e.id)`.execute(tx);
  return Number(gone.numAffectedRows);
};
