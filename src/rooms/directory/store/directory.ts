import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';

export type OrganisationRow = {
  readonly id: Uuid;
  readonly code: string;
  readonly kind: string;
  readonly names: Readonly<Record<string, string>>;
  readonly parentId: Uuid | null;
  readonly actsForId: Uuid | null;
  readonly hasAccounts: boolean;
};
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
export type AbsenceRow = {
  readonly id: Uuid;
  readonly staffId: Uuid;
  readonly staffName: string;
  readonly fromDay: string;
  readonly toDay: string;
  readonly standInName: string | null;
};
export type DelegationRow = {
  readonly id: Uuid;
  readonly fromName: string;
  readonly toName: string;
  readonly roleCode: string;
  readonly fromDay: string;
  readonly toDay: string;
  readonly own: boolean;
};

/** All organisations, by code. A country has some ninety. */
export const listOrganisations = async (tx: Transaction): Promise<OrganisationRow[]> => {
  const rows = await tx.selectFrom('directory.organisation').selectAll().orderBy('code').limit(500).execute();
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    kind: row.kind,
    names: row.names as Record<string, string>,
    parentId: row.parent_id,
    actsForId: row.acts_for_id,
    hasAccounts: row.has_accounts,
  }));
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
  await setRoles(tx, id, staff.roles);
  return id;
};

/** Gives exactly these roles. */
export const setRoles = async (tx: Transaction, staffId: Uuid, roles: readonly string[]): Promise<void> => {
  await tx.deleteFrom('directory.staff_role').where('staff_id', '=', staffId).execute();
  if (roles.length === 0) return;
  const rows = roles.map((role) => ({ staff_id: staffId, role_code: role }));
  await tx.insertInto('directory.staff_role').values(rows).execute();
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

/** Absences of an organisation that have not ended before the day. */
export const listAbsences = async (tx: Transaction, organisationId: Uuid, day: string): Promise<AbsenceRow[]> => {
  const rows = await tx
    .selectFrom('directory.absence as a')
    .innerJoin('directory.staff as s', 's.id', 'a.staff_id')
    .leftJoin('directory.staff as i', 'i.id', 'a.stand_in_id')
    .select(['a.id', 'a.staff_id', 's.display_name', 'a.from_day', 'a.to_day', 'i.display_name as stand_in'])
    .where('a.organisation_id', '=', organisationId)
    .where('a.cancelled_at', 'is', null)
    .where('a.to_day', '>=', day)
    .orderBy('a.from_day')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    staffId: row.staff_id,
    staffName: row.display_name,
    fromDay: row.from_day,
    toDay: row.to_day,
    standInName: row.stand_in,
  }));
};

export type NewAbsence = {
  staffId: Uuid;
  organisationId: Uuid;
  fromDay: string;
  toDay: string;
  standInId: Uuid | null;
};

/** Writes down an absence. */
export const insertAbsence = async (tx: Transaction, absence: NewAbsence): Promise<Uuid> => {
  const id = newId();
  await tx
    .insertInto('directory.absence')
    .values({
      id,
      staff_id: absence.staffId,
      organisation_id: absence.organisationId,
      from_day: absence.fromDay,
      to_day: absence.toDay,
      stand_in_id: absence.standInId,
    })
    .execute();
  return id;
};

/** Cancels an absence the viewer may cancel; tells whether there was one. */
export const cancelAbsence = async (tx: Transaction, id: Uuid, at: string): Promise<boolean> => {
  const result = await tx
    .updateTable('directory.absence')
    .set({ cancelled_at: at })
    .where('id', '=', id)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** Delegations of an organisation that have not ended before the day. */
export const listDelegations = async (
  tx: Transaction,
  organisationId: Uuid,
  where: { readonly day: string; readonly staffId: Uuid },
): Promise<DelegationRow[]> => {
  const rows = await tx
    .selectFrom('directory.delegation as d')
    .innerJoin('directory.staff as f', 'f.id', 'd.from_staff_id')
    .innerJoin('directory.staff as t', 't.id', 'd.to_staff_id')
    .select(['d.id', 'd.from_staff_id', 'd.role_code', 'd.from_day', 'd.to_day'])
    .select(['f.display_name as from_name', 't.display_name as to_name'])
    .where('d.organisation_id', '=', organisationId)
    .where('d.ended_at', 'is', null)
    .where('d.to_day', '>=', where.day)
    .orderBy('d.from_day')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    fromName: row.from_name,
    toName: row.to_name,
    roleCode: row.role_code,
    fromDay: row.from_day,
    toDay: row.to_day,
    own: row.from_staff_id === where.staffId,
  }));
};

export type NewDelegation = {
  organisationId: Uuid;
  fromStaffId: Uuid;
  toStaffId: Uuid;
  roleCode: string;
  fromDay: string;
  toDay: string;
};

/** Writes down that a role is lent. */
export const insertDelegation = async (tx: Transaction, delegation: NewDelegation): Promise<Uuid> => {
  const id = newId();
  await tx
    .insertInto('directory.delegation')
    .values({
      id,
      organisation_id: delegation.organisationId,
      from_staff_id: delegation.fromStaffId,
      to_staff_id: delegation.toStaffId,
      role_code: delegation.roleCode,
      from_day: delegation.fromDay,
      to_day: delegation.toDay,
    })
    .execute();
  return id;
};

/** Ends a delegation the viewer may end; tells whether there was one. */
export const endDelegation = async (tx: Transaction, id: Uuid, at: string): Promise<boolean> => {
  const result = await tx
    .updateTable('directory.delegation')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};
