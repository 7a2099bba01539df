import { instantPlus, type PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { lastOpened, sealedFields } from '../../identity/index.ts';
import { maySetTasks } from '../access.ts';
import type { CasesRefusal } from '../facts.ts';
import { changedFields, taskAfter } from '../rules.ts';
import {
  countOpenTasks,
  findCase,
  findTask,
  insertTask,
  noteChanges,
  type OpenKind,
  openKindsOn,
  openTasks,
  type Task,
  updateTask,
} from '../store/index.ts';

type Result<Value> = Promise<Outcome<Value, CasesRefusal>>;

export type TaskInput = {
  readonly task_kind: string;
  readonly due_on?: PlainDate | undefined;
  readonly for_me?: boolean | undefined;
};

/** Sets a task on a case for the viewer's body. */
export const addTask = async (scene: Scene, caseId: Uuid, input: TaskInput): Result<{ taskId: Uuid }> => {
  const allowed = maySetTasks(scene.viewer);
  if (isRefusal(allowed)) return allowed;
  const file = await findCase(scene, caseId);
  if (file === null) return refuse('not_found');
  const taskId = await insertTask(scene.tx, {
    caseId,
    organisationId: file.referenceOrganisationId ?? scene.viewer.organisationId,
    kind: input.task_kind,
    dueOn: input.due_on ?? null,
    ownerId: input.for_me === true ? scene.viewer.staffId : null,
    createdBy: scene.viewer.staffId,
    at: scene.clock.now(),
  });
  scene.emit({
    type: 'cases.task_set',
    subject: { kind: 'task', id: taskId },
    caseId,
    personId: file.personId,
    data: { kind: input.task_kind, due_on: input.due_on ?? null },
  });
  return { taskId };
};

const noteTask = (scene: Scene, task: Task, after: Readonly<Record<string, string | null>>): Promise<void> =>
  noteChanges(
    scene.tx,
    {
      caseId: task.caseId,
      organisationId: task.organisationId,
      staffId: scene.viewer.staffId,
      at: scene.clock.now(),
      shared: false,
      thing: 'task',
      thingId: task.id,
    },
    changedFields({ state: task.state, owner: task.ownerId }, after),
  );

const changeable = async (scene: Scene, taskId: Uuid, version: string | null): Result<Task> => {
  const allowed = maySetTasks(scene.viewer);
  if (isRefusal(allowed)) return allowed;
  const task = await findTask(scene.tx, taskId);
  if (task === null) return refuse('not_found');
  return version !== null && version !== String(task.version) ? refuse('changed_meanwhile') : task;
};

const minute = 60_000;

/** To reach somebody is done only by who has just read how she may be reached, where anything is known of it. */
const contactHolds = async (scene: Scene, { kind, caseId }: Task): Result<true> => {
  const file = kind === 'contact_person' ? await findCase(scene, caseId) : null;
  if (file === null) return true;
  const { personId } = file;
  const compartment = 'contact_safe';
  if (!(await sealedFields(scene, [personId])).some((one) => one.compartment === compartment)) return true;
  const read = await lastOpened(scene.tx, { personId, staffId: scene.viewer.staffId, compartment });
  const lasts = scene.profile.assistance.call.rule_minutes * minute;
  return read !== null && instantPlus(read, lasts) >= scene.clock.now() ? true : refuse('safe_contact_not_read');
};

/** Finishes or drops a task. Refuses one that is closed already or was changed meanwhile. */
export const closeTask = async (
  scene: Scene,
  taskId: Uuid,
  event: 'finish' | 'drop',
  version: string | null,
): Result<Task> => {
  const task = await changeable(scene, taskId, version);
  if (isRefusal(task)) return task;
  const state = taskAfter(task.state, event);
  if (isRefusal(state)) return state;
  const holds = event === 'finish' ? await contactHolds(scene, task) : true;
  if (isRefusal(holds)) return holds;
  if (!(await updateTask(scene.tx, task, { state, closedAt: scene.clock.now() }))) return refuse('changed_meanwhile');
  await noteTask(scene, task, { state });
  scene.emit({
    type: event === 'finish' ? 'cases.task_done' : 'cases.task_dropped',
    subject: { kind: 'task', id: taskId },
    caseId: task.caseId,
    data: { kind: task.kind },
  });
  return task;
};

/** Takes a task for oneself. */
export const takeTask = async (scene: Scene, taskId: Uuid, version: string | null): Result<Task> => {
  const task = await changeable(scene, taskId, version);
  if (isRefusal(task)) return task;
  if (!(await updateTask(scene.tx, task, { ownerId: scene.viewer.staffId }))) return refuse('changed_meanwhile');
  await noteTask(scene, task, { owner: scene.viewer.staffId });
  scene.emit({
    type: 'cases.task_taken',
    subject: { kind: 'task', id: taskId },
    caseId: task.caseId,
    data: { kind: task.kind },
  });
  return task;
};

/** What would be dropped for the viewer's body if these cases ended: its open tasks, by kind. */
export const tasksThatEnd = (scene: Scene, caseIds: readonly Uuid[]): Promise<readonly OpenKind[]> =>
  openKindsOn(scene.tx, caseIds);

/** How many open tasks are the viewer's or nobody's. */
export const countMyTasks = (scene: Scene): Promise<number> => countOpenTasks(scene.tx, scene.viewer.staffId);

/** The viewer's open tasks and those of nobody, by day. */
export const readTasks = (scene: Scene, page: number): Promise<{ rows: readonly Task[]; total: number }> =>
  openTasks(scene.tx, scene.viewer.staffId, page, 50);
