import { sql } from 'kysely';
import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** One event as the journal shows it to this viewer: type, codes, which body; never who. */
export type ThreadEvent = {
  readonly id: Uuid;
  readonly type: string;
  readonly at: Instant;
  readonly organisationId: Uuid;
  readonly data: Readonly<Record<string, unknown>>;
};

type Row = { id: string; type: string; at: string; organisation_id: string; data: Record<string, unknown> };

/** Readings are in the journal, but not on the thread: they would bury what happened. */
const readings = ['%\\_read', '%\\_opened', '%\\_searched', '%\\_listed', '%.refused'];

/** What happened in a case and, before it, to its report; newest first, at most 500. The database shows only what is meant for this viewer. */
export const threadOf = async (
  tx: Transaction,
  it: { readonly caseId: Uuid; readonly reportId: Uuid; readonly personId: Uuid },
): Promise<ThreadEvent[]> => {
  const found = await sql<Row>`select id, type, at, organisation_id, data from journal.event_published
    where (case_id = ${it.caseId}::uuid
      or (report_id = ${it.reportId}::uuid and case_id is null and (person_id is null or person_id = ${it.personId}::uuid)))
      and (type = 'cases.case_opened' or not type like any (${readings}))
    order by at desc, id desc limit 500`.execute(tx);
  return found.rows.map((row) => ({
    id: row.id,
    type: row.type,
    at: row.at as Instant,
    organisationId: row.organisation_id,
    data: row.data,
  }));
};
