import { sql } from 'kysely';
import type { PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** A file of one's own body that may be matched. */
export type MatchedFile = {
  readonly id: Uuid;
  readonly personId: Uuid;
  readonly caseId: Uuid | null;
  readonly reportId: Uuid | null;
  readonly organisationId: Uuid;
  readonly level: number;
  readonly told: string | null;
  readonly stops: readonly string[];
  readonly version: number;
  readonly keptOn: PlainDate;
  readonly isEncoded: boolean;
  /** How the body calls the case or the report. */
  readonly reference: string | null;
};

const selected = sql`
  select f.id, f.person_id as "personId", f.case_id as "caseId", f.report_id as "reportId", f.organisation_id as "organisationId",
    f.level, f.told, f.stops, f.version, f.kept_on as "keptOn", f.key_epoch is not null as "isEncoded",
    coalesce(c.code, r.code) as reference
  from matching.file f
  left join cases.case_reference_published c on c.case_id = f.case_id and c.organisation_id = f.organisation_id
  left join referrals.report_reference_published r on r.report_id = f.report_id and r.organisation_id = f.organisation_id`;

/** All files of the viewer's bodies. */
export const ownFiles = async (tx: Transaction): Promise<readonly MatchedFile[]> =>
  (await sql<MatchedFile>`${selected} order by f.kept_on desc, f.id limit 500`.execute(tx)).rows;

/** One of them, or null. */
export const findFile = async (tx: Transaction, id: Uuid): Promise<MatchedFile | null> =>
  (await sql<MatchedFile>`${selected} where f.id = ${id}`.execute(tx)).rows[0] ?? null;

/** Says whom a file must never be shown to; false when it changed meanwhile. */
export const writeStops = async (
  tx: Transaction,
  { id, version }: Pick<MatchedFile, 'id' | 'version'>,
  stops: readonly string[],
): Promise<boolean> => {
  const done = await sql<{ done: boolean }>`
    select matching.stop_file(${id}, ${[...stops]}::text[], ${version}) as done`.execute(tx);
  return done.rows[0]?.done === true;
};
