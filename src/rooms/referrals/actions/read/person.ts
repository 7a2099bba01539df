import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import type { Scene } from '../../../../profile/index.ts';
import type { PersonOfCase } from '../../../identity/index.ts';
import { readReport } from './report.ts';

/** A person of a report that the viewer sent herself, for the room that records what she answers; null for any other. */
export const personOfReport = async (scene: Scene, reportId: Uuid, personId: Uuid): Promise<PersonOfCase | null> => {
  const view = await readReport(scene, reportId);
  if (view === null || isRefusal(view) || view.report.sent_by !== scene.viewer.staffId) return null;
  const found = view.persons.find(({ person }) => person.id === personId);
  if (found === undefined) return null;
  return {
    ...{ caseId: null, personId, reportId, name: view.reference, age: found.person.age_answer },
    organisationId: scene.viewer.organisationId,
  };
};
