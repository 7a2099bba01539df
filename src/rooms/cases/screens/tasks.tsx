import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  type Column,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  named,
  type PageContext,
  PageHead,
  Pagination,
  Panel,
  postScreen,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  addTask,
  type CaseFile,
  closeTask,
  readCase,
  readTasks,
  type Task,
  type TaskInput,
  takeTask,
} from '../actions/index.ts';
import { taskForm } from '../facts.ts';
import { dueness } from '../rules.ts';
import { caseParams, InnerHead } from './parts.tsx';

const dueText = (task: Task, page: PageContext): string => {
  const { words } = page;
  if (task.dueOn === null) return words.t('cases.task.no_day');
  return words.t(`cases.task.due.${dueness(task.dueOn, page.today)}`, { day: words.date(task.dueOn, 'long') });
};

const TaskButtons = ({ task, page }: { task: Task; page: PageContext }): VNode | null => {
  const { words } = page;
  if (task.state !== 'open')
    return <span class="soft">{words.t(`cases.task.state.${task.droppedBecause ?? task.state}`)}</span>;
  const button = (act: 'take' | 'finish' | 'drop'): VNode => (
    <FormFor page={page} action={`/tasks/${task.id}/${act}`} version={String(task.version)} light class="inline-form">
      <input type="hidden" name="back" value={page.path.startsWith('/tasks') ? 'tasks' : 'case'} />
      <Button kind="quiet">{words.t(`cases.task.${act}`)}</Button>
    </FormFor>
  );
  return (
    <div class="actions">
      {task.ownerId === page.viewer?.staffId ? null : button('take')}
      {button('finish')}
      {button('drop')}
    </div>
  );
};

/** What is to be done; before somebody is called, how she may be called is read. */
const TaskName = ({ task, page }: { task: Task; page: PageContext }): VNode => (
  <>
    {named(page, 'task-kinds', task.kind)}
    {task.kind === 'contact_person' && task.state === 'open' ? (
      <>
        <br />
        <a class="soft" href={`/cases/${task.caseId}`}>
          {page.words.t('cases.task.call_first')}
        </a>
      </>
    ) : null}
  </>
);

const columnsOf = (page: PageContext, withCase: boolean): readonly Column<Task>[] => {
  const { words } = page;
  const caseColumn: Column<Task> = {
    id: 'case',
    label: words.t('cases.column.case'),
    cell: (task) => <a href={`/cases/${task.caseId}`}>{task.reference ?? words.t('cases.reference.none')}</a>,
  };
  return [
    {
      id: 'kind',
      label: words.t('cases.column.task'),
      heads: true,
      cell: (task) => <TaskName task={task} page={page} />,
    },
    ...(withCase ? [caseColumn] : []),
    { id: 'due', label: words.t('cases.column.due'), cell: (task) => dueText(task, page) },
    {
      id: 'owner',
      label: words.t('cases.column.owner'),
      cell: (task) => task.ownerName ?? words.t('cases.task.nobody'),
    },
    { id: 'do', label: words.t('cases.column.do'), cell: (task) => <TaskButtons task={task} page={page} /> },
  ];
};

type TaskTableProps = { readonly tasks: readonly Task[]; readonly page: PageContext; readonly withCase: boolean };

const TaskTable = ({ tasks, page, withCase }: TaskTableProps): VNode => {
  const { words } = page;
  return (
    <Table
      page={page}
      caption={words.t('cases.tab.tasks')}
      captionUnseen
      rows={tasks}
      rowKey={(task) => task.id}
      empty={words.t('cases.task.none')}
      columns={columnsOf(page, withCase)}
    />
  );
};

type CaseTasks = { readonly file: CaseFile; readonly tasks: readonly Task[]; readonly profile: Profile };

