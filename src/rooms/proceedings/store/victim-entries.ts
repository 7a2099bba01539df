import { sql } from 'kysely';
import type { PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import type { Author } from './charges.ts';

/** What a victim was told, asked for or was given in proceedings. */
export type VictimEntry = {
  readonly id: Uuid;
  readonly criminalCaseId: Uuid;
  readonly caseId: Uuid;
  readonly number: number;
  readonly kind: string;
  readonly codes: readonly string[];
  readonly language: string | null;
  readonly way: string | null;
  readonly about: Uuid | null;
  readonly happenedOn: PlainDate;
  readonly recordedByName: string | null;
};

const columns = sql`e.id, e.criminal_case_id as "criminalCaseId", e.case_id as "caseId", e.number, e.kind, e.codes, e.language,
  e.way, e.about, e.happened_on as "happenedOn", p.display_name as "recordedByName"`;

/** All entries about the victims of a criminal case, the oldest first. */
export const entriesOfCriminalCase = async (tx: Transaction, criminalCaseId: Uuid): Promise<readonly VictimEntry[]> =>
  (
    await sql<VictimEntry>`select ${columns} from proceedings.victim_entry e
    left join directory.staff_published p on p.id = e.recorded_by
    where e.criminal_case_id = ${criminalCaseId}::uuid order by e.number`.execute(tx)
  ).rows;

/** All entries about one person, in whatever criminal case, as far as the viewer sees them. */
export const entriesOfPerson = async (tx: Transaction, caseId: Uuid): Promise<readonly VictimEntry[]> =>
  (
    await sql<VictimEntry>`select ${columns} from proceedings.victim_entry e
    left join directory.staff_published p on p.id = e.recorded_by
    where e.case_id = ${caseId}::uuid order by e.happened_on, e.number`.execute(tx)
  ).rows;

/** Writes an entry down; false when two did so in the same moment. */
export const insertVictimEntry = async (
  tx: Transaction,
  it: Omit<VictimEntry, 'id' | 'number' | 'recordedByName'> & Author,
): Promise<boolean> =>
  (
    await sql`insert into proceedings.victim_entry (id, criminal_case_id, case_id, organisation_id, number, kind, codes, language,
      way, about, happened_on, recorded_by, recorded_at)
    select ${newId()}::uuid, ${it.criminalCaseId}::uuid, ${it.caseId}::uuid, ${it.organisationId}::uuid,
      coalesce(max(e.number), 0) + 1, ${it.kind}, ${[...it.codes]}::text[], ${it.language}, ${it.way}, ${it.about}::uuid,
      ${it.happenedOn}::date, ${it.by}::uuid, ${it.at}::timestamptz
    from proceedings.victim_entry e where e.criminal_case_id = ${it.criminalCaseId}::uuid on conflict do nothing`.execute(
      tx,
    )
  ).numAffectedRows === 1n;
