import { sql } from 'kysely';
import type { Instant } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database/index.ts';

/**
 * Did one of these bodies restrict what it does with this subject, so that this purpose is not left? Everything sealed about the person
 * is held: hers, her case's, her own page, and the report and the words of the call it began from while they speak of nobody else.
 */
export const isRestricted = async (
  database: Database,
  subjectId: string,
  { organisationIds, purpose }: { readonly organisationIds: readonly string[]; readonly purpose?: string | undefined },
): Promise<boolean> => {
  const found = await sql<{ is: boolean }>`
    select exists (select 1 from identity.rights_request q
      where q.kind = 'restriction' and q.state = 'in_force' and q.organisation_id = any (${organisationIds}::uuid[])
        and not (coalesce(${purpose ?? null}::text, '') = any (q.purposes))
        and (q.person_id = ${subjectId} or q.case_id = ${subjectId}
          or ${subjectId}::uuid in (select s.subject_id from identity.subjects_of(q.person_id) s))) as is`.execute(
    database,
  );
  return found.rows[0]?.is === true;
};

/** A request for erasure as the vault reads it. */
export type ErasureRow = {
  readonly id: string;
  readonly personId: string;
  readonly caseId: string;
  readonly organisationId: string;
  readonly reference: string;
  readonly state: string;
  readonly askedBy: string;
  readonly dataClass: string | null;
  readonly recordedBy: string | null;
  readonly decidedBy: string | null;
};

const columns = sql`id, person_id as "personId", case_id as "caseId", organisation_id as "organisationId", reference, state,
  asked_by as "askedBy", data_class as "dataClass", recorded_by as "recordedBy", decided_by as "decidedBy"`;

/** Finds a request for erasure and keeps others from working on it until the transaction ends. */
export const lockErasure = async (tx: Transaction, id: string): Promise<ErasureRow | null> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`identity.rights_request ${id}`}, 0))`.execute(tx);
  const found = await sql<ErasureRow>`
    select ${columns} from identity.rights_request where id = ${id} and kind = 'erasure'`.execute(tx);
  return found.rows[0] ?? null;
};

/** Erasures that two people decided and that are not carried out to the end. */
export const erasuresApproved = async (database: Database): Promise<readonly string[]> => {
  const found = await sql<{ id: string }>`
    select id from identity.rights_request where kind = 'erasure' and state = 'approved' order by decided_at`.execute(
    database,
  );
  return found.rows.map(({ id }) => id);
};

/** The certificates of all erasures that are done. */
export const certificatesOfAll = async (database: Database): Promise<readonly string[]> => {
  const found = await sql<{ certificate: string }>`
    select certificate from identity.rights_request
    where kind = 'erasure' and state = 'done' and certificate is not null`.execute(database);
  return found.rows.map(({ certificate }) => certificate);
};

/** Notes that a second person approved. */
export const markApproved = async (
  tx: Transaction,
  id: string,
  { staffId, at }: { readonly staffId: string; readonly at: Instant },
): Promise<void> => {
  await sql`
    update identity.rights_request set state = 'approved', decided_by = ${staffId}, decided_at = ${at}::timestamptz,
      version = version + 1 where id = ${id}`.execute(tx);
};

/** What proves an erasure. */
export type Proof = { readonly certificate: string; readonly signature: Buffer; readonly publicKey: Buffer };

/** Notes that it is done, with its proof and who kept what; other bodies are told by trigger, while their keys are still there. */
export const markErased = async (
  tx: Transaction,
  id: string,
  { certificate, signature, publicKey, keptBy }: Proof & { readonly keptBy: readonly string[] },
): Promise<void> => {
  await sql`
    update identity.rights_request set state = 'done', kept_by = ${keptBy}::uuid[], certificate = ${certificate},
      signature = ${signature}, signed_with = ${publicKey}, version = version + 1 where id = ${id}`.execute(tx);
};

/** The proof of an erasure that is done; null while it is not. */
export const proofOf = async (tx: Transaction, id: string): Promise<(Proof & { readonly keptBy: string[] }) | null> => {
  const found = await sql<Proof & { keptBy: string[] }>`
    select certificate, signature, signed_with as "publicKey", kept_by as "keptBy" from identity.rights_request
    where id = ${id} and kind = 'erasure' and state = 'done' and certificate is not null`.execute(tx);
  return found.rows[0] ?? null;
};

/** Bodies that must not erase what they hold of this person today. */
export const bodiesThatHoldBack = async (
  tx: Transaction,
  personId: string,
  today: string,
): Promise<readonly string[]> => {
  const found = await sql<{ id: string }>`
    select distinct organisation_id as id from identity.legal_hold
    where person_id = ${personId} and lifted_at is null and (until is null or until >= ${today}::date)`.execute(tx);
  return found.rows.map(({ id }) => id);
};