const CaseTasksPage = ({ shown, page }: { shown: CaseTasks; page: PageContext }): VNode => {
  const { words } = page;
  const may = page.viewer?.permits.includes('cases.task') === true;
  return (
    <>
      <InnerHead file={shown.file} page={page} profile={shown.profile} title={words.t('cases.tab.tasks')} />
      <ErrorSummary page={page} />
      <TaskTable tasks={shown.tasks} page={page} withCase={false} />
      {may ? (
        <Panel title={words.t('cases.task.add')}>
          <FormFor page={page} action={`/cases/${shown.file.id}/tasks`}>
            <FieldSet page={page} form={taskForm} state={page.form ?? formState(taskForm, { for_me: true })} />
            <Button>{words.t('cases.task.save')}</Button>
          </FormFor>
        </Panel>
      ) : null}
    </>
  );
};

const caseTasksScreen: Screen<Profile> = getScreen({
  room: 'cases',
  path: '/cases/:caseId/tasks',
  permit: 'cases.read',
  params: caseParams,
  load: async (scene: Scene, { params }): Promise<CaseTasks | null> => {
    const view = await readCase(scene, params.caseId);
    return view === null ? null : { file: view.file, tasks: view.tasks, profile: scene.profile };
  },
  title: (_, words) => words.t('cases.tab.tasks'),
  page: (shown, page) => <CaseTasksPage shown={shown} page={page} />,
});

const addTaskScreen: Screen<Profile> = postScreen({
  journals: ['cases.task_set'],
  room: 'cases',
  path: '/cases/:caseId/tasks',
  once: true,
  permit: 'cases.task',
  params: caseParams,
  body: taskForm,
  act: (scene: Scene, input, { params }) => addTask(scene, params.caseId, input as TaskInput),
  then: (_, { caseId }) => `/cases/${caseId}/tasks?done=task_set`,
  again: caseTasksScreen,
});

const myTasksQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) });

type MyTasks = { readonly rows: readonly Task[]; readonly total: number; readonly at: number };

const myTasksScreen: Screen<Profile> = getScreen({
  room: 'cases',
  path: '/tasks',
  permit: 'cases.read',
  query: myTasksQuery,
  load: async (scene: Scene, { query }): Promise<MyTasks> => ({
    ...(await readTasks(scene, query.page)),
    at: query.page,
  }),
  title: (_, words) => words.t('cases.tasks.title'),
  page: (shown, page) => (
    <>
      <PageHead
        title={page.words.t('cases.tasks.title')}
        lead={page.words.t('cases.tasks.lead')}
        back={{ href: '/cases', label: page.words.t('cases.list.title') }}
      />
      <TaskTable tasks={shown.rows} page={page} withCase />
      <Pagination page={page} current={shown.at} size={50} total={shown.total} />
    </>
  ),
});

const taskParams = z.object({ taskId: z.uuid() });
const backBody = z.object({ back: z.enum(['tasks', 'case']).catch('case') });

const onward = (task: Task & { readonly back: 'tasks' | 'case' }): string =>
  task.back === 'tasks' ? '/tasks?done=task_changed' : `/cases/${task.caseId}/tasks?done=task_changed`;

const taskScreen = (name: 'take' | 'finish' | 'drop'): Screen<Profile> =>
  postScreen({
    journals: ['cases.task_taken', 'cases.task_done', 'cases.task_dropped'],
    room: 'cases',
    path: `/tasks/:taskId/${name}`,
    permit: 'cases.task',
    params: taskParams,
    body: backBody,
    act: async (scene: Scene, { back }, { params, version }) => {
      const task =
        name === 'take'
          ? await takeTask(scene, params.taskId, version)
          : await closeTask(scene, params.taskId, name, version);
      return 'refused' in task ? task : { ...task, back };
    },
    then: onward,
  });

/** Tasks of a case and of a person. */
export const taskScreens: readonly Screen<Profile>[] = [
  caseTasksScreen,
  addTaskScreen,
  myTasksScreen,
  taskScreen('take'),
  taskScreen('finish'),
  taskScreen('drop'),
];
