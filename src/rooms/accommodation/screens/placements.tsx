import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  Chip,
  type Column,
  getScreen,
  named,
  Notice,
  type PageContext,
  PageHead,
  Pagination,
  Panel,
  type Screen,
  Table,
  Tabs,
  withQuery,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type Placement, type PlacementList, placementsPerPage, readPlacements } from '../actions/index.ts';
import { RequestLine } from './requests.tsx';
import { isOverstay } from '../rules/index.ts';
import { abroadText, AlarmLine, bedName, pageNumber, span, StateChip, whoText } from './parts.tsx';

type Shown = { readonly list: PlacementList; readonly profile: Profile };

/** Why a line must not be forgotten, in words. */
const chasedFor = (page: PageContext, it: Placement): readonly string[] => [
  ...(it.state === 'left' && it.moveOn === 'pending' ? [page.words.t('accommodation.chase.move_on')] : []),
  ...(it.caseId === null && it.state !== 'left' ? [page.words.t('accommodation.chase.case')] : []),
  ...(it.state === 'placed_temp' && it.reviewOn !== null
    ? [page.words.t('accommodation.chase.outside', { day: page.words.date(it.reviewOn, 'short') })]
    : []),
  ...(it.untilDay !== null && isOverstay(it, page.today)
    ? [page.words.t('accommodation.chase.overstay', { day: page.words.date(it.untilDay, 'short') })]
    : []),
];

const waitsFor = (page: PageContext, it: Placement): readonly string[] =>
  it.state !== 'offered'
    ? []
    : [
        ...(it.personAnswer === null ? [page.words.t('accommodation.wait.person')] : []),
        ...(it.houseAnswer === null ? [page.words.t('accommodation.wait.house')] : []),
      ];

const columnsOf = (profile: Profile, page: PageContext): readonly Column<Placement>[] => {
  const { words } = page;
  return [
    {
      id: 'reference',
      label: words.t('accommodation.column.reference'),
      heads: true,
      cell: (it) => <a href={`/placements/${it.id}`}>{it.reference}</a>,
    },
    {
      id: 'state',
      label: words.t('accommodation.column.state'),
      cell: (it) => (
        <>
          <StateChip state={it.state} profile={profile} words={words} />
          {[...waitsFor(page, it), ...chasedFor(page, it)].map((text) => (
            <Chip key={text} tone="warn">
              {text}
            </Chip>
          ))}
        </>
      ),
    },
    { id: 'who', label: words.t('accommodation.column.who'), cell: (it) => whoText(page, it) },
    { id: 'bed', label: words.t('accommodation.column.bed'), cell: bedName },
    {
      id: 'when',
      label: words.t('accommodation.column.when'),
      cell: (it) => span(words, it.fromDay ?? it.neededFrom, it.untilDay),
    },
    {
      id: 'needs',
      label: words.t('accommodation.field.needs.label'),
      cell: (it) =>
        it.needs.length === 0
          ? words.t('accommodation.none')
          : it.needs.map((code) => named(page, 'placement-needs', code)).join(', '),
    },
  ];
};

const Watching = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { list, profile } = shown;
  const { words } = page;
  return (
    <>
      {list.alarms.length === 0 ? null : (
        <Notice tone="danger" title={words.t('accommodation.alarm.title')}>
          <ul class="lines">
            {list.alarms.map((alarm) => (
              <AlarmLine key={alarm.id} alarm={alarm} page={page} profile={profile} />
            ))}
          </ul>
        </Notice>
      )}
      {list.requests.length === 0 ? null : (
        <Panel title={words.t('accommodation.request.title')}>
          <ul class="lines">
            {list.requests.map((it) => (
              <RequestLine key={it.id} it={it} profile={profile} page={page} href={`/placements/${it.placementId}`} />
            ))}
          </ul>
        </Panel>
      )}
      {list.abroad.length === 0 ? null : (
        <Panel title={words.t('accommodation.abroad.title')}>
          <ul class="plain-list">
            {list.abroad.map((one) => (
              <li key={one.id}>
                <a href={`/placements/${one.placementId}`}>{abroadText(page, profile, one)}</a>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
};

const ListPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { list, profile } = shown;
  const { words } = page;
  const views = ['waiting', 'now', 'chased', 'over'] as const;
  return (
    <div class="dense">
      <PageHead title={words.t('accommodation.placements.title')} lead={words.t('accommodation.placements.lead')} />
      <Watching shown={shown} page={page} />
      <Tabs
        label={words.t('accommodation.placements.views')}
        tabs={views.map((which) => ({
          href: withQuery(page, { show: which, page: '' }),
          label: words.t(`accommodation.placements.${which}`),
          count: list.counts[which],
          current: list.which === which,
        }))}
      />
      <Table
        page={page}
        caption={words.t(`accommodation.placements.${list.which}`)}
        captionUnseen
        rows={list.rows}
        rowKey={({ id }) => id}
        empty={words.t('accommodation.placements.empty')}
        columns={columnsOf(profile, page)}
      />
      <Pagination page={page} current={list.page} size={placementsPerPage} total={list.counts[list.which]} />
    </div>
  );
};

/** Requests, offers, stays, and what must not be forgotten. */
export const placementsScreen: Screen<Profile> = getScreen({
  room: 'accommodation',
  path: '/placements',
  permit: 'accommodation.read',
  query: z.object({ show: z.enum(['waiting', 'now', 'chased', 'over']).catch('waiting'), page: pageNumber }),
  load: async (scene: Scene, { query }) => {
    const list = await readPlacements(scene, query.show, query.page);
    return isRefusal(list) ? list : { list, profile: scene.profile };
  },
  title: (_, words) => words.t('accommodation.placements.title'),
  page: (shown, page) => <ListPage shown={shown} page={page} />,
});
