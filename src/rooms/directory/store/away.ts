import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';

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

/** Ends what a person has lent: all of it, or only these roles. */
export const endDelegationsOf = async (
  tx: Transaction,
  fromStaffId: Uuid,
  { roles, at }: { readonly roles: readonly string[]; readonly at: string },
): Promise<void> => {
  if (roles.length === 0) return;
  await tx
    .updateTable('directory.delegation')
    .set({ ended_at: at })
    .where('from_staff_id', '=', fromStaffId)
    .where('role_code', 'in', roles)
    .where('ended_at', 'is', null)
    .execute();
};
