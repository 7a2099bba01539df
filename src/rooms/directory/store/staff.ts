import { sql } from 'kysely';
import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';

export type StaffRow = {
  readonly id: Uuid;
  readonly organisationId: Uuid;
  readonly login: string;
  readonly displayName: string;
  readonly language: string;
  readonly workContact: string;
  readonly state: string;
  readonly version: number;
  readonly roles: readonly string[];
};

const staffColumns = (tx: Transaction) =>
  tx
    .selectFrom('directory.staff as s')
    .select([
      's.id',
      's.organisation_id',
      's.login',
      's.display_name',
      's.language',
      's.work_contact',
      's.state',
      's.version',
    ])
    .select(
      sql<
        string[]
      >`array(select r.role_code from directory.staff_role r where r.staff_id = s.id order by r.role_code)`.as('roles'),
    );

type StaffColumns = Awaited<ReturnType<ReturnType<typeof staffColumns>['execute']>>[number];

const staffRow = (row: StaffColumns): StaffRow => ({
  id: row.id,
  organisationId: row.organisation_id,
  login: row.login,
  displayName: row.display_name,
  language: row.language,
  workContact: row.work_contact,
  state: row.state,
  version: row.version,
  roles: row.roles,
});

/** The people of one organisation, by name, at most 200. */
export const listStaff = async (tx: Transaction, organisationId: Uuid): Promise<StaffRow[]> => {
  const rows = await staffColumns(tx)
    .where('s.organisation_id', '=', organisationId)
    .orderBy('s.display_name')
    .limit(200)
    .execute();
  return rows.map(staffRow);
};

/** One member of staff, or null. */
export const findStaff = async (tx: Transaction, staffId: Uuid): Promise<StaffRow | null> => {
  const row = await staffColumns(tx).where('s.id', '=', staffId).executeTakeFirst();
  return row ? staffRow(row) : null;
};

/** A colleague by login name, in one organisation, or null. */
export const findColleague = async (tx: Transaction, organisationId: Uuid, login: string): Promise<StaffRow | null> => {
  const row = await staffColumns(tx)
    .where('s.organisation_id', '=', organisationId)
    .where('s.login', '=', login)
    .executeTakeFirst();
  return row ? staffRow(row) : null;
};

export type NewStaff = Pick<
  StaffRow,
  'organisationId' | 'login' | 'displayName' | 'language' | 'workContact' | 'roles'
>;

const isLoginTaken = (fault: unknown): boolean =>
  fault instanceof Error && 'constraint' in fault && fault.constraint === 'staff_login_key';

/** Adds a member of staff with roles; null when the login name is taken. */
export const insertStaff = async (tx: Transaction, staff: NewStaff): Promise<Uuid | null> => {
  const id = newId();
  try {
    await sql`savepoint new_staff`.execute(tx);
    await tx
      .insertInto('directory.staff')
      .values({
        id,
        organisation_id: staff.organisationId,
        login: staff.login,
        display_name: staff.displayName,
        language: staff.language,
        work_contact: staff.workContact,
      })
      .execute();
  } catch (fault) {
    if (!isLoginTaken(fault)) throw fault;
    await sql`rollback to savepoint new_staff`.execute(tx);
    return null;
  }
  await giveRoles(tx, id, staff.roles);
  return id;
};

/** Gives these roles beside those held. */
const giveRoles = async (tx: Transaction, staffId: Uuid, roles: readonly string[]): Promise<void> => {
  if (roles.length === 0) return;
  const rows = [...new Set(roles)].map((role) => ({ staff_id: staffId, role_code: role }));
  await tx.insertInto('directory.staff_role').values(rows).execute();
};

/** Gives exactly these roles; what stays is not touched, for a role taken away ends the person's sessions. */
export const setRoles = async (tx: Transaction, seen: StaffRow, roles: readonly string[]): Promise<void> => {
  const taken = seen.roles.filter((role) => !roles.includes(role));
  if (taken.length > 0)
    await tx
      .deleteFrom('directory.staff_role')
      .where('staff_id', '=', seen.id)
      .where('role_code', 'in', taken)
      .execute();
  await giveRoles(
    tx,
    seen.id,
    roles.filter((role) => !seen.roles.includes(role)),
  );
};

export type StaffChange = Pick<StaffRow, 'displayName' | 'language' | 'workContact' | 'state'>;

/** Changes a member of staff if the version is still the one seen; tells whether it was. */
export const updateStaff = async (tx: Transaction, seen: StaffRow, change: StaffChange): Promise<boolean> => {
  const result = await tx
    .updateTable('directory.staff')
    .set({
      display_name: change.displayName,
      language: change.language,
      work_contact: change.workContact,
      state: change.state,
      version: seen.version + 1,
    })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** How a person can sign in: the kinds that are set up, and until when a one-time code waits. */
export type SignInState = { readonly kinds: readonly string[]; readonly codeUntil: Instant | null };

/** What is set up for a person, as far as the viewer may know it. Never a secret: kinds and days. */
export const readSignIn = async (tx: Transaction, staffId: Uuid, now: Instant): Promise<SignInState> => {
  const credentials = await tx
    .selectFrom('security.credential_published')
    .select('kind')
    .distinct()
    .where('staff_id', '=', staffId)
    .where('disabled_at', 'is', null)
    .execute();
  const waiting = await tx
    .selectFrom('security.activation_published')
    .select('expires_at')
    .where('staff_id', '=', staffId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return {
    kinds: credentials.map(({ kind }) => kind ?? ''),
    codeUntil: (waiting?.expires_at ?? null) as Instant | null,
  };
};
