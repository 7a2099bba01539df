import { sql } from 'kysely';
import type { Database } from '../../../platform/database/index.ts';
import { type Clock, type Instant, instantPlus, millisecondsBetween, systemClock } from '../../../platform/clock.ts';
import type { SignedContext } from '../../../platform/vault-client/index.ts';
import { type Viewer, viewerFrom } from '../../../platform/viewer.ts';

/** A session that lives, and when it ends if nothing more is done. */
export type LiveSession = { readonly viewer: Viewer; readonly endsAt: Instant };

type SessionRow = { context: string; mac: string; idle_minutes: number; expires_at: Instant };

const earlier = (first: Instant, second: Instant): Instant => (first < second ? first : second);

/**
 * Finds the session of a token hash (hexadecimal) and notes that it was used; null when none lives. Sessions run by the
 * machine's clock; their end is told by the clock of the pages, which the demonstration may have moved.
 */
export const findSession = async (
  database: Database,
  tokenHash: string,
  clock: Clock = systemClock,
): Promise<LiveSession | null> => {
  const found = await sql<SessionRow>`
    select context, mac, idle_minutes, expires_at from security.open_session(decode(${tokenHash}, 'hex'))`.execute(
    database,
  );
  const row = found.rows[0];
  if (!row) return null;
  const now = systemClock.now();
  const end = earlier(instantPlus(now, row.idle_minutes * 60_000), row.expires_at);
  return {
    viewer: viewerFrom(row.context, row.mac),
    endsAt: instantPlus(clock.now(), millisecondsBetween(now, end)),
  };
};

/** Keeps a context the vault has signed as a session. The database checks the signature again. */
export const beginSession = async (database: Database, tokenHash: string, signed: SignedContext): Promise<void> => {
  await sql`select security.begin_session(decode(${tokenHash}, 'hex'), ${signed.context}, decode(${signed.mac}, 'hex'),
    ${signed.idleMinutes}::integer)`.execute(database);
};

/** Ends a session at once. */
export const endSession = async (database: Database, tokenHash: string): Promise<void> => {
  await sql`select security.end_session(decode(${tokenHash}, 'hex'))`.execute(database);
};

/** Somebody one may step in as, in the demonstration. */
export type Persona = {
  readonly staffId: string;
  readonly displayName: string;
  readonly organisationCode: string;
  readonly organisationNames: Readonly<Record<string, string>>;
  readonly roles: readonly string[];
};

type PersonaRow = {
  staff_id: string;
  display_name: string;
  organisation_code: string;
  organisation_names: Record<string, string>;
  role_codes: string[];
};

/** The synthetic personas; an installation with real people has none. */
export const listPersonas = async (database: Database): Promise<Persona[]> => {
  const found = await sql<PersonaRow>`select * from security.synthetic_personas()`.execute(database);
  return found.rows.map((row) => ({
    staffId: row.staff_id,
    displayName: row.display_name,
    organisationCode: row.organisation_code,
    organisationNames: row.organisation_names,
    roles: row.role_codes,
  }));
};
