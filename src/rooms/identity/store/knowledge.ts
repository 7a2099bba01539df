import { sql } from 'kysely';
import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** When a body last opened a compartment of a subject, and all purposes it ever named. */
export type LastOpening = {
  readonly subjectId: Uuid;
  readonly compartment: string;
  readonly organisationId: Uuid;
  readonly at: Instant;
  readonly purposes: readonly string[];
};

/** The last openings of subjects of which the viewer's body holds something itself. */
export const lastOpenings = async (tx: Transaction, subjectIds: readonly Uuid[]): Promise<readonly LastOpening[]> => {
  const found = await sql<LastOpening>`
    select subject_id as "subjectId", compartment, organisation_id as "organisationId", last_at as at, purposes
    from identity.last_openings(${[...subjectIds]}::uuid[])`.execute(tx);
  return found.rows;
};
