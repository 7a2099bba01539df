import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/index.ts';

/** A member of staff who may sign in, as the vault signs her. */
export type Person = {
  readonly staffId: string;
  readonly login: string;
  readonly displayName: string;
  readonly language: string;
  readonly state: 'invited' | 'active';
  readonly organisationId: string;
  readonly organisationCode: string;
  /** The organisation and the one it acts for: whose envelopes may be opened for her. */
  readonly organisationIds: readonly string[];
  readonly unitId: string | null;
  readonly roles: readonly Role[];
  /** Herself, and those in whose place she works today: who lent her a role, who is away and named her. */
  readonly authors: readonly string[];
  /** The members of her unit; nobody when she has none. */
  readonly unitAuthors: readonly string[];
};
export type Role = {
  readonly code: string;
  readonly permits: readonly string[];
  readonly opens: readonly string[];
  readonly purposes: readonly string[];
  readonly opensOnly: 'own_reports' | 'unit_reports' | 'entrusted' | 'packets' | null;
  /** For how many days after a report was sent the role opens it; null: without end. */
  readonly opensDays: number | null;
  /** What of the body's reports and cases the role lists; null: all. */
  readonly seesOnly: 'own' | 'unit' | null;
  /** For how many days it lists them; null: without end. */
  readonly seesDays: number | null;
  readonly signIn: 'passkey' | 'password';
  readonly idleMinutes: number;
};

type Found = Omit<Person, 'roles' | 'organisationIds' | 'authors' | 'unitAuthors'> & {
  readonly actsForId: string | null;
};

const staffBy = async (database: Database, column: 'id' | 'login', value: string): Promise<Found | null> => {
  const found = await sql<Found>`
    select s.id as "staffId", s.login, s.display_name as "displayName", s.language, s.state,
      s.organisation_id as "organisationId", o.code as "organisationCode", o.acts_for_id as "actsForId", s.unit_id as "unitId"
    from directory.staff s join directory.organisation o on o.id = s.organisation_id
    where s.${sql.ref(column)} = ${value}`.execute(database);
  return found.rows[0] ?? null;
};

/** Own roles, and those lent for the day by a colleague who still holds them and still works there. */
const rolesOf = async (database: Database, staffId: string, today: PlainDate): Promise<readonly Role[]> => {
  const found = await sql<Role>`
    select r.code, r.permits, r.opens, r.purposes, r.opens_only as "opensOnly", r.opens_days as "opensDays", r.sees_only as "seesOnly", r.sees_days as "seesDays",
      r.sign_in as "signIn", r.idle_minutes as "idleMinutes"
    from directory.role r
    where exists (select 1 from directory.staff_role h where h.staff_id = ${staffId} and h.role_code = r.code)
      or exists (select 1 from directory.delegation d
        join directory.staff_role h on h.staff_id = d.from_staff_id and h.role_code = d.role_code
        join directory.staff lender on lender.id = d.from_staff_id and lender.state = 'active'
        where d.to_staff_id = ${staffId} and d.role_code = r.code and d.ended_at is null
          and ${today}::date between d.from_day and d.to_day)
    order by r.code`.execute(database);
  return found.rows;
};

type Authors = Pick<Person, 'authors' | 'unitAuthors'>;

const authorsOf = async (database: Database, { staffId, organisationId, unitId }: Found, today: PlainDate) => {
  const found = await sql<Authors>`
    select array(select ${staffId}::uuid
        union select d.from_staff_id from directory.delegation d where d.to_staff_id = ${staffId} and d.ended_at is null
          and ${today}::date between d.from_day and d.to_day
        union select a.staff_id from directory.absence a where a.stand_in_id = ${staffId} and a.cancelled_at is null
          and a.organisation_id = ${organisationId} and ${today}::date between a.from_day and a.to_day) as authors,
      array(select s.id from directory.staff s where s.unit_id = ${unitId}::uuid order by s.id) as "unitAuthors"`.execute(
    database,
  );
  return found.rows[0] ?? { authors: [staffId], unitAuthors: [] };
};

