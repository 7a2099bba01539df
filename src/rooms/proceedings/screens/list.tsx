import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  ButtonLink,
  Chip,
  type Column,
  Filters,
  getScreen,
  named,
  type PageContext,
  PageHead,
  Pagination,
  type Screen,
  Table,
  Tabs,
  withQuery,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { bodyName } from '../../directory/index.ts';
import { type CaseLine, type CaseList, casesPerPage, readCriminalCases } from '../actions/index.ts';
import { proceedingsLists } from '../facts/index.ts';
import { caseHref, StateChip } from './parts.tsx';

type Listed = { readonly list: CaseList; readonly profile: Profile };

const Reference = ({ line, page }: { line: CaseLine; page: PageContext }): VNode => (
  <>
    <a href={caseHref(line)}>{line.reference}</a>{' '}
    {line.sealedFor === null ? null : <Chip tone="danger">{page.words.t('proceedings.chip.sealed')}</Chip>}
  </>
);

const columnsOf = ({ profile }: Listed, page: PageContext): readonly Column<CaseLine>[] => {
  const { words } = page;
  const column = (id: string, cell: Column<CaseLine>['cell']) => ({
    ...{ id, label: words.t(`proceedings.column.${id}`), cell },
  });
  return [
    { ...column('reference', (line) => <Reference line={line} page={page} />), heads: true },
    column('state', (line) => (
      <>
        <StateChip state={line.state} profile={profile} words={words} />{' '}
        <span class="soft">{words.t('proceedings.since', { day: words.date(line.since, 'short') })}</span>
      </>
    )),
    column('qualification', (line) => named(page, 'case-qualifications', line.lastQualification)),
    column('opened', (line) => words.date(line.openedOn, 'short')),
    column('people', (line) => words.t('proceedings.list.people', { suspects: line.suspects, victims: line.victims })),
    column('lead', (line) => bodyName(profile, words, line.organisationId)),
  ];
};

const which = ['inquiry', 'suspended', 'court', 'over'] as const;

const Views = ({ list, page }: { list: CaseList; page: PageContext }): VNode => (
  <Tabs
    label={page.words.t('proceedings.list.views')}
    tabs={which.map((one) => ({
      href: withQuery(page, { show: one, page: '' }),
      label: page.words.t(`proceedings.list.${one}`),
      count: list.counts[one],
      current: list.which === one,
    }))}
  />
);

const Narrowing = ({ page }: { page: PageContext }): VNode => (
  <Filters
    page={page}
    filters={[
      {
        name: 'qualification',
        label: page.words.t('proceedings.column.qualification'),
        options: page
          .codes('case-qualifications')
          .map(({ code }) => ({ value: code, label: named(page, 'case-qualifications', code) })),
      },
      {
        name: 'scope',
        label: page.words.t('proceedings.field.case_scope.label'),
        options: proceedingsLists['case-scopes'].map((code) => ({
          value: code,
          label: named(page, 'case-scopes', code),
        })),
      },
    ]}
  />
);

const ListPage = ({ shown, page }: { readonly shown: Listed; readonly page: PageContext }): VNode => {
  const { list } = shown;
  const { words } = page;
  return (
    <div class="dense">
      <PageHead
        title={words.t('proceedings.list.title')}
        lead={words.t('proceedings.list.lead')}
        actions={
          list.rights.lead ? <ButtonLink href="/proceedings/new">{words.t('proceedings.new.go')}</ButtonLink> : null
        }
      />
      <Views list={list} page={page} />
      <Narrowing page={page} />
      <Table
        page={page}
        caption={words.t(`proceedings.list.${list.which}`)}
        captionUnseen
        rows={list.lines}
        rowKey={({ id }) => id}
        empty={words.t('proceedings.list.empty')}
        columns={columnsOf(shown, page)}
      />
      <Pagination page={page} current={list.page} size={casesPerPage} total={list.counts[list.which]} />
    </div>
  );
};

const code = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/)
  .nullable()
  .catch(null)
  .default(null);

/** The criminal cases somebody's body works on. */
export const listScreen: Screen<Profile> = getScreen({
  room: 'proceedings',
  path: '/proceedings',
  permit: 'proceedings.read',
  query: z.object({
    show: z.enum(which).catch('inquiry'),
    page: z.coerce.number().int().min(1).max(10_000).catch(1),
    ...{ qualification: code, scope: code },
  }),
  load: async (scene: Scene, { query }) => {
    const { show, page, qualification, scope } = query;
    const list = await readCriminalCases(scene, show, page, { qualification, scope });
    return isRefusal(list) ? list : { list, profile: scene.profile };
  },
  title: (_, words) => words.t('proceedings.list.title'),
  page: (shown, page) => <ListPage shown={shown} page={page} />,
});
