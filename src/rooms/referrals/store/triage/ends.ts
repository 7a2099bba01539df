import type { Transaction } from '../../../../platform/database/index.ts';
import type { Uuid } from '../../../../platform/ids.ts';

/** What the police's work on one person of a report came to so far, as far as the viewer's body may see it. */
export type PersonEnd = {
  readonly personId: Uuid;
  readonly ordinal: number;
  /** The report the person stands in: the one asked for, or one merged into it. */
  readonly reportId: Uuid;
  readonly caseId: Uuid | null;
  /** The status under which the case is listed. */
  readonly status: string | null;
  /** A code of `police-outcomes`; null while there is none. */
  readonly outcome: string | null;
};

/** The persons of a report and of those merged into it, with what came of each: who is the same human being has the same case. */
export const endsOfPersons = async (tx: Transaction, reportId: Uuid): Promise<readonly PersonEnd[]> => {
  const merged = tx.selectFrom('referrals.report').select('id').where('merged_into', '=', reportId);
  const rows = await tx
    .selectFrom('referrals.report_person as p')
    .leftJoin('cases.case_published as c', 'c.id', 'p.case_id')
    .leftJoin('identification.person_outcome_published as o', 'o.case_id', 'p.case_id')
    .select(['p.id', 'p.ordinal', 'p.report_id', 'p.case_id', 'c.victim_status', 'o.outcome'])
    .where((or) => or.or([or('p.report_id', '=', reportId), or('p.report_id', 'in', merged)]))
    .orderBy('p.report_id')
    .orderBy('p.ordinal')
    .limit(1000)
    .execute();
  return rows.map((row) => ({
    ...{ personId: row.id, ordinal: row.ordinal, reportId: row.report_id },
    ...{ caseId: row.case_id, status: row.victim_status, outcome: row.outcome },
  }));
};
