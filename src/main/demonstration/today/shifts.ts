import { leaveShiftNote, offerWarm } from '../../../rooms/cases/index.ts';
import { must, type Stage } from '../stage.ts';
import { then } from './open-report.ts';

/** What the last shift left, and somebody who is on her way from the service to the police. */
export const playShifts = async (stage: Stage, supported: readonly string[]): Promise<void> => {
  const [caseId] = supported;
  await stage.as('shifts/note', {
    ...{ login: 'hotline.emile', at: then(stage, 1, 6) },
    work: async (scene) =>
      must(
        await leaveShiftNote(scene, {
          shift_text: 'Inventé : deux appels sans suite. La chambre N1 est prête. Rappeler la maison avant midi.',
        }),
      ),
  });
  if (caseId === undefined) return;
  await stage.as('shifts/warm', {
    ...{ login: 'savteh.leila', at: stage.now },
    work: async (scene) => must(await offerWarm(scene, caseId, { to_body: 'SPJ', handover_reason: 'person_wishes' })),
  });
};
