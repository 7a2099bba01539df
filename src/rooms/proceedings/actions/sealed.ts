import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { mayLead } from '../access.ts';
import { type CriminalCase, staffOf, updateCriminalCase } from '../store/index.ts';
import { caseSeen, type Result, type Seen, tell } from './acting.ts';
import type { Worked } from './decide.ts';

const toLead = async (scene: Scene, it: Seen): Result<CriminalCase> => {
  const may = mayLead(scene.viewer, scene.profile);
  return isRefusal(may) ? may : caseSeen(scene, it);
};

const write = async (scene: Scene, seen: CriminalCase, sealedFor: readonly Uuid[] | null): Result<Worked> => {
  if (!(await updateCriminalCase(scene.tx, seen, { sealedFor }))) return refuse('changed_meanwhile');
  if (sealedFor === null) tell(scene, seen, { type: 'proceedings.unsealed' });
  else tell(scene, seen, { type: 'proceedings.sealed', data: { persons: sealedFor.length } });
  return { criminalCaseId: seen.id };
};

/** Seals an investigation: from now on the prosecutor who seals sees it, and whom she names. */
export const sealForOneself = async (scene: Scene, it: Seen): Result<Worked> => {
  const seen = await toLead(scene, it);
  if (isRefusal(seen)) return seen;
  return seen.sealedFor === null ? write(scene, seen, [scene.viewer.staffId]) : refuse('already_there');
};

/** Opens a sealed investigation again to all who work on it in its bodies. */
export const unseal = async (scene: Scene, it: Seen): Result<Worked> => {
  const seen = await toLead(scene, it);
  if (isRefusal(seen)) return seen;
  return seen.sealedFor === null ? refuse('already_there') : write(scene, seen, null);
};

type OfPerson = Seen & { readonly staffId: Uuid };

/** Names somebody of the bodies of a sealed investigation who sees it too. */
export const letSee = async (scene: Scene, it: OfPerson): Result<Worked> => {
  const seen = await toLead(scene, it);
  if (isRefusal(seen)) return seen;
  if (seen.sealedFor === null) return refuse('not_sealed');
  const known = await staffOf(scene.tx, seen.audience);
  if (!known.some(({ id }) => id === it.staffId)) return refuse('not_a_colleague');
  return write(scene, seen, [...new Set([...seen.sealedFor, it.staffId])]);
};

/** Takes somebody out again. Nobody takes herself out: a sealed investigation would then be seen by nobody. */
export const stopSeeing = async (scene: Scene, it: OfPerson): Result<Worked> => {
  const seen = await toLead(scene, it);
  if (isRefusal(seen)) return seen;
  if (seen.sealedFor === null) return refuse('not_sealed');
  if (it.staffId === scene.viewer.staffId) return refuse('last_one_left');
  return write(
    scene,
    seen,
    seen.sealedFor.filter((id) => id !== it.staffId),
  );
};
