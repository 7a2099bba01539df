import { isRefusal, refuse } from '../../../../platform/outcome.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import type { Scene } from '../../../../profile/index.ts';
import { mayReceive, mayTriage } from '../../access.ts';
import { changeReasons } from '../../facts/other-forms.ts';
import { rankOf } from '../../rules/urgency.ts';
import { setOwnLabel } from '../../store/triage/change.ts';
import { findColleagues } from '../../store/triage/queue.ts';
import { changesOf } from '../../store/triage/received.ts';
import { type DraftScene, sealLabel } from '../drafts/content.ts';
import { change, heldReport, reportToChange, type ReportRef, type Result } from './load.ts';

/** How urgent, who looks after it (a colleague's name as the page offers it; empty: nobody), and why that changes. */
export type TriageValues = {
  readonly urgency?: string | undefined;
  readonly assigned_to?: string | undefined;
  readonly change_reason?: string | undefined;
};

const colleague = async (scene: Scene, name: string | undefined): Promise<Uuid | null | undefined> => {
  if (name === undefined || name.trim() === '') return null;
  const staff = await findColleagues(scene.tx, scene.viewer.organisationId);
  return staff.find((one) => one.name === name.trim())?.id;
};

/** Sets how urgent a report is and who looks after it. A judgement of the police over the proposal made at sending. */
export const setTriage = async (scene: Scene, it: ReportRef, input: TriageValues): Result<{ reportId: Uuid }> => {
  const may = mayTriage(scene.viewer);
  if (isRefusal(may)) return may;
  const held = await reportToChange(scene, it);
  if (isRefusal(held)) return held;
  const { report } = held;
  const assigned_to = await colleague(scene, input.assigned_to);
  if (assigned_to === undefined) return refuse('not_a_colleague', { field: 'assigned_to' });
  const urgency = input.urgency ?? report.urgency;
  if (urgency === report.urgency && assigned_to === report.assigned_to) return refuse('nothing_changed');
  const changed = await change(scene, held, {
    set: { urgency, urgency_rank: rankOf(scene.profile, urgency), assigned_to },
    reason: input.change_reason ?? 'mistake',
    told: 'own_body',
  });
  if (isRefusal(changed)) return changed;
  scene.emit({
    type: 'referrals.triaged',
    subject: { kind: 'report', id: report.id },
    reportId: report.id,
    data: { urgency, urgency_before: report.urgency, assigned: assigned_to, reason: input.change_reason ?? null },
  });
  return { reportId: report.id };
};

/** What stands there now, for whoever was slower: urgency, who looks after it, why it was last changed, with the version. */
export const triageNow = async (
  scene: Scene,
  reportId: Uuid,
): Promise<Readonly<Record<'urgency' | 'assigned_to' | 'change_reason' | 'version', string>> | null> => {
  const held = await heldReport(scene, reportId);
  if (isRefusal(held)) return null;
  const { urgency, assigned_to: id, version } = held.report;
  const staff = id === null ? [] : await findColleagues(scene.tx, scene.viewer.organisationId);
  const reasons = (await changesOf(scene.tx, reportId)).map(({ reason }) => reason);
  const change_reason = reasons.find((reason) => changeReasons.some((one) => one === reason)) ?? '';
  const assigned_to = staff.find((one) => one.id === id)?.name ?? '';
  return { urgency, assigned_to, change_reason, version: String(version) };
};

/** Gives a received report a word of one's own body, never a name; sealed, and found again by its keyed hash. */
export const labelReceived = async (
  scene: DraftScene,
  it: { readonly reportId: Uuid; readonly label: string },
): Result<{ reportId: Uuid }> => {
  const may = mayReceive(scene.viewer);
  if (isRefusal(may)) return may;
  const held = await heldReport(scene, it.reportId);
  if (isRefusal(held)) return held;
  if (!(await setOwnLabel(scene.tx, it.reportId, sealLabel(scene, it.label) ?? null))) return refuse('not_found');
  scene.emit({
    type: 'referrals.label_changed',
    subject: { kind: 'report', id: it.reportId },
    reportId: it.reportId,
  });
  return { reportId: it.reportId };
};
