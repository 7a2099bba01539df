import type { Uuid } from '../../../platform/ids.ts';
import { refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { settleTasks } from '../../cases/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { abroadOfCase, followAbroad, type Placement } from '../store/index.ts';
import type { Result } from './acting.ts';

/** Tasks that a placement abroad calls for; codes of the profile's list `task-kinds`. */
export const abroadTasks = { visit: 'visit_abroad', end: 'end_abroad' } as const;

export type AbroadEvent = {
  readonly type: string;
  readonly abroadId: Uuid;
  readonly caseId: Uuid;
  readonly police: Uuid;
};

/** Tells both bodies that agreed on it. */
export const emitAbroad = (scene: Scene, it: AbroadEvent): void =>
  scene.emit({
    type: it.type,
    subject: { kind: 'abroad', id: it.abroadId },
    caseId: it.caseId,
    audience: [
      it.police,
      ...scene.profile.organisationsPlaying('supports').map(({ code }) => idOfBody(scene.profile, code)),
    ],
  });

/** Ends what two bodies agreed about another country, when the person is back, has left, or never went; nothing where nothing was agreed. */
export const closeAbroad = async (scene: Scene, { id, caseId }: Placement): Result<true> => {
  if (caseId === null) return true;
  const living = (await abroadOfCase(scene.tx, caseId)).find(
    ({ placementId, state }) => placementId === id && state === 'agreed',
  );
  if (living === undefined) return true;
  if (!(await followAbroad(scene.tx, living, { state: 'ended' }))) return refuse('changed_meanwhile');
  await settleTasks(scene, caseId, ...Object.values(abroadTasks));
  const { id: abroadId, policeOrganisationId: police } = living;
  emitAbroad(scene, { type: 'accommodation.abroad_ended', abroadId, caseId, police });
  return true;
};
