import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** What the report says of the person, as far as identification needs it. */
export type ReportedPerson = {
  readonly citizenships: readonly string[];
  readonly languages: readonly string[];
  readonly interpreterWish: string | null;
  readonly forms: readonly string[];
  readonly indicators: readonly string[];
};

/** The codes a report holds on one person; empty lists when the report is not this viewer's to see. */
export const reportedPerson = async (tx: Transaction, personId: Uuid): Promise<ReportedPerson> => {
  const person = await tx
    .selectFrom('referrals.report_person_published')
    .select(['citizenships', 'languages', 'interpreter_sex', 'forms'])
    .where('id', '=', personId)
    .executeTakeFirst();
  const indicators = await tx
    .selectFrom('referrals.report_indicator_published')
    .select('indicator')
    .where('person_id', '=', personId)
    .orderBy('indicator')
    .limit(300)
    .execute();
  return {
    citizenships: person?.citizenships ?? [],
    languages: person?.languages ?? [],
    interpreterWish: person?.interpreter_sex ?? null,
    forms: person?.forms ?? [],
    indicators: indicators.flatMap((row) => (row.indicator === null ? [] : [row.indicator])),
  };
};

/** The events that changed a person's status, oldest first, as the journal has them. */
export const statusEventsOf = async (tx: Transaction, caseId: Uuid): Promise<{ type: string; to: string }[]> => {
  const found = await sql<{
    type: string;
    to: string;
  }>`select type, coalesce(data ->> 'to', '') as to from journal.event_published
    where case_id = ${caseId}::uuid and type like 'identification.%' order by at, id`.execute(tx);
  return found.rows;
};
