import { sql } from 'kysely';
import { asProgram, type Database } from '../../platform/database/index.ts';
import type { PlainDate } from '../../platform/clock.ts';

/** A file whose person may be matched and whose record is missing or old; what stands in clear of her and is compared. */
export type FileDue = {
  readonly id: string;
  readonly personId: string;
  readonly organisationId: string;
  readonly caseId: string | null;
  readonly reportId: string | null;
  readonly sex: string;
  readonly citizenships: readonly string[];
  /** Her yes was to numbers of papers and telephones too. */
  readonly marks: boolean;
};

/** Which files are due: for this key and normalising, and not from these origins. */
export type DueQuestion = {
  readonly epoch: number;
  readonly norm: number;
  readonly neverFrom: readonly string[];
  readonly most: number;
};

/** Files to encode, at most so many. */
export const filesDue = async (
  database: Database,
  { epoch, norm, neverFrom, most }: DueQuestion,
): Promise<readonly FileDue[]> => {
  const found = await sql<FileDue>`
    select id, person_id as "personId", organisation_id as "organisationId", case_id as "caseId", report_id as "reportId", sex, citizenships, marks
    from matching.due(${epoch}, ${norm}, ${[...neverFrom]}::text[], ${most})`.execute(database);
  return found.rows;
};

/** The rows of a file, without anything that says whose they are. */
export type RecordToStore = {
  readonly epoch: number;
  readonly norm: number;
  readonly rows: readonly { readonly token: Uint8Array; readonly filter: Uint8Array }[];
};

/** Hands the rows of a file in; false when the file is gone meanwhile. */
export const storeRecord = (
  database: Database,
  fileId: string,
  day: PlainDate,
  { epoch, norm, rows }: RecordToStore,
): Promise<boolean> =>
  asProgram(database, async (tx) => {
    const tokens = rows.map(({ token }) => Buffer.from(token));
    const filters = rows.map(({ filter }) => Buffer.from(filter));
    const stored = await sql<{ stored: boolean }>`
      select linkage.store_record(${fileId}, ${epoch}, ${norm}, ${day}, ${tokens}::bytea[], ${filters}::bytea[]) as stored`.execute(
      tx,
    );
    return stored.rows[0]?.stored === true;
  });
