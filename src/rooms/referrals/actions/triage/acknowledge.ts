import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../../platform/outcome.ts';
import type { Scene } from '../../../../profile/index.ts';
import { openCase } from '../../../cases/index.ts';
import { mayReceive, mayTriage } from '../../access.ts';
import type { StoredPerson } from '../../store/rows.ts';
import { acknowledgeInbox, setCase } from '../../store/triage/change.ts';
import { hangingOn, personsOf } from '../../store/triage/received.ts';
import { change, type Held, heldReport, reportToChange, type ReportRef, type Result, step } from './load.ts';

/** The report after a step, and the cases that its persons now have. */
export type Taken = { readonly reportId: Uuid; readonly linked: readonly LinkedPerson[] };
export type LinkedPerson = { readonly personId: Uuid; readonly caseId: Uuid };

/** Confirms that the viewer's body has read a report it received. Takes no step: that is for the body that identifies. */
export const confirmReceipt = async (scene: Scene, it: { readonly reportId: Uuid }): Result<{ reportId: Uuid }> => {
  const may = mayReceive(scene.viewer);
  if (isRefusal(may)) return may;
  const held = await heldReport(scene, it.reportId);
  if (isRefusal(held)) return held;
  if (!(await confirm(scene, held))) return refuse('already_acknowledged');
  return { reportId: it.reportId };
};

const confirm = async (scene: Scene, held: Held): Promise<boolean> => {
  const at = scene.clock.now();
  if (!(await acknowledgeInbox(scene.tx, held.own.id, { by: scene.viewer.staffId, at }))) return false;
  scene.emit({
    type: 'referrals.receipt_confirmed',
    subject: { kind: 'report', id: held.rootId },
    reportId: held.report.id,
    audience: [held.report.sender_organisation_id, held.reportingOrganisationId],
    data: { organisation: held.own.organisationId },
  });
  return true;
};

/** Persons of a report and of those merged into it who are counted for themselves: one case each. */
const personsToOpen = async (scene: Scene, held: Held): Promise<readonly StoredPerson[]> => {
  const merged = (await hangingOn(scene.tx, held)).filter(({ kind }) => kind === 'merged');
  const persons = [...(await personsOf(scene.tx, held.report.id))];
  for (const { id } of merged) persons.push(...(await personsOf(scene.tx, id)));
  return persons.filter((one) => one.same_as === null && one.case_id === null);
};

/** Opens the case of one person, led by the body that received the report, and notes it with the person. */
export const openCaseOf = async (scene: Scene, held: Held, personId: Uuid): Promise<Uuid> => {
  const lead = { personId, reportId: held.report.id, leadOrganisationId: held.own.organisationId };
  const { caseId } = await openCase(scene, lead);
  await setCase(scene.tx, personId, caseId);
  return caseId;
};

const openCases = async (scene: Scene, held: Held): Promise<readonly LinkedPerson[]> => {
  const linked: LinkedPerson[] = [];
  for (const { id } of await personsToOpen(scene, held))
    linked.push({ personId: id, caseId: await openCaseOf(scene, held, id) });
  return linked;
};

const link = async (scene: Scene, held: Held, state: string): Result<Taken> => {
  const to = step(scene, state, 'link');
  if (isRefusal(to)) return to;
  const changed = await change(scene, held, { set: { state: to }, reason: 'link', told: 'everybody' });
  if (isRefusal(changed)) return changed;
  const linked = await openCases(scene, held);
  scene.emit({
    type: 'referrals.linked',
    subject: { kind: 'report', id: held.report.id },
    reportId: held.report.id,
    data: { persons: linked.map((one) => one.personId), cases: linked.map((one) => one.caseId), count: linked.length },
  });
  return { reportId: held.report.id, linked };
};

/** Opens one case per person of an acknowledged report (Luxembourg: step REP-T07). A second call finds the cases. */
export const linkPersons = async (scene: Scene, it: ReportRef): Result<Taken> => {
  const may = mayTriage(scene.viewer);
  if (isRefusal(may)) return may;
  const held = await reportToChange(scene, it);
  return isRefusal(held) ? held : link(scene, held, held.report.state);
};

const noteAcknowledged = (scene: Scene, held: Held): void =>
  scene.emit({
    type: 'referrals.acknowledged',
    subject: { kind: 'report', id: held.report.id },
    reportId: held.report.id,
    audience: held.report.audience,
    data: { organisation: held.own.organisationId },
  });

/**
 * The identifying body takes a report into its queue (Luxembourg: step REP-T04): receipt confirmed, and looked after by
 * whoever took it unless somebody does already. With `openCases` the case of each person is opened at once.
 */
export const acknowledge = async (scene: Scene, it: ReportRef & { readonly openCases?: boolean }): Result<Taken> => {
  const may = mayTriage(scene.viewer);
  if (isRefusal(may)) return may;
  const held = await reportToChange(scene, it);
  if (isRefusal(held)) return held;
  if (held.report.state === 'acknowledged') return refuse('already_acknowledged');
  const state = step(scene, held.report.state, 'acknowledge');
  if (isRefusal(state)) return state;
  const assigned_to = held.report.assigned_to ?? scene.viewer.staffId;
  const changed = await change(scene, held, {
    ...{ set: { state, assigned_to }, reason: 'acknowledge', told: 'everybody' },
  });
  if (isRefusal(changed)) return changed;
  if (held.own.acknowledgedAt === null) await confirm(scene, held);
  noteAcknowledged(scene, held);
  if (!it.openCases) return { reportId: it.reportId, linked: [] };
  const report = { ...held.report, state, assigned_to, version: held.report.version + 1 };
  return link(scene, { ...held, report }, state);
};
