import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { mayAdminister, mayDelegate } from '../access.ts';
import type { DirectoryRefusal } from '../facts.ts';
import {
  cancelAbsence,
  endDelegation,
  findColleague,
  findStaff,
  insertAbsence,
  insertDelegation,
  insertStaff,
  setRoles,
  updateStaff,
} from '../store/index.ts';

type Result<Value> = Promise<Outcome<Value, DirectoryRefusal>>;

export type PersonInput = {
  readonly display_name: string;
  readonly login: string;
  readonly roles: readonly string[];
  readonly language: string;
  readonly work_contact?: string | undefined;
};

/** A role belongs to the organisations the profile names, or to all (`*`). */
const rolesFit = (profile: Profile, organisationCode: string, roles: readonly string[]): boolean =>
  roles.every((code) => {
    const role = profile.roles.find((one) => one.code === code);
    return role !== undefined && role.organisations.some((one) => one === '*' || one === organisationCode);
  });

const isLogin = (login: string): boolean => /^[a-z0-9][a-z0-9._-]{1,62}$/.test(login);

/** Adds a member of staff to the administrator's own organisation; she signs in after her one-time activation. */
export const addPerson = async (scene: Scene, input: PersonInput): Result<{ staffId: Uuid }> => {
  const allowed = mayAdminister(scene.viewer, null);
  if (isRefusal(allowed)) return allowed;
  const login = input.login.trim().toLowerCase();
  if (!isLogin(login)) return refuse('login_taken', { field: 'login' });
  if (!rolesFit(scene.profile, scene.viewer.organisationCode, input.roles))
    return refuse('role_not_for_organisation', { field: 'roles' });
  const staffId = await insertStaff(scene.tx, {
    organisationId: scene.viewer.organisationId,
    login,
    displayName: input.display_name,
    language: input.language,
    workContact: input.work_contact ?? '',
    roles: input.roles,
  });
  if (!staffId) return refuse('login_taken', { field: 'login' });
  scene.emit({
    type: 'directory.person_added',
    subject: { kind: 'staff', id: staffId },
    data: { roles: [...input.roles] },
  });
  return { staffId };
};

export type ChangeInput = Omit<PersonInput, 'login'> & { readonly disabled: boolean };

/** Changes name, roles, language or state of a colleague. Refuses when somebody changed her meanwhile. */
export const changePerson = async (
  scene: Scene,
  staffId: Uuid,
  input: ChangeInput,
  version: string | null,
): Result<{ staffId: Uuid }> => {
  const allowed = mayAdminister(scene.viewer, staffId);
  if (isRefusal(allowed)) return allowed;
  const seen = await findStaff(scene.tx, staffId);
  if (!seen) return refuse('not_found');
  if (seen.organisationId !== scene.viewer.organisationId) return refuse('may_not_administer_elsewhere');
  if (version !== null && version !== String(seen.version)) return refuse('changed_meanwhile');
  if (!rolesFit(scene.profile, scene.viewer.organisationCode, input.roles))
    return refuse('role_not_for_organisation', { field: 'roles' });
  const enabled = seen.state === 'disabled' ? 'invited' : seen.state;
  const changed = await updateStaff(scene.tx, seen, {
    displayName: input.display_name,
    language: input.language,
    workContact: input.work_contact ?? '',
    state: input.disabled ? 'disabled' : enabled,
  });
  if (!changed) return refuse('changed_meanwhile');
  await setRoles(scene.tx, staffId, input.roles);
  scene.emit({
    type: 'directory.person_changed',
    subject: { kind: 'staff', id: staffId },
    data: { roles: [...input.roles], before: [...seen.roles], disabled: input.disabled },
  });
  return { staffId };
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
  const standIn = input.stand_in
    ? await findColleague(scene.tx, organisationId, input.stand_in.trim().toLowerCase())
    : null;
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

/** Lends a role one holds to a colleague for some days. Counts at the colleague's next sign-in. */
export const lendRole = async (scene: Scene, input: DelegationInput): Result<{ delegationId: Uuid }> => {
  const allowed = mayDelegate(scene.viewer, input.role);
  if (isRefusal(allowed)) return allowed;
  if (input.to_day < input.from_day) return refuse('days_backwards', { field: 'to_day' });
  const { organisationId, staffId } = scene.viewer;
  const colleague = await findColleague(scene.tx, organisationId, input.to_staff.trim().toLowerCase());
  if (!colleague || colleague.id === staffId) return refuse('unknown_person', { field: 'to_staff' });
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
