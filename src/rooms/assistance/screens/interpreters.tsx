import type { VNode } from 'preact';
import { isRefusal } from '../../../platform/outcome.ts';
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
  Panel,
  postScreen,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  addInterpreter,
  type ConflictInput,
  type Interpreter,
  type InterpreterInput,
  noteConflict,
  readCapacity,
  readGap,
  readInterpreters,
} from '../actions/index.ts';
import { conflictForm, interpreterForm } from '../facts.ts';
import { CapacityTable } from './capacity.tsx';
import { FormPage } from './doings.tsx';
import { loadOn } from './load.ts';
import { caseParams } from './parts.tsx';

const place = { room: 'assistance', permit: 'assistance.work' } as const;

const columnsOf = (page: PageContext): readonly Column<Interpreter>[] => {
  const { words } = page;
  return [
    {
      id: 'number',
      label: words.t('assistance.field.interpreter_number.label'),
      heads: true,
      cell: (it) => it.number,
    },
    {
      id: 'languages',
      label: words.t('assistance.field.spoken.label'),
      cell: (it) => it.languages.map((code) => named(page, 'languages', code)).join(', '),
    },
    {
      id: 'remote',
      label: words.t('assistance.field.remote.label'),
      cell: (it) => words.t(it.remote ? 'platform.form.yes' : 'platform.form.no'),
    },
  ];
};

const DirectoryPage = ({ all, page }: { all: readonly Interpreter[]; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <PageHead
        title={words.t('assistance.interpreter.directory')}
        lead={words.t('assistance.interpreter.lead')}
        back={{ href: '/assistance', label: words.t('assistance.list.title') }}
      />
      <ErrorSummary page={page} />
      <Table
        page={page}
        caption={words.t('assistance.interpreter.directory')}
        captionUnseen
        rows={all}
        rowKey={({ id }) => id}
        empty={words.t('assistance.interpreter.none')}
        columns={columnsOf(page)}
      />
      <Panel title={words.t('assistance.interpreter.add')}>
        <FormFor page={page} action="/assistance/interpreters">
          <FieldSet page={page} form={interpreterForm} state={page.form ?? formState(interpreterForm, {})} />
          <Button>{words.t('assistance.interpreter.save')}</Button>
        </FormFor>
      </Panel>
    </>
  );
};

const directoryScreen: Screen<Profile> = getScreen({
  ...{ ...place, path: '/assistance/interpreters' },
  load: async (scene: Scene) => {
    const all = await readInterpreters(scene);
    return isRefusal(all) ? all : { all };
  },
  title: (_, words) => words.t('assistance.interpreter.directory'),
  page: ({ all }, page) => <DirectoryPage all={all} page={page} />,
});

const addScreen: Screen<Profile> = postScreen({
  ...{ ...place, path: '/assistance/interpreters', once: true },
  journals: ['assistance.interpreter_added'],
  body: interpreterForm,
  act: (scene: Scene, input) => addInterpreter(scene, input as InterpreterInput),
  then: () => '/assistance/interpreters?done=interpreter_added',
  again: directoryScreen,
});

const newConflict: Screen<Profile> = getScreen({
  ...{ ...place, params: caseParams, path: '/cases/:caseId/assistance/conflicts/new' },
  load: (scene: Scene, { params }) => loadOn(scene, params.caseId),
  title: (_, words) => words.t('assistance.interpreter.conflict'),
  page: (on, page) => (
    <FormPage
      on={on}
      page={page}
      title={page.words.t('assistance.interpreter.conflict')}
      lead={page.words.t('assistance.interpreter.conflict_text')}
      action={`/cases/${on.file.id}/assistance/conflicts/new`}
      form={conflictForm}
      save={page.words.t('assistance.interpreter.conflict_save')}
    />
  ),
});

const conflictScreen: Screen<Profile> = postScreen({
  ...{ ...place, params: caseParams, path: '/cases/:caseId/assistance/conflicts/new' },
  journals: ['assistance.conflict_noted'],
  body: conflictForm,
  act: (scene: Scene, input, { params }) => noteConflict(scene, params.caseId, input as ConflictInput),
  then: ({ caseId }) => `/cases/${caseId}/assistance?done=conflict_noted`,
  again: newConflict,
});

const gapScreen: Screen<Profile> = getScreen({
  ...{ room: 'assistance', permit: 'assistance.gap', path: '/assistance/gap' },
  load: async (scene: Scene) => {
    const quarters = await readGap(scene);
    if (isRefusal(quarters)) return quarters;
    const lines = await readCapacity(scene);
    return isRefusal(lines) ? lines : { quarters, lines };
  },
  title: (_, words) => words.t('assistance.gaps.title'),
  page: ({ quarters, lines }, page) => {
    const { words } = page;
    const median = (count: number, days: number | null): string =>
      days === null ? '–' : words.t('assistance.gaps.median', { count, days: Math.round(days) });
    return (
      <>
        <PageHead title={words.t('assistance.gaps.title')} lead={words.t('assistance.gaps.lead')} />
        <Table
          page={page}
          caption={words.t('assistance.gaps.title')}
          captionUnseen
          rows={quarters}
          rowKey={({ quarter }) => quarter}
          empty={words.t('assistance.gaps.none')}
          columns={[
            { id: 'quarter', label: words.t('assistance.gaps.quarter'), heads: true, cell: (it) => it.quarter },
            { id: 'persons', label: words.t('assistance.gaps.persons'), numeric: true, cell: (it) => it.persons },
            { id: 'declined', label: words.t('assistance.gaps.declined'), numeric: true, cell: (it) => it.declined },
            {
              id: 'contacted',
              label: words.t('assistance.gap.contacted'),
              cell: (it) => median(it.contacted, it.contactDays),
            },
            {
              id: 'assessed',
              label: words.t('assistance.gap.assessed'),
              cell: (it) => median(it.assessed, it.assessDays),
            },
            { id: 'planned', label: words.t('assistance.gap.planned'), cell: (it) => median(it.planned, it.planDays) },
          ]}
        />
        <h2>{words.t('assistance.capacity.title')}</h2>
        <p>{words.t('assistance.capacity.lead')}</p>
        <CapacityTable lines={lines} page={page} isOwn={false} />
      </>
    );
  },
});

/** The directory of interpreters, whom they do not suit, and what the coordinator sees of law and practice. */
export const peopleScreens: readonly Screen<Profile>[] = [
  directoryScreen,
  addScreen,
  newConflict,
  conflictScreen,
  gapScreen,
];
