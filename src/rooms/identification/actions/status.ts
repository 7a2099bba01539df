import { dateIn, type PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { callForTask, type CaseFile, listUnder, loadCase, settleTasks } from '../../cases/index.ts';
import { mayDecide } from '../access.ts';
import { sealToOwnBody } from './own-words.ts';
import type { IdentificationRefusal, ThirdCountry } from '../facts.ts';
import { isIndications, isRemovalBlocked, noticeCalledFor, outcomeOf, thirdCountryOf } from '../rules.ts';
import { firstState, isFinal, reviewRuleOf } from '../steps.ts';
import {
  beginStatus,
  findOutcome,
  findRemovalBlock,
  findStatus,
  markReviewed,
  reportedPerson,
  setOutcome,
  setRemovalBlock,
  type Status,
  updateStatus,
} from '../store/index.ts';

type Result<Value> = Promise<Outcome<Value, IdentificationRefusal>>;

/** The day of today where the country is; legal days are counted there. */
export const today = (scene: Scene): PlainDate => scene.clock.today(scene.profile.timeZone);

/**
 * Gives the person of a newly opened case the first status, on the day the case was opened. Follows `cases.case_opened`; a
 * second call changes nothing.
 */
export const beginIdentification = async (
  scene: Scene,
  caseId: Uuid,
  openedOn: PlainDate = today(scene),
): Promise<void> => beginStatus(scene.tx, caseId, firstState(scene.profile), openedOn);

/** The status a person has before the reaction that writes it down has run. */
const notYetWritten = (scene: Scene, file: CaseFile): Status => ({
  ...{ caseId: file.id, personId: file.personId, reportId: file.reportId, thirdCountry: null, version: 1 },
  ...{ reviewedOn: null, reviewedByName: null },
  state: firstState(scene.profile),
  since: dateIn(file.openedAt, scene.profile.timeZone),
});

/** A case with its status; null when there is no such case for this viewer. */
export const loadStatus = async (scene: Scene, caseId: Uuid): Promise<{ file: CaseFile; status: Status } | null> => {
  const file = await loadCase(scene, caseId);
  if (file === null) return null;
  return { file, status: (await findStatus(scene.tx, caseId)) ?? notYetWritten(scene, file) };
};

/** The same for an action, which may write. */
export const statusToChange = async (
  scene: Scene,
  caseId: Uuid,
): Promise<{ file: CaseFile; status: Status } | null> => {
  const file = await loadCase(scene, caseId);
  if (file === null) return null;
  const status = await findStatus(scene.tx, caseId);
  if (status !== null) return { file, status };
  await beginIdentification(scene, caseId, dateIn(file.openedAt, scene.profile.timeZone));
  return loadStatus(scene, caseId);
};

/** A step that takes effect. */
export type Taken = {
  readonly file: CaseFile;
  readonly status: Status;
  readonly event: string;
  readonly to: string;
  readonly on: PlainDate;
  readonly thirdCountry: ThirdCountry | null;
  readonly decisionId: Uuid | null;
};

const about = (file: CaseFile) => ({ caseId: file.id, reportId: file.reportId, personId: file.personId });

/** How a person's part ended so far; tells whoever listens (the reporter, through the room of reports) when it changed. */
const recordOutcome = async (
  scene: Scene,
  file: CaseFile,
  { known, outcome, on }: { readonly known: string | null; readonly outcome: string; readonly on: PlainDate },
): Promise<void> => {
  if (known === outcome) return;
  await setOutcome(scene.tx, { ...about(file), outcome, on }, known);
  scene.emit({
    type: 'identification.outcome_reached',
    subject: { kind: 'case', id: file.id },
    ...about(file),
    data: { outcome, report: file.reportId, person: file.personId, on },
  });
};

const emitStep = (scene: Scene, it: Taken): void => {
  const { file, event, to, on, status } = it;
  scene.emit({
    type: 'identification.status_changed',
    subject: { kind: 'case', id: file.id },
    ...about(file),
    audience: file.audience,
    data: { event, from: status.state, to, on, decision: it.decisionId },
  });
  if (isIndications(event))
    scene.emit({
      type: 'identification.indications_found',
      subject: { kind: 'person', id: file.personId },
      ...about(file),
      data: { case: file.id, report: file.reportId, person: file.personId, date: on },
    });
};

const callForNextTasks = async (scene: Scene, it: Taken, thirdCountry: ThirdCountry): Promise<void> => {
  if (!isIndications(it.event)) return;
  const due = today(scene);
  if (noticeCalledFor(it.to, thirdCountry))
    await callForTask(scene, { file: it.file, kind: 'notify_minister', dueOn: due });
  await callForTask(scene, { file: it.file, kind: 'refer_support', dueOn: due });
};

const keepBlock = async (scene: Scene, it: Taken, thirdCountry: ThirdCountry): Promise<void> => {
  const blocked = isRemovalBlocked(it.to, thirdCountry);
  const known = await findRemovalBlock(scene.tx, it.file.id);
  if (known === null ? !blocked : known.blocked === blocked) return;
  await setRemovalBlock(scene.tx, { caseId: it.file.id, known }, { blocked, since: it.on });
};

/** Must the person of a case not be removed? For those who examine. */
export const isRemovalBlockedNow = async (scene: Scene, caseId: Uuid): Promise<boolean> =>
  (await findRemovalBlock(scene.tx, caseId))?.blocked === true;

const thirdCountryOfPerson = async (scene: Scene, { file, status, thirdCountry }: Taken): Promise<ThirdCountry> =>
  thirdCountry ??
  status.thirdCountry ??
  thirdCountryOf(scene.profile, (await reportedPerson(scene.tx, file.personId)).citizenships);

/**
 * Lets a step take effect: status, the list of cases, outcome, block of removal, tasks (those named by `settles` are done with
 * it), events. False when the status was changed meanwhile.
 */
export const takeEffect = async (scene: Scene, it: Taken, settles: readonly string[] = []): Promise<boolean> => {
  const { file, status, to } = it;
  const thirdCountry = await thirdCountryOfPerson(scene, it);
  if (!(await updateStatus(scene.tx, status, { state: to, since: it.on, thirdCountry }))) return false;
  await listUnder(scene, { caseId: file.id, state: to, on: it.on, ends: isFinal(scene.profile, to) });
  emitStep(scene, it);
  const known = await findOutcome(scene.tx, file.id);
  const said = outcomeOf(to, known === 'indications_found' || isIndications(it.event));
  // The end of follow-up decides nothing anew: who declined before has declined.
  const outcome = isFinal(scene.profile, to) && said === 'still_open' ? (known ?? said) : said;
  await recordOutcome(scene, file, { known, outcome, on: it.on });
  await keepBlock(scene, it, thirdCountry);
  await settleTasks(scene, file.id, 'review_status', ...settles);
  await callForNextTasks(scene, it, thirdCountry);
  return true;
};

/**
 * Ends a person's part without a step of the status: not found, or known from another report. Her case is closed under the status
 * it has; a step taken later opens it again. Indications once found stay.
 */
export const endWithoutStep = async (
  scene: Scene,
  caseId: Uuid,
  { outcome, words }: { readonly outcome: string; readonly words?: string | undefined },
): Result<{ caseId: Uuid }> => {
  const allowed = mayDecide(scene.viewer, scene.profile);
  if (isRefusal(allowed)) return allowed;
  const loaded = await statusToChange(scene, caseId);
  if (loaded === null) return refuse('not_found');
  const known = await findOutcome(scene.tx, caseId);
  if (known === 'indications_found') return refuse('already_held');
  const { file, status } = loaded;
  await recordOutcome(scene, file, { known, outcome, on: today(scene) });
  await sealToOwnBody(scene, file, { outcome: words });
  await listUnder(scene, { caseId, state: status.state, on: status.since, ends: true });
  return { caseId };
};

/**
 * Ends the part of a person whom nobody has decided on, when her report was found to be about something else: her case is
 * closed under the status it has, and what was open there is dropped. Who is decided keeps outcome and case.
 */
export const endWithReport = async (scene: Scene, caseId: Uuid, outcome: string): Result<{ caseId: Uuid }> => {
  const allowed = mayDecide(scene.viewer, scene.profile);
  if (isRefusal(allowed)) return allowed;
  const loaded = await statusToChange(scene, caseId);
  if (loaded === null) return refuse('not_found');
  const known = await findOutcome(scene.tx, caseId);
  if (known !== null && known !== 'still_open') return { caseId };
  const { file, status } = loaded;
  await recordOutcome(scene, file, { known, outcome, on: today(scene) });
  await listUnder(scene, { caseId, state: status.state, on: status.since, ends: true });
  return { caseId };
};

/** An officer looked at the status and it holds: its term begins anew, and the task is done. */
export const keepStatus = async (scene: Scene, caseId: Uuid): Result<{ caseId: Uuid }> => {
  const allowed = mayDecide(scene.viewer, scene.profile);
  if (isRefusal(allowed)) return allowed;
  const loaded = await statusToChange(scene, caseId);
  if (loaded === null) return refuse('not_found');
  const { status, file } = loaded;
  if (reviewRuleOf(scene.profile, status.state) === null) return refuse('nothing_to_review');
  const on = today(scene);
  if (!(await markReviewed(scene.tx, status, { on, by: scene.viewer.staffId }))) return refuse('changed_meanwhile');
  scene.emit({
    type: 'identification.status_kept',
    subject: { kind: 'case', id: caseId },
    ...about(file),
    audience: file.audience,
    data: { state: status.state, on },
  });
  await settleTasks(scene, caseId, 'review_status');
  return { caseId };
};
