import type { VNode } from 'preact';
import { z } from 'zod';
import { addDays } from '../../../platform/clock.ts';
import {
  Facts,
  getScreen,
  named,
  type PageContext,
  PageHead,
  Panel,
  type Screen,
  withQuery,
} from '../../../platform/web/index.ts';
import type { Words } from '../../../platform/words.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type FiguresView, readBedFigures, today } from '../actions/index.ts';
import type { Occupancy } from '../rules/index.ts';
import { dayOrNone } from './parts.tsx';

const share = (words: Words, value: number | null): string =>
  value === null
    ? words.t('accommodation.figures.none')
    : words.t('accommodation.figures.per_cent', { value: words.number(value) });

const Counted = ({ title, counted, page }: { title: string; counted: Occupancy; page: PageContext }): VNode => {
  const { words } = page;
  const { t } = words;
  return (
    <Panel title={title}>
      <Facts
        facts={[
          { label: t('accommodation.figures.beds'), value: words.number(counted.beds) },
          { label: t('accommodation.figures.in_service'), value: words.number(counted.inService) },
          { label: t('accommodation.figures.slept'), value: words.number(counted.slept) },
          { label: t('accommodation.figures.closed'), value: words.number(counted.closed) },
          { label: t('accommodation.figures.turnaround'), value: words.number(counted.turnaround) },
          {
            label: t('accommodation.figures.of_open'),
            value: share(words, counted.ofOpen),
            note: t('accommodation.figures.of_open_means'),
          },
          {
            label: t('accommodation.figures.of_all'),
            value: share(words, counted.ofAll),
            note: t('accommodation.figures.of_all_means'),
          },
        ]}
      />
    </Panel>
  );
};

type Counts = { readonly view: FiguresView; readonly page: PageContext };

const LostNights = ({ view, page }: Counts): VNode => {
  const { words } = page;
  return (
    <Panel title={words.t('accommodation.figures.lost')}>
      {view.lost.length === 0 ? <p class="empty">{words.t('accommodation.figures.lost_none')}</p> : null}
      <Facts
        facts={view.lost.map(({ reason, nights }) => ({
          label: named(page, 'bed-closures', reason),
          value: words.number(nights),
        }))}
      />
    </Panel>
  );
};

const CountedBeside = ({ view, page }: Counts): VNode => {
  const { words } = page;
  return (
    <Panel title={words.t('accommodation.figures.beside')}>
      <Facts
        facts={[
          { label: words.t('accommodation.figures.emergency_nights'), value: words.number(view.emergencyNights) },
          {
            label: words.t('accommodation.figures.outside'),
            value: words.number(view.outside),
            note: words.t('accommodation.figures.outside_means'),
          },
        ]}
      />
      <p class="soft">{words.t('accommodation.figures.own_work')}</p>
    </Panel>
  );
};

const FiguresPage = ({ view, page }: Counts): VNode => {
  const { words } = page;
  const spoken = { from: words.date(view.from, 'long'), until: words.date(view.until, 'long') };
  return (
    <>
      <PageHead
        title={words.t('accommodation.figures.title')}
        lead={words.t('accommodation.figures.lead', spoken)}
        back={{ href: '/beds', label: words.t('accommodation.board.title') }}
      />
      <nav class="pagination" aria-label={words.t('accommodation.figures.period')}>
        {([7, 30, 90, 365] as const).map((days) => (
          <a key={days} href={withQuery(page, { from: addDays(page.today, -days), until: page.today })}>
            {words.t('accommodation.figures.last', { days })}
          </a>
        ))}
      </nav>
      <Counted title={words.t('accommodation.figures.dedicated')} counted={view.dedicated} page={page} />
      <Counted title={words.t('accommodation.figures.emergency')} counted={view.emergency} page={page} />
      <LostNights view={view} page={page} />
      <CountedBeside view={view} page={page} />
    </>
  );
};

/** Occupancy with its formulas written out: for one's own work, not to be published as it is. */
export const figuresScreen: Screen<Profile> = getScreen({
  room: 'accommodation',
  path: '/beds/figures',
  permit: 'accommodation.read',
  query: z.object({ from: dayOrNone, until: dayOrNone }),
  load: (scene: Scene, { query }) => {
    const until = query.until ?? today(scene);
    // A period turned round is read as the thirty days before its end.
    const from = query.from !== null && query.from < until ? query.from : addDays(until, -30);
    return readBedFigures(scene, from, until);
  },
  title: (_, words) => words.t('accommodation.figures.title'),
  page: (view, page) => <FiguresPage view={view} page={page} />,
});
