import { z } from 'zod';
import { type PlainDate, plainDate } from '../../../platform/clock.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import { apiAdding, apiChange, apiReading, type ApiRoute } from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { bodyOf } from '../../directory/index.ts';
import {
  addNote,
  addTask,
  type CaseView,
  changeFlags,
  changeLabel,
  type CaseFile,
  closeTask,
  loadCase,
  lookAfter,
  readCase,
  readPapers,
  readWorklist,
  takeTask,
  type Worklist,
} from '../actions/index.ts';
import { caseLists, type CasesRefusal } from '../facts.ts';

const room = 'cases';
const code = z.string();
const caseParams = z.object({ caseId: z.uuid() });
const perPage = 50;

const listSchema = z.object({
  total: z.int(),
  page: z.int(),
  cases: z.array(
    z.object({
      ...{ id: z.uuid(), href: z.string(), reference: z.string().nullable(), status: code.nullable() },
      ...{ status_on: z.string().nullable(), flags: z.array(code), opened_at: z.string() },
      ...{ open_tasks: z.int(), next_due: z.string().nullable() },
    }),
  ),
});

const listed = ({ rows, total }: Worklist, page: number) => ({
  ...{ total, page },
  cases: rows.map((row) => ({
    ...{ id: row.id, href: `/api/v1/cases/${row.id}`, reference: row.reference, status: row.status },
    ...{ status_on: row.statusOn, flags: row.flags, opened_at: row.openedAt },
    ...{ open_tasks: row.openTasks, next_due: row.nextDue },
  })),
});

const caseSchema = z.object({
  ...{ id: z.uuid(), reference: z.string().nullable(), status: code.nullable(), status_on: z.string().nullable() },
  ...{ lead: code.nullable(), flags: z.array(code), opened_at: z.string(), closed_at: z.string().nullable() },
  is_mine: z.boolean().describe('The account of this token looks after it.'),
  tasks: z.array(
    z.object({
      ...{ id: z.uuid(), kind: code, due_on: z.string().nullable(), state: code, is_mine: z.boolean() },
      version: z.string().describe('The ETag to change it with.'),
    }),
  ),
  notes: z.array(z.object({ id: z.uuid(), kind: code, at: z.string() })).describe('Headers; the texts are sealed.'),
});

const versionOf = ({ version, referenceVersion }: CaseFile): string => `${version}.${referenceVersion ?? 0}`;

type Papers = NonNullable<Awaited<ReturnType<typeof readPapers>>>;

const told = ({ profile, viewer }: Scene, { file, tasks }: CaseView, { notes }: Papers) => ({
  ...{ id: file.id, reference: file.reference, status: file.status, status_on: file.statusOn, flags: file.flags },
  ...{
    lead: bodyOf(profile, file.leadOrganisationId)?.code ?? null,
    opened_at: file.openedAt,
    closed_at: file.closedAt,
  },
  is_mine: file.ownerId === viewer.staffId,
  tasks: tasks.map((task) => ({
    ...{ id: task.id, kind: task.kind, due_on: task.dueOn, state: task.state, version: String(task.version) },
    is_mine: task.ownerId === viewer.staffId,
  })),
  notes: notes.map(({ id, kind, at }) => ({ id, kind, at })),
});

const readings: readonly ApiRoute<Profile>[] = [
  apiReading({
    ...{ room, path: '/api/v1/cases', permit: 'cases.read', journals: [], id: 'listCases' },
    summary: 'List the cases your body sees, the newest first',
    query: z.strictObject({ page: z.coerce.number().int().min(1).max(10_000).default(1), status: code.optional() }),
    answer: listSchema,
    load: async (scene: Scene, { input: { page, status } }) => {
      const filter = { owner: null, status: status ?? null, flag: null, closed: false, sort: '-opened' } as const;
      return { body: listed(await readWorklist(scene, { ...filter, page, size: perPage }), page) };
    },
  }),
  apiReading({
    ...{ room, path: '/api/v1/cases/:caseId', permit: 'cases.read', journals: ['cases.case_read'], id: 'readCase' },
    summary: 'Read a case: status, tasks and headers of notes, all in codes',
    ...{ params: caseParams, answer: caseSchema },
    reads: ({ caseId }) => ({ type: 'cases.case_read', subject: { kind: 'case', id: caseId }, caseId }),
    load: async (scene: Scene, { params: { caseId } }) => {
      const [view, papers] = [await readCase(scene, caseId), await readPapers(scene, caseId)];
      if (view === null || papers === null) return null;
      const tasks = view.tasks.map(({ version }) => version).join('.');
      return { body: told(scene, view, papers), version: `${versionOf(view.file)}-${tasks}-${papers.notes.length}` };
    },
  }),
];

type Change = {
  readonly flags?: readonly string[] | undefined;
  readonly care?: 'take' | 'give_back' | undefined;
  readonly own_label?: string | undefined;
};

