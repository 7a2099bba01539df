import type { VNode } from 'preact';
import { z } from 'zod';
import { addDays } from '../../../platform/clock.ts';
import {
  ButtonLink,
  Details,
  Filters,
  getScreen,
  named,
  type PageContext,
  PageHead,
  Pagination,
  type Screen,
  withQuery,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { isRefusal } from '../../../platform/outcome.ts';
import { type Board, type HouseRow, housesPerPage, nightsShown, readBoard } from '../actions/index.ts';
import { Calendar, Legend } from './calendar.tsx';
import { dayOrNone, houseBody, pageNumber } from './parts.tsx';

type Shown = { readonly board: Board; readonly profile: Profile };

const codeOrNone = z
  .string()
  .regex(/^[a-z][a-z_]{0,59}$/)
  .nullable()
  .catch(null)
  .default(null);
const boardQuery = z.object({ page: pageNumber, from: dayOrNone, area: codeOrNone, kind: codeOrNone });

const optionsOf = (page: PageContext, list: string) =>
  page.codes(list).map(({ code }) => ({ value: code, label: named(page, list, code) }));

const House = ({ row, shown, page }: { row: HouseRow; shown: Shown; page: PageContext }): VNode => {
  const { house } = row;
  const { words } = page;
  const facts = [
    houseBody(shown.profile, words, house),
    named(page, 'house-kinds', house.kind),
    named(page, 'house-areas', house.area),
    ...house.takes.map((code) => named(page, 'house-takes', code)),
  ];
  return (
    <section class="panel">
      <h2 class="panel-title">
        <a href={`/houses/${house.id}`}>{house.code}</a>
      </h2>
      <div class="panel-body">
        <p class="soft">{facts.join(' · ')}</p>
        <Calendar row={row} days={shown.board.days} page={page} />
      </div>
    </section>
  );
};

const Turning = ({ board, page }: { board: Board; page: PageContext }): VNode | null => {
  const [first] = board.days;
  if (first === undefined) return null;
  const { words } = page;
  return (
    <nav class="pagination" aria-label={words.t('accommodation.board.nights')}>
      <a href={withQuery(page, { from: addDays(first, -nightsShown) })}>{words.t('accommodation.board.earlier')}</a>
      <span>{words.t('accommodation.board.from', { day: words.date(first, 'long') })}</span>
      <a href={withQuery(page, { from: addDays(first, nightsShown) })}>{words.t('accommodation.board.later')}</a>
    </nav>
  );
};

const BoardPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { board } = shown;
  const { words } = page;
  return (
    <>
      <PageHead
        title={words.t('accommodation.board.title')}
        lead={words.t('accommodation.board.lead')}
        actions={
          <>
            <ButtonLink href="/beds/tonight">{words.t('accommodation.night.title')}</ButtonLink>
            <ButtonLink href="/beds/figures" kind="quiet">
              {words.t('accommodation.figures.title')}
            </ButtonLink>
          </>
        }
      />
      <Filters
        page={page}
        filters={[
          { name: 'area', label: words.t('accommodation.field.area.label'), options: optionsOf(page, 'house-areas') },
          {
            name: 'kind',
            label: words.t('accommodation.field.house_kind.label'),
            options: optionsOf(page, 'house-kinds'),
          },
        ]}
      />
      <Details summary={words.t('accommodation.board.legend')}>
        <Legend page={page} />
      </Details>
      <Turning board={board} page={page} />
      {board.houses.length === 0 ? <p class="empty">{words.t('accommodation.board.empty')}</p> : null}
      {board.houses.map((row) => (
        <House key={row.house.id} row={row} shown={shown} page={page} />
      ))}
      <Pagination page={page} current={board.page} size={housesPerPage} total={board.total} />
    </>
  );
};

/** The board: every house, every bed, every night of two weeks. */
export const boardScreen: Screen<Profile> = getScreen({
  room: 'accommodation',
  path: '/beds',
  permit: 'accommodation.read',
  query: boardQuery,
  load: async (scene: Scene, { query }) => {
    const board = await readBoard(scene, {
      from: query.from,
      page: query.page,
      filter: { area: query.area, kind: query.kind },
    });
    return isRefusal(board) ? board : { board, profile: scene.profile };
  },
  title: (_, words) => words.t('accommodation.board.title'),
  page: (shown, page) => <BoardPage shown={shown} page={page} />,
});
