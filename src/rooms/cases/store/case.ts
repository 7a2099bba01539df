import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, newReference, type Uuid } from '../../../platform/ids.ts';
import { openOwnWord, type SealedWord } from '../../../platform/sealing/index.ts';

/** A case as its viewer's body sees it: with that body's own reference, label and colleague. */
export type CaseFile = {
  readonly id: Uuid;
  readonly personId: Uuid;
  readonly reportId: Uuid;
  readonly leadOrganisationId: Uuid;
  readonly audience: readonly Uuid[];
  readonly inquiryAudience: readonly Uuid[];
  readonly status: string | null;
  readonly statusOn: PlainDate | null;
  readonly flags: readonly string[];
  readonly version: number;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  /** Why it was closed, where that is not its status. */
  readonly closedBecause: 'erased' | null;
  readonly reference: string | null;
  readonly ownLabel: string | null;
  readonly referenceVersion: number | null;
  readonly referenceOrganisationId: Uuid | null;
  readonly ownerId: Uuid | null;
  readonly ownerName: string | null;
};

type Columns = Record<string, unknown>;

/** Where cases are read: the transaction, and the key that opens the own body's words (without it they stay closed). */
export type Reader = { readonly tx: Transaction; readonly ownWordKey?: Uint8Array };

/** The own body's word of a row with `own_label` and the body that gave it. */
export const wordOf = (key: Uint8Array | undefined, row: Columns): string | null =>
  key === undefined
    ? null
    : openOwnWord(key, String(row['reference_organisation_id']), row['own_label'] as Buffer | null);

const columns = sql`c.id, c.person_id, c.report_id, c.lead_organisation_id, c.audience, c.inquiry_audience, c.victim_status, c.victim_status_on,
  c.flags, c.version, c.opened_at, c.closed_at, c.closed_because, r.code, r.own_label, r.version as reference_version,
  r.organisation_id as reference_organisation_id, r.owner_id, s.display_name`;

const caseFile =
  ({ ownWordKey }: Reader) =>
  (row: Columns): CaseFile =>
    ({
      id: row['id'],
      personId: row['person_id'],
      reportId: row['report_id'],
      leadOrganisationId: row['lead_organisation_id'],
      audience: row['audience'],
      inquiryAudience: row['inquiry_audience'],
      status: row['victim_status'],
      statusOn: row['victim_status_on'],
      flags: row['flags'],
      version: row['version'],
      openedAt: row['opened_at'],
      closedAt: row['closed_at'],
      closedBecause: row['closed_because'],
      reference: row['code'],
      ownLabel: wordOf(ownWordKey, row),
      referenceVersion: row['reference_version'],
      referenceOrganisationId: row['reference_organisation_id'],
      ownerId: row['owner_id'],
      ownerName: row['display_name'],
    }) as CaseFile;

const withReference = sql`cases.case_file c left join cases.case_reference r on r.case_id = c.id
  left join directory.staff_published s on s.id = r.owner_id`;

/** One case, or null when there is none or it is not this viewer's to see. */
export const findCase = async (reader: Reader, caseId: Uuid): Promise<CaseFile | null> => {
  const found = await sql<Columns>`select ${columns} from ${withReference} where c.id = ${caseId}::uuid`.execute(
    reader.tx,
  );
  return found.rows[0] ? caseFile(reader)(found.rows[0]) : null;
};

/** The cases of the persons of one report that this viewer may see, oldest first. */
export const casesOfReport = async (reader: Reader, reportId: Uuid): Promise<CaseFile[]> => {
  const found = await sql<Columns>`select ${columns} from ${withReference} where c.report_id = ${reportId}::uuid
    order by c.opened_at, c.id limit 200`.execute(reader.tx);
  return found.rows.map(caseFile(reader));
};

/** Cases by the own body's reference, its label (by keyed hash: the whole word), or the report they come from. */
export const searchCaseFiles = async (
  reader: Reader,
  sought: {
    readonly reference: string | null;
    readonly labels: readonly Buffer[];
    readonly reportIds: readonly Uuid[];
  },
): Promise<CaseFile[]> => {
  const found = await sql<Columns>`select ${columns} from ${withReference}
    where c.id = any (array(
      select o.case_id from cases.case_reference o where o.code = ${sought.reference}
      union select o.case_id from cases.case_reference o where o.own_label_token = any (${sought.labels}::bytea[])
      union select f.id from cases.case_file f where f.report_id = any (${sought.reportIds}::uuid[])))
    order by c.opened_at desc, c.id limit 50`.execute(reader.tx);
  return found.rows.map(caseFile(reader));
};

/** The cases of these persons, the newest first. */
export const casesOfPersons = async (reader: Reader, personIds: readonly Uuid[]): Promise<CaseFile[]> => {
  const found =
    await sql<Columns>`select ${columns} from ${withReference} where c.person_id = any (${[...personIds]}::uuid[])
    order by c.opened_at desc, c.id limit 50`.execute(reader.tx);
  return found.rows.map(caseFile(reader));
};