/** Changes what is watched and who looks after a case, for whoever has seen it as it stands. */
const changeCase = async (
  scene: Scene,
  caseId: string,
  { flags, care, own_label: label, version }: Change & { readonly version: string },
): Promise<Outcome<{ readonly version: string }, CasesRefusal>> => {
  const file = await loadCase(scene, caseId);
  if (file === null) return refuse('not_found');
  if (version.split('-')[0] !== versionOf(file)) return refuse('changed_meanwhile');
  const flagged = flags === undefined ? null : await changeFlags(scene, caseId, flags, String(file.version));
  if (flagged !== null && isRefusal(flagged)) return flagged;
  const cared = care === undefined ? null : await lookAfter(scene, caseId, care === 'take');
  if (cared !== null && isRefusal(cared)) return cared;
  const named = label === undefined ? null : await changeLabel(scene, caseId, label, null);
  if (named !== null && isRefusal(named)) return named;
  const after = await loadCase(scene, caseId);
  return { version: versionOf(after ?? file) };
};

const changes: readonly ApiRoute<Profile>[] = [
  apiChange({
    ...{ room, path: '/api/v1/cases/:caseId', permit: 'cases.work', params: caseParams, id: 'changeCase' },
    journals: ['cases.flags_changed', 'cases.case_taken', 'cases.case_given_back', 'cases.label_changed'],
    summary:
      'Change what is watched on a case, who looks after it, and the own word for it, which is sealed and never read back',
    body: z
      .strictObject({
        flags: z.array(z.enum(caseLists['case-flags'])).max(20).optional(),
        care: z.enum(['take', 'give_back']).optional(),
        own_label: z.string().max(32).optional(),
      })
      .meta({ examples: [{ flags: ['danger', 'interpreter_needed'], care: 'take' }] }),
    change: (scene: Scene, { params, input, version }) => changeCase(scene, params.caseId, { ...input, version }),
  }),
  apiChange({
    ...{ room, path: '/api/v1/tasks/:taskId', permit: 'cases.task', params: z.object({ taskId: z.uuid() }) },
    ...{ id: 'changeTask', journals: ['cases.task_taken', 'cases.task_done', 'cases.task_dropped'] },
    summary: 'Take, finish or drop a task; If-Match holds its version',
    body: z.strictObject({ step: z.enum(['take', 'finish', 'drop']) }).meta({ examples: [{ step: 'finish' }] }),
    change: async (scene: Scene, { params: { taskId }, input: { step }, version }) => {
      const task =
        step === 'take' ? await takeTask(scene, taskId, version) : await closeTask(scene, taskId, step, version);
      return isRefusal(task) ? task : { version: String(task.version + 1) };
    },
  }),
];

const additions = (profile: Profile): readonly ApiRoute<Profile>[] => [
  apiAdding({
    ...{ room, path: '/api/v1/cases/:caseId/tasks', permit: 'cases.task', params: caseParams, id: 'addTask' },
    journals: ['cases.task_set'],
    summary: 'Set a task on a case',
    body: z
      .strictObject({
        kind: z.enum(profile.codeList('task-kinds').codes.map((one) => one.code)),
        due_on: z.iso.date().optional(),
        for_me: z.boolean().optional(),
      })
      .meta({ examples: [{ kind: 'tell_rights', due_on: '2026-12-01' }] }),
    make: async (scene: Scene, { params: { caseId }, input }) => {
      const dueOn: PlainDate | undefined = input.due_on === undefined ? undefined : plainDate(input.due_on);
      const made = await addTask(scene, caseId, { task_kind: input.kind, due_on: dueOn, for_me: input.for_me });
      return isRefusal(made) ? made : `/api/v1/tasks/${made.taskId}`;
    },
  }),
  apiAdding({
    ...{ room, path: '/api/v1/cases/:caseId/notes', permit: 'cases.note', params: caseParams, id: 'addNote' },
    journals: ['cases.note_added'],
    summary: 'Write a note; its text is sealed to your body and read on the pages',
    body: z
      .strictObject({ kind: z.enum(caseLists['note-kinds']), text: z.string().trim().min(1).max(10_000) })
      .meta({ examples: [{ kind: 'contact', text: 'Called at ten, will come on Thursday.' }] }),
    make: async (scene: Scene, { params: { caseId }, input: { kind, text } }) => {
      const made = await addNote(scene, caseId, { note_kind: kind, note_text: text });
      return isRefusal(made) ? made : `/api/v1/cases/${caseId}/notes/${made.noteId}`;
    },
  }),
];

/** Cases themselves, their tasks and notes. */
export const caseRoutes = (profile: Profile): readonly ApiRoute<Profile>[] => [
  ...readings,
  ...changes,
  ...additions(profile),
];
