import { sql } from 'kysely';
import type { PlainDate } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/index.ts';

/** A consent as the vault reads it, before it shares or opens on its ground. */
export type ConsentRow = {
  readonly id: string;
  readonly personId: string;
  readonly answer: 'given' | 'refused';
  readonly organisations: readonly string[];
  readonly compartments: readonly string[];
  readonly purposes: readonly string[];
  readonly validUntil: PlainDate | null;
  readonly isWithdrawn: boolean;
  readonly audience: readonly string[];
};

const columns = sql`id, person_id as "personId", answer, organisations, compartments, purposes, valid_until as "validUntil",
  withdrawn_at is not null as "isWithdrawn", audience`;

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** The consents with these ids; a code that is no id names none. */
export const consentsCalled = async (
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ConsentRow>> => {
  const known = [...new Set(ids)].filter(isId);
  if (known.length === 0) return new Map();
  const found = await sql<ConsentRow>`
    select ${columns} from identity.consent where id = any (${known}::uuid[])`.execute(database);
  return new Map(found.rows.map((row) => [row.id, row]));
};

/** The consents that were given about a person, or taken with this report or case. */
export const consentsAbout = async (database: Database, subjectId: string): Promise<readonly ConsentRow[]> => {
  const found = await sql<ConsentRow>`
    select ${columns} from identity.consent
    where answer = 'given' and ${subjectId}::uuid in (person_id, report_id, case_id)`.execute(database);
  return found.rows;
};
