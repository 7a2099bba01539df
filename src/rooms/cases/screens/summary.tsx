import type { VNode } from 'preact';
import {
  type Fact,
  Facts,
  getScreen,
  Lines,
  named,
  type PageContext,
  PageHead,
  Panel,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type CaseAddition, readCase } from '../actions/index.ts';
import { knotsOf, type Shown } from './case-page.tsx';
import { CaseChips, caseName, caseParams, type CasesTools, ErasedNotice } from './parts.tsx';
import { bodyName } from '../../directory/index.ts';

type Summarised = { readonly shown: Shown; readonly page: PageContext };

const factsOf = ({ shown, page }: Summarised, added: readonly CaseAddition[]): readonly Fact[] => {
  const { view, profile } = shown;
  const { words } = page;
  const clocks = added.flatMap((addition) => addition.clocks);
  return [
    { label: words.t('cases.column.opened'), value: words.date(view.file.openedAt, 'long') },
    { label: words.t('cases.summary.lead'), value: bodyName(profile, words, view.file.leadOrganisationId) },
    { label: words.t('cases.summary.persons'), value: words.number(view.others.length + 1) },
    ...clocks.map((clock) => ({ label: clock.title, value: clock.text, note: clock.source })),
  ];
};

/** The thread as a table, the oldest first, as a paper is read. */
const ThreadTable = ({ shown, page }: Summarised): VNode => {
  const { words } = page;
  return (
    <Table
      page={page}
      caption={words.t('cases.thread')}
      captionUnseen
      rows={[...knotsOf(shown, page)].reverse()}
      rowKey={(knot) => knot.id}
      empty={words.t('cases.thread.empty')}
      columns={[
        { id: 'at', label: words.t('cases.column.when'), heads: true, cell: (knot) => knot.atText },
        { id: 'what', label: words.t('cases.column.what'), cell: (knot) => knot.title },
        { id: 'by', label: words.t('cases.column.by'), cell: (knot) => knot.by },
      ]}
    />
  );
};

const OpenTasks = ({ shown, page }: Summarised): VNode => {
  const { words } = page;
  const open = shown.view.tasks.filter(({ state }) => state === 'open');
  return (
    <Lines
      lines={open.map((task) => ({
        main: named(page, 'task-kinds', task.kind),
        note: task.dueOn === null ? words.t('cases.task.no_day') : words.date(task.dueOn, 'long'),
      }))}
    />
  );
};

const SummaryPage = ({ shown, page }: Summarised): VNode => {
  const { view, profile } = shown;
  const { words } = page;
  const added = view.added.map((word) => word(words));
  return (
    <article class="printable">
      <PageHead
        title={words.t('cases.summary.title', { name: caseName(view.file, words) })}
        lead={words.t('cases.summary.made', { at: words.date(page.now, 'moment'), by: page.viewer?.displayName ?? '' })}
        chips={<CaseChips file={view.file} page={page} profile={profile} added={added} />}
        back={{ href: `/cases/${view.file.id}`, label: words.t('cases.case', { name: caseName(view.file, words) }) }}
      />
      <ErasedNotice file={view.file} page={page} />
      <Facts facts={factsOf({ shown, page }, added)} />
      <Panel title={words.t('cases.thread')}>
        <ThreadTable shown={shown} page={page} />
      </Panel>
      <Panel title={words.t('cases.next')}>
        <OpenTasks shown={shown} page={page} />
      </Panel>
      <p class="soft">{words.t('cases.summary.end')}</p>
    </article>
  );
};

/** The case on paper: codes and dates, no name; what is sealed stays sealed. */
export const summaryScreen = (tools: CasesTools): Screen<Profile> =>
  getScreen({
    journals: ['cases.summary_read'],
    room: 'cases',
    path: '/cases/:caseId/summary',
    permit: 'cases.read',
    params: caseParams,
    reads: ({ caseId }) => ({ type: 'cases.summary_read', subject: { kind: 'case', id: caseId }, caseId }),
    load: async (scene: Scene, { params }): Promise<Shown | null> => {
      const view = await readCase(scene, params.caseId, tools.parts);
      return view === null ? null : { view, profile: scene.profile };
    },
    title: ({ view }, words) => words.t('cases.summary.title', { name: view.file.reference ?? '' }),
    page: (shown, page) => <SummaryPage shown={shown} page={page} />,
  });
