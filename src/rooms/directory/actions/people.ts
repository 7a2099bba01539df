import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { Scene } from '../../../profile/index.ts';
import { mayAdminister } from '../access.ts';
import type { DirectoryRefusal } from '../facts.ts';
import { isLogin, rolesFit } from '../rules.ts';
import { endDelegationsOf, findStaff, insertStaff, setRoles, type StaffRow, updateStaff } from '../store/index.ts';

type Result<Value> = Promise<Outcome<Value, DirectoryRefusal>>;

export type PersonInput = {
  readonly display_name: string;
  readonly login: string;
  readonly roles: readonly string[];
  readonly language: string;
  readonly work_contact?: string | undefined;
};

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

/** What somebody can no longer lend: all roles when disabled, else those taken away. */
const noLongerLent = (seen: StaffRow, { roles, disabled }: ChangeInput): readonly string[] =>
  disabled ? seen.roles : seen.roles.filter((role) => !roles.includes(role));

/**
 * Changes name, roles, language or state of a colleague. Refuses when somebody changed her meanwhile.
 * A role taken away, and every one when she is disabled, is gone at once, for whoever borrowed it as well.
 */
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
  await setRoles(scene.tx, seen, input.roles);
  await endDelegationsOf(scene.tx, staffId, { roles: noLongerLent(seen, input), at: scene.clock.now() });
  scene.emit({
    type: 'directory.person_changed',
    subject: { kind: 'staff', id: staffId },
    data: { roles: [...input.roles], before: [...seen.roles], disabled: input.disabled },
  });
  return { staffId };
};