/** True when one of these people sent the report that this subject is or stands in, or when it was keyed in for one of these bodies. */
export const writtenBy = async (
  database: Database,
  subjectId: string,
  { authors, bodies }: { readonly authors: readonly string[]; readonly bodies: readonly string[] },
): Promise<boolean> => {
  const found = await sql<{ own: boolean }>`
    select referrals.written_by(${subjectId}::uuid, ${authors}::uuid[], ${bodies}::uuid[]) as own`.execute(database);
  return found.rows[0]?.own === true;
};

/** When the report was sent that this subject is or stands in; null for what is no report. */
export const sentOn = async (database: Database, subjectId: string): Promise<Instant | null> => {
  const found = await sql<{ sent: Instant | null }>`select referrals.sent_on(${subjectId}::uuid) as sent`.execute(
    database,
  );
  return found.rows[0]?.sent ?? null;
};

/** How somebody stands to a report, person or case: codes, and since when her body has it. */
export type Ties = { readonly ties: readonly string[]; readonly cameAt: Instant | null };

/** What ties these people, their unit and their bodies to a subject; null for what is no report, person or case. */
export const tiesTo = async (
  database: Database,
  subjectId: string,
  { authors, unitAuthors, organisationIds }: Pick<Person, 'authors' | 'unitAuthors' | 'organisationIds'>,
): Promise<Ties | null> => {
  const found = await sql<Ties>`
    select ties, came_at as "cameAt"
    from cases.ties_to(${subjectId}::uuid, ${authors}::uuid[], ${unitAuthors}::uuid[], ${organisationIds}::uuid[])`.execute(
    database,
  );
  return found.rows[0] ?? null;
};

const whole = async (database: Database, found: Found | null, today: PlainDate): Promise<Person | null> => {
  if (!found) return null;
  const { actsForId, ...person } = found;
  const organisationIds = [person.organisationId, ...(actsForId ? [actsForId] : [])];
  const roles = await rolesOf(database, person.staffId, today);
  return { ...person, organisationIds, roles, ...(await authorsOf(database, found, today)) };
};

/** The member of staff with this id; null when there is none or she is disabled. */
export const personById = async (database: Database, staffId: string, today: PlainDate): Promise<Person | null> =>
  whole(database, await staffBy(database, 'id', staffId), today);

/** The member of staff with this login name; null when there is none or she is disabled. */
export const personByLogin = async (database: Database, login: string, today: PlainDate): Promise<Person | null> =>
  whole(database, await staffBy(database, 'login', login), today);

/** Which of these organisations exist. */
export const knownOrganisations = async (database: Database, ids: readonly string[]): Promise<readonly string[]> => {
  const found = await sql<{
    id: string;
  }>`select id from directory.organisation where id = any (${ids}::uuid[])`.execute(database);
  return found.rows.map(({ id }) => id);
};

/** The organisations that work in the program: reports are sealed to them. */
export const organisationsWithAccounts = async (database: Database): Promise<readonly string[]> => {
  const found = await sql<{ id: string }>`select id from directory.organisation where has_accounts`.execute(database);
  return found.rows.map(({ id }) => id);
};

/** True when the session is stored under this very signature and has neither ended nor idled out. */
export const sessionLives = async (database: Database, sessionHash: string, mac: string): Promise<boolean> => {
  const found = await sql`
    select 1 from security.session
    where id_hash = decode(${sessionHash}, 'hex') and mac = decode(${mac}, 'hex') and ended_at is null and expires_at > now()
      and last_seen_at > now() - make_interval(mins => idle_minutes)`.execute(database);
  return found.rows.length > 0;
};

/** Gives the database the key with which it checks who is looking. */
export const publishContextKey = async (database: Database, key: Buffer): Promise<void> => {
  await sql`select security.set_context_key(${key})`.execute(database);
};
