import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  ButtonLink,
  Chip,
  type Column,
  getScreen,
  type PageContext,
  PageHead,
  Pagination,
  type Screen,
  Table,
  Tabs,
  withQuery,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type ListedSupport, readSupports, type SupportList, supportsPerPage } from '../actions/index.ts';
import { momentText, StateChip, teamName } from './parts.tsx';

type Shown = { readonly list: SupportList; readonly profile: Profile };

/** Why a person must not be forgotten, in words; nobody responsible comes first. */
const Due = ({ it, page }: { it: ListedSupport; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <span class="chips">
      {it.isNobodys ? <Chip tone="danger">{words.t('assistance.due.nobody')}</Chip> : null}
      {it.isExpired ? <Chip tone="danger">{words.t('assistance.due.expired')}</Chip> : null}
      {it.isWaiting ? <Chip tone="warn">{words.t('assistance.due.contact')}</Chip> : null}
      {it.isUnassessed ? <Chip tone="warn">{words.t('assistance.due.unassessed')}</Chip> : null}
      {it.isUnwritten ? <Chip tone="warn">{words.t('assistance.due.unwritten')}</Chip> : null}
    </span>
  );
};

const columnsOf = (profile: Profile, page: PageContext): readonly Column<ListedSupport>[] => {
  const { words } = page;
  return [
    {
      id: 'reference',
      label: words.t('assistance.column.reference'),
      heads: true,
      cell: (it) => <a href={`/cases/${it.caseId}/assistance`}>{it.reference ?? '–'}</a>,
    },
    {
      id: 'state',
      label: words.t('assistance.column.state'),
      cell: (it) => (
        <>
          <StateChip state={it.state} profile={profile} words={words} />{' '}
          <span class="soft">{words.t('assistance.since', { day: words.date(it.since, 'short') })}</span>
        </>
      ),
    },
    { id: 'due', label: words.t('assistance.column.due'), cell: (it) => <Due it={it} page={page} /> },
    {
      id: 'next',
      label: words.t('assistance.column.next'),
      cell: (it) => (it.nextAt === null ? words.t('assistance.next.none') : momentText(words, it.nextAt)),
    },
    {
      id: 'who',
      label: words.t('assistance.column.who'),
      cell: (it) => `${teamName(page, it.team)} · ${it.workerName ?? words.t('assistance.worker.nobody')}`,
    },
  ];
};

const ServiceLinks = ({ words }: Pick<PageContext, 'words'>): VNode => (
  <>
    <ButtonLink href="/assistance/interpreters" kind="quiet">
      {words.t('assistance.interpreter.directory')}
    </ButtonLink>
    <ButtonLink href="/assistance/capacity" kind="quiet">
      {words.t('assistance.capacity.title')}
    </ButtonLink>
  </>
);

const ListPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { list, profile } = shown;
  const { words } = page;
  return (
    <div class="dense">
      <PageHead
        title={words.t('assistance.list.title')}
        lead={words.t('assistance.list.lead')}
        actions={<ServiceLinks words={words} />}
      />
      <Tabs
        label={words.t('assistance.list.views')}
        tabs={(['due', 'mine', 'all', 'declined', 'over'] as const).map((which) => ({
          href: withQuery(page, { show: which, page: '' }),
          label: words.t(`assistance.list.${which}`),
          count: list.counts[which],
          current: list.which === which,
        }))}
      />
      <Table
        page={page}
        caption={words.t(`assistance.list.${list.which}`)}
        captionUnseen
        rows={list.rows}
        rowKey={({ id }) => id}
        empty={words.t(`assistance.list.empty.${list.which}`)}
        columns={columnsOf(profile, page)}
      />
      <Pagination page={page} current={list.page} size={supportsPerPage} total={list.counts[list.which]} />
    </div>
  );
};

const pageNumber = z.coerce.number().int().min(1).max(10_000).catch(1);

/** The service's persons, with what is due. */
export const listScreen: Screen<Profile> = getScreen({
  room: 'assistance',
  path: '/assistance',
  permit: 'assistance.work',
  query: z.object({ show: z.enum(['due', 'mine', 'all', 'declined', 'over']).catch('due'), page: pageNumber }),
  load: async (scene: Scene, { query }) => {
    const list = await readSupports(scene, query.show, query.page);
    return isRefusal(list) ? list : { list, profile: scene.profile };
  },
  title: (_, words) => words.t('assistance.list.title'),
  page: (shown, page) => <ListPage shown={shown} page={page} />,
});