/** Reports that the viewer's body calls by this reference. */
export const reportsCalled = async (tx: Transaction, reference: string): Promise<Uuid[]> => {
  const found = await sql<{ report_id: string }>`select report_id from referrals.report_reference_published
    where code = ${reference} limit 10`.execute(tx);
  return found.rows.map((row) => row.report_id);
};

export type NewCase = {
  readonly personId: Uuid;
  readonly reportId: Uuid;
  readonly leadOrganisationId: Uuid;
  readonly leadParts: readonly string[];
  readonly at: Instant;
};

/** Opens a case; gives the id of the one the person already has, if so. */
export const insertCase = async (tx: Transaction, it: NewCase): Promise<{ caseId: Uuid; isNew: boolean }> => {
  const id = newId();
  const opened = await sql<{
    id: string;
  }>`select cases.open_case(${id}::uuid, ${it.personId}::uuid, ${it.reportId}::uuid,
    ${it.leadOrganisationId}::uuid, ${newReference()}, ${newId()}::uuid, ${it.leadParts}::text[], ${it.at}::timestamptz) as id`.execute(
    tx,
  );
  const caseId = opened.rows[0]?.id ?? id;
  return { caseId, isNew: caseId === id };
};

/** Lists the case under a status; closes it when the status is a final one that ends the work. One closed for another reason stays closed. */
export const setStatus = async (
  tx: Transaction,
  caseId: Uuid,
  status: { readonly state: string; readonly on: PlainDate; readonly closedAt: Instant | null },
): Promise<void> => {
  await tx
    .updateTable('cases.case_file')
    .set({
      ...{ victim_status: status.state, victim_status_on: status.on },
      closed_at: sql<Instant | null>`case when closed_because is null then ${status.closedAt}::timestamptz else closed_at end`,
    })
    .where('id', '=', caseId)
    .execute();
};

/** Sets the flags if the version is still the one seen; tells whether it was. */
export const setFlags = async (
  tx: Transaction,
  seen: Pick<CaseFile, 'id' | 'version'>,
  flags: readonly string[],
): Promise<boolean> => {
  const result = await tx
    .updateTable('cases.case_file')
    .set({ flags: [...flags], version: seen.version + 1 })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

type OwnPart = { readonly ownLabel?: SealedWord | null; readonly ownerId?: Uuid | null };

/** Changes the own body's label or colleague if the version is still the one seen; tells whether it was. */
export const setOwnPart = async (tx: Transaction, seen: CaseFile, change: OwnPart): Promise<boolean> => {
  if (seen.referenceOrganisationId === null || seen.referenceVersion === null) return false;
  const result = await tx
    .updateTable('cases.case_reference')
    .set({
      ...(change.ownLabel === undefined
        ? {}
        : { own_label: change.ownLabel?.sealed ?? null, own_label_token: change.ownLabel?.token ?? null }),
      ...(change.ownerId === undefined ? {} : { owner_id: change.ownerId }),
      version: seen.referenceVersion + 1,
    })
    .where('case_id', '=', seen.id)
    .where('organisation_id', '=', seen.referenceOrganisationId)
    .where('version', '=', seen.referenceVersion)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

export type Access = {
  readonly organisationId: Uuid;
  readonly basisKind: 'lead' | 'consent' | 'law';
  readonly basisCode: string;
  readonly parts: readonly string[];
  readonly from: Instant;
  readonly until: Instant | null;
  readonly withdrawnAt: Instant | null;
};

/** Who may see the case and why, those that have ended last. */
export const accessesOf = async (tx: Transaction, caseId: Uuid): Promise<Access[]> => {
  const rows = await tx
    .selectFrom('cases.case_access')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy(sql`withdrawn_at nulls first`)
    .orderBy('valid_from')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    basisKind: row.basis_kind as Access['basisKind'],
    basisCode: row.basis_code,
    parts: row.compartments,
    from: row.valid_from as Instant,
    until: row.valid_until as Instant | null,
    withdrawnAt: row.withdrawn_at as Instant | null,
  }));
};

/** Ends every access whose last moment has passed; gives how many. */
export const endExpired = async (tx: Transaction): Promise<number> => {
  const ended = await sql<{ n: number }>`select cases.end_expired_access() as n`.execute(tx);
  return ended.rows[0]?.n ?? 0;
};

/** The age as the report says it (`adult`, `child`, `not_sure`); null when the viewer's body does not see the report. */
export const ageOf = async (tx: Transaction, personId: Uuid): Promise<string | null> => {
  const row = await tx
    .selectFrom('referrals.report_person_published')
    .select('age_answer')
    .where('id', '=', personId)
    .executeTakeFirst();
  return row?.age_answer ?? null;
};
