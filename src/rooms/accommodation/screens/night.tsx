import type { VNode } from 'preact';
import { z } from 'zod';
import { addDays } from '../../../platform/clock.ts';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  ButtonLink,
  getScreen,
  Lines,
  type PageContext,
  PageHead,
  Panel,
  type Screen,
  Table,
  withQuery,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type Around, type NightView, type Placement, readAround, readNight } from '../actions/index.ts';
import { callOrNone, NightRooms } from './night-rooms.tsx';
import { takeScreens } from './night-take.tsx';
import { bedName, dayOrNone, StateChip, whoText } from './parts.tsx';

type Shown = { readonly night: NightView; readonly around: Around; readonly profile: Profile };

/** What fits a page read at night on a telephone. */
const housesShown = 30;

/** Whom to ring now: the number is pressed on a telephone, or reached by the keyboard. */
const OnCall = ({ around, page }: { around: Around; page: PageContext }): VNode | null => {
  const { words } = page;
  if (around.onCall === null) return null;
  return (
    <Panel title={words.t('accommodation.night.on_call')}>
      <ul class="lines">
        {around.onCall.map(({ body, now }) => (
          <li key={body.code}>
            <span class={`line-main ${now.length === 0 ? 'danger' : 'good'}`}>
              {(body.names as Readonly<Record<string, string>>)[words.language] ?? body.names.en}
            </span>
            {now.length === 0 ? <span class="late">{words.t('accommodation.night.nobody_on_call')}</span> : null}
            {now.map((duty) => (
              <span key={duty.id}>
                {duty.staffName}{' '}
                <a class="button quiet small" href={`tel:${duty.number.replaceAll(/[^+\d]/g, '')}`} dir="ltr">
                  {duty.number}
                </a>
              </span>
            ))}
          </li>
        ))}
      </ul>
      <p class="soft">
        <a href="/on-call">{words.t('accommodation.night.all_on_call')}</a>
      </p>
    </Panel>
  );
};

/** What must not be lost between two shifts: how many of each, one click away. */
const Handing = ({ around, page }: { around: Around; page: PageContext }): VNode | null => {
  const { words } = page;
  const { handing } = around;
  if (handing === null) return null;
  const open = [
    { key: 'notes', count: handing.notes },
    { key: 'persons', count: handing.persons },
    { key: 'orphans', count: handing.orphans },
  ].filter(({ count }) => count > 0);
  return (
    <Panel title={words.t('accommodation.night.handing')}>
      {open.length === 0 ? <p class="empty">{words.t('accommodation.night.nothing_open')}</p> : null}
      <Lines
        lines={open.map(({ key, count }) => ({
          main: <a href="/shifts">{words.t(`accommodation.night.open_${key}`, { count })}</a>,
        }))}
      />
      <p>
        <ButtonLink href="/shifts" kind="quiet">
          {words.t('accommodation.night.write_note')}
        </ButtonLink>
      </p>
    </Panel>
  );
};

/** Houses with most free beds first; the others are a click away on the board. */
const freeFirst = (houses: NightView['houses']): NightView['houses'] =>
  houses.toSorted((one, other) => other.free - one.free).slice(0, housesShown);

const Houses = ({ night, page }: { night: NightView; page: PageContext }): VNode => (
  <>
    <Table
      page={page}
      caption={page.words.t('accommodation.night.houses')}
      captionUnseen
      rows={freeFirst(night.houses)}
      rowKey={({ houseId }) => houseId}
      empty={page.words.t('accommodation.board.empty')}
      columns={[
        {
          id: 'code',
          label: page.words.t('accommodation.column.house'),
          heads: true,
          cell: ({ houseId, code }) => <a href={`/houses/${houseId}`}>{code}</a>,
        },
        { id: 'free', label: page.words.t('accommodation.cell_means.free'), numeric: true, cell: ({ free }) => free },
        {
          id: 'taken',
          label: page.words.t('accommodation.cell_means.stay'),
          numeric: true,
          cell: ({ taken }) => taken,
        },
        {
          id: 'closed',
          label: page.words.t('accommodation.cell_means.closure'),
          numeric: true,
          cell: ({ closed }) => closed,
        },
      ]}
    />
    {night.houses.length > housesShown ? (
      <p class="soft">
        <a href="/beds">
          {page.words.t('accommodation.night.more_houses', { count: night.houses.length - housesShown })}
        </a>
      </p>
    ) : null}
  </>
);

const Moves = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { night, profile } = shown;
  const { words } = page;
  if (night.moves.length === 0) return <p class="empty">{words.t('accommodation.night.no_moves')}</p>;
  const how = (it: Placement): string =>
    words.t(it.fromDay === night.day ? 'accommodation.night.comes' : 'accommodation.night.goes');
  return (
    <Lines
      lines={night.moves.map((it) => ({
        main: (
          <a href={`/placements/${it.id}`}>
            {how(it)}: {bedName(it)}
          </a>
        ),
        note: (
          <>
            <StateChip state={it.state} profile={profile} words={words} /> {whoText(page, it)}
          </>
        ),
      }))}
    />
  );
};

/** Who looks for a caller goes back to the call. */
const backOf = ({ caller }: NightView, { words }: PageContext): { readonly href: string; readonly label: string } =>
  caller === null
    ? { href: '/beds', label: words.t('accommodation.board.title') }
    : { href: `/calls/${caller.needs.callId}`, label: words.t('accommodation.night.back_to_call') };

const NightPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { night } = shown;
  const { words } = page;
  const isTonight = night.day === night.today;
  return (
    <>
      <PageHead
        title={words.t(isTonight ? 'accommodation.night.title' : 'accommodation.night.title_day', {
          day: words.date(night.day, 'long'),
        })}
        lead={words.t('accommodation.night.lead')}
        back={backOf(night, page)}
      />
      {isTonight && night.caller === null ? <OnCall around={shown.around} page={page} /> : null}
      <NightRooms night={night} page={page} />
      {isTonight && night.caller !== null ? <OnCall around={shown.around} page={page} /> : null}
      {isTonight ? <Handing around={shown.around} page={page} /> : null}
      <Panel title={words.t('accommodation.night.moves')}>
        <Moves shown={shown} page={page} />
      </Panel>
      <Panel title={words.t('accommodation.night.houses')}>
        <Houses night={night} page={page} />
      </Panel>
      <nav class="pagination" aria-label={words.t('accommodation.night.days')}>
        <a href={withQuery(page, { on: addDays(night.day, -1) })}>{words.t('accommodation.night.day_before')}</a>
        <span>{words.date(night.day, 'long')}</span>
        <a href={withQuery(page, { on: addDays(night.day, 1) })}>{words.t('accommodation.night.day_after')}</a>
      </nav>
    </>
  );
};

/** Tonight, or another day: rooms for the night first, then who comes and goes, then every house. */
const nightScreen: Screen<Profile> = getScreen({
  room: 'accommodation',
  path: '/beds/tonight',
  permit: 'accommodation.read',
  query: z.object({ on: dayOrNone, call: callOrNone }),
  load: async (scene: Scene, { query }) => {
    const night = await readNight(scene, query.on, query.call);
    return isRefusal(night) ? night : { night, around: await readAround(scene), profile: scene.profile };
  },
  title: (_, words) => words.t('accommodation.night.title'),
  page: (shown, page) => <NightPage shown={shown} page={page} />,
});

/** Pages of the night. */
export const nightScreens: readonly Screen<Profile>[] = [nightScreen, ...takeScreens];
