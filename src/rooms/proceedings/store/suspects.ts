import { sql } from 'kysely';
import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { SuspectKind, SuspectState } from '../facts/index.ts';

/** A suspect in codes: citizenship and place of birth stand apart, and neither is taken from the other. */
export type SuspectFacts = {
  readonly kind: SuspectKind;
  readonly citizenship: string | null;
  readonly birthCountry: string | null;
  readonly sex: string | null;
  readonly ageBand: string | null;
  readonly role: string;
  readonly danger: boolean;
};

export type Suspect = SuspectFacts & {
  readonly id: Uuid;
  readonly criminalCaseId: Uuid;
  readonly number: number;
  readonly state: SuspectState;
  readonly version: number;
};

const columns = sql`s.id, s.criminal_case_id as "criminalCaseId", s.number, s.kind, s.citizenship,
  s.birth_country as "birthCountry", s.sex, s.age_band as "ageBand", s.role, s.danger, s.state, s.version`;

/** The suspects of a case, by their number. */
export const suspectsOf = async (tx: Transaction, criminalCaseId: Uuid): Promise<readonly Suspect[]> => {
  const found = await sql<Suspect>`select ${columns} from proceedings.suspect s
    where s.criminal_case_id = ${criminalCaseId}::uuid order by s.number`.execute(tx);
  return found.rows;
};

/** One suspect, or null when there is none for this viewer. */
export const findSuspect = async (tx: Transaction, id: Uuid): Promise<Suspect | null> => {
  const found = await sql<Suspect>`select ${columns} from proceedings.suspect s where s.id = ${id}::uuid`.execute(tx);
  return found.rows[0] ?? null;
};

export type NewSuspect = SuspectFacts & {
  readonly id: Uuid;
  readonly criminalCaseId: Uuid;
  readonly organisationId: Uuid;
  readonly by: Uuid;
  readonly at: Instant;
};

/** Enters a suspect under the next number of the case; false when two did so in the same moment. */
export const insertSuspect = async (tx: Transaction, it: NewSuspect): Promise<boolean> => {
  const result = await sql`insert into proceedings.suspect (id, criminal_case_id, organisation_id, number, kind,
      citizenship, birth_country, sex, age_band, role, danger, recorded_by, recorded_at)
    select ${it.id}::uuid, ${it.criminalCaseId}::uuid, ${it.organisationId}::uuid, coalesce(max(s.number), 0) + 1,
      ${it.kind}, ${it.citizenship}, ${it.birthCountry}, ${it.sex}, ${it.ageBand}, ${it.role}, ${it.danger},
      ${it.by}::uuid, ${it.at}::timestamptz
    from proceedings.suspect s where s.criminal_case_id = ${it.criminalCaseId}::uuid
    on conflict do nothing`.execute(tx);
  return result.numAffectedRows === 1n;
};

/** Changes a suspect's codes if the version is still the one seen; tells whether it was. */
export const updateSuspect = async (
  tx: Transaction,
  seen: Suspect,
  it: Omit<SuspectFacts, 'kind'> & { readonly state?: SuspectState },
): Promise<boolean> => {
  const result = await tx
    .updateTable('proceedings.suspect')
    .set({
      ...{ citizenship: it.citizenship, birth_country: it.birthCountry, sex: it.sex, age_band: it.ageBand },
      ...{ role: it.role, danger: it.danger, version: seen.version + 1 },
      ...(it.state === undefined ? {} : { state: it.state }),
    })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};
