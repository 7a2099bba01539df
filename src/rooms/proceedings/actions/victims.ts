import { readReference, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { mayInvestigate } from '../access.ts';
import { caseCalled, casesOfReport, insertVictim } from '../store/index.ts';
import { bodiesOf, caseSeen, ownBody, type Result, tell, today } from './acting.ts';

/** Adds a person to a criminal case, by the reference the own body calls her case. */
export const addVictim = async (
  scene: Scene,
  criminalCaseId: Uuid,
  input: { readonly victim_reference: string },
): Result<{ criminalCaseId: Uuid }> => {
  const may = mayInvestigate(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const seen = await caseSeen(scene, { criminalCaseId, version: null });
  if (isRefusal(seen)) return seen;
  const reference = readReference(input.victim_reference);
  const caseId = reference === null ? null : await caseCalled(scene.tx, bodiesOf(scene), reference);
  if (caseId === null) return refuse('person_unknown', { field: 'victim_reference' });
  return joined(scene, { criminalCaseId, caseId }, 'victim_reference');
};

const joined = async (
  scene: Scene,
  it: { readonly criminalCaseId: Uuid; readonly caseId: Uuid },
  field: string,
): Result<{ criminalCaseId: Uuid }> => {
  const added = await insertVictim(scene.tx, {
    ...{ ...it, organisationId: ownBody(scene), on: today(scene) },
    ...{ by: scene.viewer.staffId, at: scene.clock.now() },
  });
  if (!added) return refuse('already_there', { field });
  const seen = await caseSeen(scene, { criminalCaseId: it.criminalCaseId, version: null });
  if (isRefusal(seen)) return seen;
  tell(scene, seen, { type: 'proceedings.person_joined' });
  return { criminalCaseId: it.criminalCaseId };
};

/** Lets the persons of the case's own report join whose case was opened since; gives how many did. */
export const joinFromReport = async (
  scene: Scene,
  criminalCaseId: Uuid,
): Result<{ criminalCaseId: Uuid; persons: number }> => {
  const may = mayInvestigate(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const seen = await caseSeen(scene, { criminalCaseId, version: null });
  if (isRefusal(seen)) return seen;
  if (seen.fromReportId === null) return refuse('report_unknown');
  const author = { by: scene.viewer.staffId, at: scene.clock.now(), on: today(scene) };
  let persons = 0;
  for (const caseId of await casesOfReport(scene.tx, seen.fromReportId))
    if (await insertVictim(scene.tx, { criminalCaseId, caseId, organisationId: ownBody(scene), ...author }))
      persons += 1;
  if (persons > 0) tell(scene, seen, { type: 'proceedings.persons_joined', data: { persons } });
  return { criminalCaseId, persons };
};
