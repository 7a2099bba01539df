import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { Scene } from '../../../profile/index.ts';
import { mayDelegate } from '../access.ts';
import type { DirectoryRefusal } from '../facts.ts';
import { needPasskey } from '../rules.ts';
import {
  cancelAbsence,
  endDelegation,
  findColleague,
  findStaff,
  insertAbsence,
  insertDelegation,
  type StaffRow,
} from '../store/index.ts';

type Result<Value> = Promise<Outcome<Value, DirectoryRefusal>>;

/** A colleague by login name: somebody else of the own body who can sign in; null for anybody else. */
const findOther = async ({ tx, viewer }: Scene, login: string): Promise<StaffRow | null> => {
  const found = await findColleague(tx, viewer.organisationId, login.trim().toLowerCase());
  return found && found.id !== viewer.staffId && found.state !== 'disabled' ? found : null;
};

export type AbsenceInput = {
  readonly from_day: string;
  readonly to_day: string;
  readonly stand_in?: string | undefined;
};

/** Writes down the viewer's own days away and who stands in. */
export const noteAbsence = async (scene: Scene, input: AbsenceInput): Result<{ absenceId: Uuid }> => {
  if (input.to_day < input.from_day) return refuse('days_backwards', { field: 'to_day' });
  const { organisationId, staffId } = scene.viewer;
  const standIn = input.stand_in ? await findOther(scene, input.stand_in) : null;
  if (input.stand_in && !standIn) return refuse('unknown_person', { field: 'stand_in' });
  const absenceId = await insertAbsence(scene.tx, {
    staffId,
    organisationId,
    fromDay: input.from_day,
    toDay: input.to_day,
    standInId: standIn?.id ?? null,
  });
  scene.emit({
    type: 'directory.absence_noted',
    subject: { kind: 'staff', id: staffId },
    data: { from: input.from_day, to: input.to_day, stand_in: standIn?.id ?? null },
  });
  return { absenceId };
};

/** Takes an absence back. */
export const takeBackAbsence = async (scene: Scene, absenceId: Uuid): Result<{ absenceId: Uuid }> => {
  if (!(await cancelAbsence(scene.tx, absenceId, scene.clock.now()))) return refuse('not_found');
  scene.emit({ type: 'directory.absence_cancelled', subject: { kind: 'absence', id: absenceId } });
  return { absenceId };
};

export type DelegationInput = {
  readonly to_staff: string;
  readonly role: string;
  readonly from_day: string;
  readonly to_day: string;
};

/**
 * A role that needs a passkey goes only to somebody whose own role needs one: anybody else may have a password alone,
 * and would be kept out of all her work for as long as she holds the role.
 */
const canCarry = ({ profile }: Scene, colleague: StaffRow, role: string): boolean =>
  !needPasskey(profile, [role]) || needPasskey(profile, colleague.roles);

/** Lends a role of one's own to a colleague for some days. Counts at the colleague's next sign-in. */
export const lendRole = async (scene: Scene, input: DelegationInput): Result<{ delegationId: Uuid }> => {
  const { organisationId, staffId } = scene.viewer;
  const own = await findStaff(scene.tx, staffId);
  const allowed = mayDelegate(scene.viewer, own?.roles ?? [], input.role);
  if (isRefusal(allowed)) return allowed;
  if (input.to_day < input.from_day) return refuse('days_backwards', { field: 'to_day' });
  const colleague = await findOther(scene, input.to_staff);
  if (!colleague) return refuse('unknown_person', { field: 'to_staff' });
  if (!canCarry(scene, colleague, input.role)) return refuse('needs_passkey', { field: 'to_staff' });
  const delegationId = await insertDelegation(scene.tx, {
    organisationId,
    fromStaffId: staffId,
    toStaffId: colleague.id,
    roleCode: input.role,
    fromDay: input.from_day,
    toDay: input.to_day,
  });
  scene.emit({
    type: 'directory.role_lent',
    subject: { kind: 'staff', id: colleague.id },
    data: { role: input.role, from: input.from_day, to: input.to_day },
  });
  return { delegationId };
};

/** Takes a lent role back. */
export const takeRoleBack = async (scene: Scene, delegationId: Uuid): Result<{ delegationId: Uuid }> => {
  if (!(await endDelegation(scene.tx, delegationId, scene.clock.now()))) return refuse('not_found');
  scene.emit({ type: 'directory.role_returned', subject: { kind: 'delegation', id: delegationId } });
  return { delegationId };
};
