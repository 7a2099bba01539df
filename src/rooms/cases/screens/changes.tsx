import type { VNode } from 'preact';
import { z } from 'zod';
import { type Column, getScreen, named, type PageContext, type Screen, Table } from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type CaseFile, type Change, readChanges } from '../actions/index.ts';
import { at, caseParams, InnerHead } from './parts.tsx';
import { bodyName } from '../../directory/index.ts';

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
  if (change.field === 'own_label') return words.t('cases.change.word');
  if (change.field === 'owner') return words.t('cases.change.colleague');
  const state = `cases.${change.thing === 'task' ? 'task' : 'support'}.state.${value}`;
  return change.field === 'state' && words.has(state) ? words.t(state) : value;
};

const columnsOf = ({ profile }: History, page: PageContext): readonly Column<Change>[] => {
  const { words } = page;
  return [
    { id: 'at', label: words.t('cases.column.when'), heads: true, cell: (change) => at(words, change.at) },
    {
      id: 'what',
      label: words.t('cases.column.what'),
      cell: (change) => words.t(`cases.change.field.${change.field}`),
    },
    { id: 'before', label: words.t('cases.column.before'), cell: (change) => valueText(change, change.before, page) },
    { id: 'after', label: words.t('cases.column.after'), cell: (change) => valueText(change, change.after, page) },
    {
      id: 'by',
      label: words.t('cases.column.by'),
      cell: (change) => `${change.by ?? ''} · ${bodyName(profile, words, change.organisationId)}`,
    },
  ];
};

const ChangesPage = ({ history, page }: { history: History; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <InnerHead
        file={history.file}
        page={page}
        profile={history.profile}
        title={words.t('cases.tab.changes')}
        lead={words.t('cases.changes.lead')}
      />
      <Table
        page={page}
        caption={words.t('cases.tab.changes')}
        captionUnseen
        rows={history.changes}
        rowKey={(change) => change.id}
        empty={words.t('cases.changes.none')}
        columns={columnsOf(history, page)}
      />
    </>
  );
};

/** What was changed on a case, field by field. */
export const changesScreen: Screen<Profile> = getScreen({
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
  page: (history, page) => <ChangesPage history={history} page={page} />,
});
