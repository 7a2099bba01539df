import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { lookAfter } from '../../cases/index.ts';
import { updateSupport } from '../store/index.ts';
import { about, type Done, type Result, workingOn } from './acting.ts';

export type DivisionInput = { readonly lead_team: string; readonly mine: boolean };

const worker = (scene: Scene, now: Uuid | null, mine: boolean): Uuid | null => {
  const { staffId } = scene.viewer;
  if (mine) return staffId;
  // Whoever does not take it leaves a colleague who has it in place.
  return now === staffId ? null : now;
};

/** Says which team leads, and takes a person or gives her back. The services behind one contact see each other's part. */
export const divideWork = async (
  scene: Scene,
  it: { readonly caseId: Uuid; readonly version: string | null },
  input: DivisionInput,
): Result<Done> => {
  const working = await workingOn(scene, it.caseId, it.version);
  if (isRefusal(working)) return working;
  const { support } = working;
  const workerId = worker(scene, support.workerId, input.mine);
  if (!(await updateSupport(scene.tx, support, { team: input.lead_team, workerId })))
    return refuse('changed_meanwhile');
  // One answer to who looks after a person: the case of the service is nobody's no longer either.
  if (input.mine && working.file.ownerId === null) await lookAfter(scene, it.caseId, true);
  scene.emit({
    ...{ type: 'assistance.divided', ...about(working) },
    data: { team: input.lead_team, taken: input.mine },
  });
  return { caseId: it.caseId };
};
