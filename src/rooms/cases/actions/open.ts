import { instantPlus, type PlainDate, systemClock } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { wake } from '../../../platform/jobs.ts';
import type { Scene } from '../../../profile/index.ts';
import { partsOfLead } from '../rules.ts';
import type { CaseFile } from '../store/index.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import {
  closeTasksOfKinds,
  endExpired,
  findCase,
  hasOpenTask,
  insertCase,
  insertTask,
  setStatus,
  settleTasksEverywhere,
} from '../store/index.ts';
import { dropTasksJob } from './closed.ts';
import { bodyOf } from '../../directory/index.ts';

export type OpenCaseInput = { readonly personId: Uuid; readonly reportId: Uuid; readonly leadOrganisationId: Uuid };

/**
 * Opens the case of a reported person, led by one body; once per person: a second call gives the same case.
 * Emits `cases.case_opened` when the case is new. Throws when the leading body is not in the profile.
 */
export const openCase = async (scene: Scene, input: OpenCaseInput): Promise<{ caseId: Uuid }> => {
  const lead = bodyOf(scene.profile, input.leadOrganisationId);
  if (lead === null) throw new Error('the body that is to lead a case is not in the profile');
  const leadParts = partsOfLead(scene.profile, lead.code);
  const { caseId, isNew } = await insertCase(scene.tx, { ...input, leadParts, at: scene.clock.now() });
  if (isNew)
    scene.emit({
      type: 'cases.case_opened',
      subject: { kind: 'case', id: caseId },
      caseId,
      reportId: input.reportId,
      personId: input.personId,
      audience: [input.leadOrganisationId],
      data: { case: caseId, report: input.reportId, person: input.personId, lead: input.leadOrganisationId },
    });
  return { caseId };
};

/** Dropping waits so long, so that many closings are one job and none waits for the commit of another. In milliseconds. */
const calm = 3000;

/** Lists a case under a new status, for the room that decides it. A status that ends the work closes the case. */
export const listUnder = async (
  scene: Scene,
  status: { readonly caseId: Uuid; readonly state: string; readonly on: PlainDate; readonly ends: boolean },
): Promise<void> => {
  await setStatus(scene.tx, status.caseId, {
    state: status.state,
    on: status.on,
    closedAt: status.ends ? scene.clock.now() : null,
  });
  // What other bodies still had to do there goes as well, in their own journals: the worker's.
  if (status.ends)
    await wake(scene.tx, { task: dropTasksJob, key: dropTasksJob, at: instantPlus(systemClock.now(), calm) });
};

/** The case of a task to be set: as it was read already, or its id. */
type OfCase = { readonly caseId: Uuid } | { readonly file: CaseFile };

/** Sets a task for the viewer's body unless an open one of the kind is there; for rooms whose steps call for something to be done. */
export const callForTask = async (
  scene: Scene,
  task: OfCase & { readonly kind: string; readonly dueOn: PlainDate | null },
): Promise<void> => {
  const found = 'file' in task ? task.file : await findCase(scene, task.caseId);
  if (found === null || (await hasOpenTask(scene.tx, found.id, task.kind))) return;
  const organisationId = found.referenceOrganisationId ?? scene.viewer.organisationId;
  const id = await insertTask(scene.tx, {
    ...{ caseId: found.id, kind: task.kind, dueOn: task.dueOn, organisationId },
    ownerId: found.ownerId,
    createdBy: scene.viewer.staffId,
    at: scene.clock.now(),
  });
  scene.emit({
    type: 'cases.task_set',
    subject: { kind: 'task', id },
    caseId: found.id,
    personId: found.personId,
    data: { kind: task.kind, due_on: task.dueOn },
  });
};

/** Marks the tasks of these kinds as done, when the step they called for was taken. */
export const settleTasks = async (scene: Scene, caseId: Uuid, ...kinds: readonly string[]): Promise<void> => {
  for (const { id, kind } of await closeTasksOfKinds(scene.tx, caseId, kinds, { at: scene.clock.now() }))
    scene.emit({ type: 'cases.task_done', subject: { kind: 'task', id }, caseId, data: { kind } });
};

/** Drops the tasks of a kind, when what they called for is not to be done any more. */
export const dropTasks = async (scene: Scene, caseId: Uuid, kind: string): Promise<void> => {
  const it = { at: scene.clock.now(), state: 'dropped' } as const;
  for (const { id } of await closeTasksOfKinds(scene.tx, caseId, [kind], it))
    scene.emit({ type: 'cases.task_dropped', subject: { kind: 'task', id }, caseId, data: { kind } });
};

/** The same at every body of the case: what one of them did, the others are called on for no more. */
export const settleEverywhere = async (scene: Scene, caseId: Uuid, kind: string): Promise<void> => {
  for (const { id, organisationId } of await settleTasksEverywhere(scene.tx, caseId, kind, scene.clock.now()))
    scene.emit({
      ...{ type: 'cases.task_done', subject: { kind: 'task', id }, caseId },
      ...{ audience: [organisationId], data: { kind } },
    });
};

/** Ends accesses that have run out; gives how many. */
export const endRunOut = (tx: Transaction): Promise<number> => endExpired(tx);
