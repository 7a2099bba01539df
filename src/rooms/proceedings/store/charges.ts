import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';

/** What a person is charged with, by the text of the days of the facts. */
export type Charge = {
  readonly id: Uuid;
  readonly suspectId: Uuid;
  readonly number: number;
  readonly offence: string;
  readonly factsFrom: PlainDate;
  readonly factsTo: PlainDate;
  readonly elements: readonly string[];
  readonly aggravating: readonly string[];
  readonly chargedOn: PlainDate;
  readonly droppedOn: PlainDate | null;
  readonly recordedByName: string | null;
};

/** Who writes a line, for which criminal case, in whose name and when. */
export type Author = {
  readonly criminalCaseId: Uuid;
  readonly organisationId: Uuid;
  readonly by: Uuid;
  readonly at: Instant;
};

/** The charges of a case, the oldest first. */
export const chargesOf = async (tx: Transaction, criminalCaseId: Uuid): Promise<readonly Charge[]> =>
  (
    await sql<Charge>`select c.id, c.suspect_id as "suspectId", c.number, c.offence, c.facts_from as "factsFrom",
      c.facts_to as "factsTo", c.elements, c.aggravating, c.charged_on as "chargedOn", c.dropped_on as "droppedOn",
      p.display_name as "recordedByName"
    from proceedings.charge c left join directory.staff_published p on p.id = c.recorded_by
    where c.criminal_case_id = ${criminalCaseId}::uuid order by c.number`.execute(tx)
  ).rows;

/** Writes a charge down under the next number; false when two did so in the same moment. */
export const insertCharge = async (
  tx: Transaction,
  it: Omit<Charge, 'id' | 'number' | 'droppedOn' | 'recordedByName'> & Author,
): Promise<boolean> =>
  (
    await sql`insert into proceedings.charge (id, criminal_case_id, organisation_id, suspect_id, number, offence, facts_from,
      facts_to, elements, aggravating, charged_on, recorded_by, recorded_at)
    select ${newId()}::uuid, ${it.criminalCaseId}::uuid, ${it.organisationId}::uuid, ${it.suspectId}::uuid,
      coalesce(max(c.number), 0) + 1, ${it.offence}, ${it.factsFrom}::date, ${it.factsTo}::date, ${[...it.elements]}::text[],
      ${[...it.aggravating]}::text[], ${it.chargedOn}::date, ${it.by}::uuid, ${it.at}::timestamptz
    from proceedings.charge c where c.criminal_case_id = ${it.criminalCaseId}::uuid on conflict do nothing`.execute(tx)
  ).numAffectedRows === 1n;

/** Drops a charge that stands; false when it was dropped before. */
export const setDropped = async (tx: Transaction, id: Uuid, on: PlainDate): Promise<boolean> =>
  (
    await tx
      .updateTable('proceedings.charge')
      .set({ dropped_on: on })
      .where('id', '=', id)
      .where('dropped_on', 'is', null)
      .executeTakeFirst()
  ).numUpdatedRows === 1n;
