import type { VaultClient } from '../../../platform/vault-client/index.ts';
import {
  answerEmergency,
  askEmergency,
  endEmergency,
  openInEmergency,
  reviewEmergency,
} from '../../../rooms/identity/index.ts';
import { must, type Stage, type StageScene } from '../stage.ts';

type Told = { readonly story: string; readonly caseId: string; readonly login: string; readonly why: string };

/**
 * A worker of the support service could not reach somebody in danger, an officer approved, the worker opened and ended it.
 * It happens now: the vault lets nobody act in the past.
 */
const play = async (stage: Stage, vault: VaultClient, { story, caseId, login, why }: Told): Promise<string> => {
  const act = <T>(step: string, who: string, work: (scene: StageScene) => Promise<T>) =>
    stage.as(`${story}/${step}`, { login: who, at: stage.clock.now(), work: async (scene) => work(scene) });
  const { emergencyId } = await act('ask', login, async (scene) =>
    must(await askEmergency(scene, vault, { caseId, compartments: ['identity'], reason: why })),
  );
  await act('approve', 'spj.claudine', async (scene) =>
    must(await answerEmergency(scene, vault, { emergencyId, approve: true })),
  );
  await act('open', login, async (scene) => {
    must(await openInEmergency(scene, vault, emergencyId));
    return null;
  });
  await act('end', login, async (scene) => must(await endEmergency(scene, vault, emergencyId)));
  return emergencyId;
};

/** Two openings in an emergency: one reviewed, one that waits for the data-protection officer. */
export const playEmergencies = async (stage: Stage, [first, second]: readonly string[]): Promise<void> => {
  const { vault } = stage;
  if (vault === null || first === undefined || second === undefined) return;
  const reviewed = await play(stage, vault, {
    ...{ story: 'emergency-reviewed', caseId: first, login: 'savteh.leila' },
    why: 'Inventé : l’exploitant a été vu devant le foyer ; il faut la prévenir avant qu’elle ne rentre.',
  });
  await play(stage, vault, {
    ...{ story: 'emergency-waiting', caseId: second, login: 'coteh.nora' },
    why: 'Inventé : elle n’est pas rentrée de la nuit et ne répond pas au numéro de l’association.',
  });
  await stage.as('emergency-reviewed/review', {
    ...{ login: 'mj.dpo.karin', at: stage.clock.now() },
    work: async (scene) => must(await reviewEmergency(scene, reviewed, 'justified')),
  });
};
