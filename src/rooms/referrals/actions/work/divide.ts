import { newId, type Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { Scene } from '../../../../profile/index.ts';
import { maySplitAndMerge } from '../../access.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import type { StoredPerson } from '../../store/rows.ts';
import { findPersons, findReport, insertPart, movePersons, setSamePerson } from '../../store/work.ts';
import { insertReference } from '../../store/write-report.ts';
import { loadToChange, logChange, type ReportRef, type Result, saveChange, tell, type Versioned } from './common.ts';

const chosenPersons = (
  persons: readonly StoredPerson[],
  ids: readonly Uuid[],
): Outcome<readonly StoredPerson[], ReferralRefusal> => {
  const chosen = persons.filter((one) => ids.includes(one.id));
  if (chosen.length === 0 || chosen.length !== new Set(ids).size) return refuse('no_such_person', { field: 'persons' });
  if (chosen.length === persons.length) return refuse('all_persons', { field: 'persons' });
  return chosen.some((one) => one.case_id !== null) ? refuse('persons_have_cases', { field: 'persons' }) : chosen;
};

/**
 * Divides a report that speaks of different matters: some persons become a report of their own, with the sender, date and
 * readers of the whole. Nothing is lost: both name each other, and what was sealed stays where it is.
 */
export const split = async (
  scene: Scene,
  input: Versioned & { readonly personIds: readonly Uuid[] },
): Result<ReportRef & { readonly partId: Uuid }> => {
  const may = maySplitAndMerge(scene.viewer);
  if (isRefusal(may)) return may;
  const report = await loadToChange(scene, input);
  if (isRefusal(report)) return report;
  const chosen = chosenPersons(await findPersons(scene.tx, report.id), input.personIds);
  if (isRefusal(chosen)) return chosen;
  const saved = await saveChange(scene, report, {});
  if (isRefusal(saved)) return saved;
  const partId = newId();
  const persons = chosen.map((one) => one.id);
  await insertPart(scene.tx, report, { id: partId, persons: chosen });
  await movePersons(scene.tx, persons, partId);
  await insertReference(scene.tx, { reportId: partId, organisationId: scene.viewer.organisationId });
  await logChange(scene, report, { field: 'persons', old: null, new: partId, reason: 'other_matter' });
  tell(scene, report, 'referrals.split', { part: partId, persons });
  return { reportId: report.id, partId };
};

/** Which person of the joined report is the same human being as one of the other. */
export type SamePerson = { readonly personId: Uuid; readonly sameAs: Uuid };

const pairsFit = (
  pairs: readonly SamePerson[],
  own: readonly StoredPerson[],
  other: readonly StoredPerson[],
): boolean =>
  new Set(pairs.map((pair) => pair.sameAs)).size === pairs.length &&
  pairs.every(
    ({ personId, sameAs }) => own.some((one) => one.id === personId) && other.some((one) => one.id === sameAs),
  );

/**
 * Records that two reports speak of the same matter. Both keep their date and reporter; persons that are the same human
 * being count once.
 */
export const merge = async (
  scene: Scene,
  input: Versioned & { readonly intoId: Uuid; readonly same: readonly SamePerson[] },
): Result<ReportRef> => {
  const may = maySplitAndMerge(scene.viewer);
  if (isRefusal(may)) return may;
  if (input.intoId === input.reportId) return refuse('same_report', { field: 'merge_into' });
  const report = await loadToChange(scene, input);
  if (isRefusal(report)) return report;
  const into = await findReport(scene.tx, input.intoId);
  if (into === null || into.merged_into !== null) return refuse('no_such_report', { field: 'merge_into' });
  const [own, other] = [await findPersons(scene.tx, report.id), await findPersons(scene.tx, into.id)];
  if (!pairsFit(input.same, own, other)) return refuse('no_such_person', { field: 'persons' });
  const saved = await saveChange(scene, report, {
    ...{ merged_into: into.id, outcome: 'duplicate', outcome_at: scene.clock.now() },
  });
  if (isRefusal(saved)) return saved;
  for (const { personId, sameAs } of input.same) await setSamePerson(scene.tx, personId, sameAs);
  await logChange(scene, report, { field: 'merged_into', old: null, new: into.id, reason: 'same_matter' });
  const data = {
    into: into.id,
    persons: input.same.map((one) => one.personId),
    same: input.same.map((one) => one.sameAs),
  };
  tell(scene, report, 'referrals.merged', data);
  return { reportId: into.id };
};
