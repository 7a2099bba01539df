import type { Uuid } from '../../../platform/ids.ts';
import type { Scene } from '../../../profile/index.ts';
import { organisationId } from './ids.ts';
import {
  type AbsenceRow,
  type DelegationRow,
  findStaff,
  listAbsences,
  listDelegations,
  listStaff,
  readSignIn,
  type SignInState,
  type StaffRow,
} from '../store/index.ts';

/** The people of one body of the profile. */
export const readStaffOf = (scene: Scene, organisationCode: string): Promise<StaffRow[]> =>
  listStaff(scene.tx, organisationId(scene.profile.id, organisationCode));

/** The people of the viewer's own body. */
export const readColleagues = (scene: Scene): Promise<StaffRow[]> => listStaff(scene.tx, scene.viewer.organisationId);

/** One colleague of the viewer's own body; null for anybody else. */
export const readColleague = async (scene: Scene, staffId: Uuid): Promise<StaffRow | null> => {
  const found = await findStaff(scene.tx, staffId);
  return found?.organisationId === scene.viewer.organisationId ? found : null;
};

/** Who is away and which roles are lent, from today on. */
export type AwayAndLent = { readonly absences: readonly AbsenceRow[]; readonly delegations: readonly DelegationRow[] };

/** Absences and lent roles of the viewer's body, from today on. */
export const readAwayAndLent = async (scene: Scene): Promise<AwayAndLent> => {
  const day = scene.clock.today(scene.profile.timeZone);
  const { organisationId: own, staffId } = scene.viewer;
  return {
    absences: await listAbsences(scene.tx, own, day),
    delegations: await listDelegations(scene.tx, own, { day, staffId }),
  };
};

/** One colleague of the viewer's own body with how she can sign in, for its administrator; null for anybody else. */
export const readPerson = async (
  scene: Scene,
  staffId: Uuid,
): Promise<{ readonly person: StaffRow; readonly signIn: SignInState } | null> => {
  const person = await readColleague(scene, staffId);
  return person && { person, signIn: await readSignIn(scene.tx, staffId, scene.clock.now()) };
};

/** The others of the own body who can be asked to stand in or to take a role. */
export const readOthers = async (scene: Scene): Promise<readonly StaffRow[]> =>
  (await readColleagues(scene)).filter(({ id, state }) => id !== scene.viewer.staffId && state !== 'disabled');

/** The viewer's own entry; null when it is gone. */
export const readSelf = (scene: Scene): Promise<StaffRow | null> => findStaff(scene.tx, scene.viewer.staffId);
