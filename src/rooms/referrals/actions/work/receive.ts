import { isRefusal, refuse } from '../../../../platform/outcome.ts';
import type { Scene } from '../../../../profile/index.ts';
import { openCase } from '../../../cases/index.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import { mayReceive, mayTriage } from '../../access.ts';
import type { ChangeReason } from '../../facts/other-forms.ts';
import { rankOf } from '../../rules/urgency.ts';
import { acknowledgeInbox, findPersons, setPersonCase } from '../../store/work.ts';
import {
  loadToChange,
  logChange,
  type ReportRef,
  type Result,
  saveChange,
  takeStep,
  tell,
  type Versioned,
} from './common.ts';

/**
 * Acknowledges a report in the name of the viewer's body: the receipt the sender waits for. At the body that identifies it
 * also enters its queue; another recipient only says that it has it.
 */
export const acknowledge = async (scene: Scene, input: Versioned): Result<ReportRef> => {
  const may = mayReceive(scene.viewer);
  if (isRefusal(may)) return may;
  const report = await loadToChange(scene, input);
  if (isRefusal(report)) return report;
  const { organisationId, staffId: by } = scene.viewer;
  const done = await acknowledgeInbox(scene.tx, { reportId: report.id, organisationId, by, at: scene.clock.now() });
  if (!done) return refuse('already_acknowledged');
  if (scene.profile.plays(scene.viewer.organisationCode, 'identifies') && report.state === 'transmitted') {
    const stepped = await takeStep(scene, report, { event: 'acknowledge', reason: 'acknowledged' });
    if (isRefusal(stepped)) return stepped;
  }
  tell(scene, report, 'referrals.acknowledged', { organisation: scene.viewer.organisationCode });
  return { reportId: report.id };
};

/** Takes a report on oneself, or hands it to nobody (`staffId` null). */
export const assign = async (scene: Scene, input: Versioned & { readonly staffId: Uuid | null }): Result<ReportRef> => {
  const may = mayTriage(scene.viewer);
  if (isRefusal(may)) return may;
  const report = await loadToChange(scene, input);
  if (isRefusal(report)) return report;
  const saved = await saveChange(scene, report, { assigned_to: input.staffId });
  if (isRefusal(saved)) return saved;
  tell(scene, report, 'referrals.assigned', { staff: input.staffId });
  return { reportId: report.id };
};

/** Sets another urgency, with its reason. The proposal of the sender's answers stays in the change log. */
export const triage = async (
  scene: Scene,
  input: Versioned & { readonly urgency: string; readonly reason: ChangeReason },
): Result<ReportRef> => {
  const may = mayTriage(scene.viewer);
  if (isRefusal(may)) return may;
  const report = await loadToChange(scene, input);
  if (isRefusal(report)) return report;
  if (report.urgency === input.urgency) return refuse('urgency_same', { field: 'urgency' });
  const rank = rankOf(scene.profile, input.urgency);
  const saved = await saveChange(scene, report, { urgency: input.urgency, urgency_rank: rank });
  if (isRefusal(saved)) return saved;
  await logChange(scene, report, { field: 'urgency', old: report.urgency, new: input.urgency, reason: input.reason });
  tell(scene, report, 'referrals.triaged', { urgency: input.urgency, before: report.urgency, reason: input.reason });
  return { reportId: report.id };
};

/** A case opened for a person of a report. */
export type LinkedPerson = { readonly personId: Uuid; readonly caseId: Uuid };

/**
 * Opens one case for each person of an acknowledged report, led by the viewer's body. A second call finds the same cases.
 */
export const openCases = async (
  scene: Scene,
  input: Versioned,
): Result<ReportRef & { readonly linked: readonly LinkedPerson[] }> => {
  const may = mayTriage(scene.viewer);
  if (isRefusal(may)) return may;
  const report = await loadToChange(scene, input);
  if (isRefusal(report)) return report;
  const stepped = await takeStep(scene, report, { event: 'link', reason: 'cases_opened' });
  if (isRefusal(stepped)) return stepped;
  const linked: LinkedPerson[] = [];
  for (const { id: personId, same_as } of await findPersons(scene.tx, report.id)) {
    const lead = {
      personId: same_as ?? personId,
      reportId: report.id,
      leadOrganisationId: scene.viewer.organisationId,
    };
    const { caseId } = await openCase(scene, lead);
    await setPersonCase(scene.tx, personId, caseId);
    linked.push({ personId, caseId });
  }
  const data = { persons: linked.map((one) => one.personId), cases: linked.map((one) => one.caseId) };
  tell(scene, report, 'referrals.linked', data);
  return { reportId: report.id, linked };
};
