import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Lines,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  type CaseFile,
  type CaseView,
  type Change,
  type LinkInput,
  linkPersons,
  readCase,
  readChanges,
} from '../actions/index.ts';
import { linkForm } from '../facts.ts';
import { at, bodyName, CaseChips, caseName, caseParams, InnerHead, named } from './parts.tsx';

type Shown = { readonly view: CaseView; readonly profile: Profile };

const linkText = (view: CaseView, other: CaseFile, page: PageContext): string =>
  view.links
    .filter(({ caseId, otherCaseId }) => caseId === other.id || otherCaseId === other.id)
    .map(({ kind }) => named(page, 'person-links', kind))
    .join(', ');

const PersonsPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { view, profile } = shown;
  const { words } = page;
  return (
    <>
      <InnerHead
        file={view.file}
        page={page}
        profile={profile}
        title={words.t('cases.tab.persons')}
        lead={words.t('cases.persons.lead')}
      />
      <ErrorSummary page={page} />
      <Panel title={words.t('cases.others', { count: view.others.length })}>
        {view.others.length === 0 ? (
          <p class="empty">{words.t('cases.others.none')}</p>
        ) : (
          <Lines
            lines={view.others.map((other) => ({
              main: <a href={`/cases/${other.id}`}>{caseName(other, words)}</a>,
              note: (
                <>
                  <CaseChips file={other} page={page} profile={profile} /> {linkText(view, other, page)}
                </>
              ),
            }))}
          />
        )}
      </Panel>
      {view.others.length > 0 && page.viewer?.permits.includes('cases.work') ? (
        <Panel title={words.t('cases.link.add')}>
          <FormFor page={page} action={`/cases/${view.file.id}/links`}>
            <FieldSet page={page} form={linkForm} state={page.form ?? formState(linkForm, {})} />
            <Button kind="quiet">{words.t('cases.link.save')}</Button>
          </FormFor>
        </Panel>
      ) : null}
    </>
  );
};

const personsScreen: Screen<Profile> = getScreen({
  room: 'cases',
  path: '/cases/:caseId/persons',
  permit: 'cases.read',
  params: caseParams,
  load: async (scene: Scene, { params }): Promise<Shown | null> => {
    const view = await readCase(scene, params.caseId);
    return view === null ? null : { view, profile: scene.profile };
  },
  title: (_, words) => words.t('cases.tab.persons'),
  page: (shown, page) => <PersonsPage shown={shown} page={page} />,
});

const linkScreen: Screen<Profile> = postScreen({
  room: 'cases',
  path: '/cases/:caseId/links',
  permit: 'cases.work',
  params: caseParams,
  body: linkForm,
  act: (scene: Scene, input, { params }) => linkPersons(scene, params.caseId, input as LinkInput),
  then: (_, { caseId }) => `/cases/${caseId}/persons?done=persons_linked`,
  again: personsScreen,
});

type History = { readonly file: CaseFile; readonly changes: readonly Change[]; readonly profile: Profile };

const listOfField: Readonly<Record<string, string>> = { flags: 'case-flags', kind: 'person-links' };

const valueText = (change: Change, value: string | null, page: PageContext): string => {
  const { words } = page;
  if (value === null) return words.t('cases.change.nothing');
  const list = listOfField[change.field];
  if (list !== undefined)
    return value
      .split(' ')
      .map((code) => named(page, list, code))
      .join(', ');
  if (change.field === 'owner') return words.t('cases.change.colleague');
  const state = `cases.${change.thing === 'task' ? 'task' : 'support'}.state.${value}`;
  return change.field === 'state' && words.has(state) ? words.t(state) : value;
};

const changesScreen: Screen<Profile> = getScreen({
  room: 'cases',
  path: '/cases/:caseId/changes',
  permit: 'cases.read',
  params: caseParams,
  query: z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) }),
  load: async (scene: Scene, { params, query }): Promise<History | null> => {
    const found = await readChanges(scene, params.caseId, query.page);
    return found === null ? null : { ...found, profile: scene.profile };
  },
  title: (_, words) => words.t('cases.tab.changes'),
  page: (shown, page) => (
    <>
      <InnerHead
        file={shown.file}
        page={page}
        profile={shown.profile}
        title={page.words.t('cases.tab.changes')}
        lead={page.words.t('cases.changes.lead')}
      />
      <Table
        page={page}
        caption={page.words.t('cases.tab.changes')}
        captionUnseen
        rows={shown.changes}
        rowKey={(change) => change.id}
        empty={page.words.t('cases.changes.none')}
        columns={[
          {
            id: 'at',
            label: page.words.t('cases.column.when'),
            heads: true,
            cell: (change) => at(page.words, change.at),
          },
          {
            id: 'what',
            label: page.words.t('cases.column.what'),
            cell: (change) => page.words.t(`cases.change.field.${change.field}`),
          },
          {
            id: 'before',
            label: page.words.t('cases.column.before'),
            cell: (change) => valueText(change, change.before, page),
          },
          {
            id: 'after',
            label: page.words.t('cases.column.after'),
            cell: (change) => valueText(change, change.after, page),
          },
          {
            id: 'by',
            label: page.words.t('cases.column.by'),
            cell: (change) => `${change.by ?? ''} · ${bodyName(shown.profile, page.words, change.organisationId)}`,
          },
        ]}
      />
    </>
  ),
});

/** Other persons of the report, and what was changed. */
export const personScreens: readonly Screen<Profile>[] = [personsScreen, linkScreen, changesScreen];
