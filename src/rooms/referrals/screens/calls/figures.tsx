import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../../platform/outcome.ts';
import {
  Chart,
  getScreen,
  named,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  type Screen,
  Table,
  Tabs,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { type CallFigures, readCallFigures } from '../../actions/calls/figures.ts';
import { countsApart, type Count } from '../../rules/calls.ts';
import { place } from './parts.tsx';

type Shown = { readonly figures: CallFigures; readonly profile: Profile };

const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** Calls by the hour of the day; the same numbers stand in the table beneath. */
const HourChart = ({ counts, page }: { counts: readonly Count[]; page: PageContext }): VNode => {
  const { words } = page;
  const of = (hour: number): number | null => counts.find(({ code }) => code === String(hour))?.count ?? null;
  return (
    <Chart
      id="calls-by-hour"
      title={words.t('referrals.calls.chart_title')}
      label={words.t('referrals.calls.chart_label')}
      data={{ groups: hours.map((hour) => ({ id: String(hour), values: [of(hour)] })), series: ['calls'] }}
      seriesLabel={() => words.t('referrals.calls.number_of')}
      groupLabel={(hour) => hour.padStart(2, '0')}
      number={(value) => words.number(value)}
      chosen={null}
    />
  );
};

type Line = { readonly label: string; readonly count: number };

const Counts = ({ title, lines, page }: { title: string; lines: readonly Line[]; page: PageContext }): VNode => (
  <Table
    page={page}
    caption={title}
    captionUnseen
    rows={lines}
    rowKey={({ label }) => label}
    empty={page.words.t('referrals.calls.none')}
    columns={[
      { id: 'what', label: title, heads: true, cell: ({ label }) => label },
      {
        id: 'count',
        label: page.words.t('referrals.calls.number_of'),
        numeric: true,
        cell: ({ count }) => page.words.number(count),
      },
    ]}
  />
);

const kindLines = (counts: readonly Count[], page: PageContext): readonly Line[] =>
  counts.map(({ code, count }) => ({ label: named(page, 'call-kinds', code), count }));

const languageLines = ({ language, rareLanguages }: CallFigures, page: PageContext): readonly Line[] => [
  ...language.map(({ code, count }) => ({
    ...{ label: code === 'unknown' ? page.words.t('referrals.calls.not_told') : named(page, 'languages', code), count },
  })),
  ...(rareLanguages === 0 ? [] : [{ label: page.words.t('referrals.calls.rare_languages'), count: rareLanguages }]),
];

const Kinds = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { figures, profile } = shown;
  const apart = figures.kind.filter(({ code }) => countsApart(profile, code));
  const recorded = figures.kind.filter(({ code }) => !countsApart(profile, code));
  return (
    <>
      <Panel title={page.words.t('referrals.calls.by_kind')}>
        <Counts title={page.words.t('referrals.calls.by_kind')} lines={kindLines(recorded, page)} page={page} />
      </Panel>
      <Panel title={page.words.t('referrals.calls.by_kind_apart')}>
        <Counts title={page.words.t('referrals.calls.by_kind_apart')} lines={kindLines(apart, page)} page={page} />
      </Panel>
    </>
  );
};

const spans = ['30', '90', '365'] as const;

const FiguresPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { figures, profile } = shown;
  const { words } = page;
  const byHour = hours.map((hour) => ({
    label: `${String(hour).padStart(2, '0')}:00`,
    count: figures.hour.find(({ code }) => code === String(hour))?.count ?? 0,
  }));
  return (
    <>
      <PageHead
        title={words.t('referrals.calls.figures')}
        lead={words.t('referrals.calls.figures_lead', { days: figures.days })}
        back={{ href: '/calls', label: words.t('referrals.calls.title') }}
      />
      <Notice>{words.t('referrals.calls.not_published', { least: profile.hotline.figures.least_calls })}</Notice>
      <Tabs
        label={words.t('referrals.calls.span')}
        tabs={spans.map((days) => ({
          ...{ href: `/calls/figures?days=${days}`, label: words.t('referrals.calls.days', { days: Number(days) }) },
          current: figures.days === Number(days),
        }))}
      />
      <Panel title={words.t('referrals.calls.by_hour')}>
        <HourChart counts={figures.hour} page={page} />
        <Counts
          title={words.t('referrals.calls.by_hour')}
          lines={byHour.filter(({ count }) => count > 0)}
          page={page}
        />
      </Panel>
      <Kinds shown={shown} page={page} />
      <Panel title={words.t('referrals.calls.by_language')}>
        <Counts title={words.t('referrals.calls.by_language')} lines={languageLines(figures, page)} page={page} />
      </Panel>
    </>
  );
};

/** Calls by hour, kind and language. */
export const figuresScreen: Screen<Profile> = getScreen({
  ...{ ...place, path: '/calls/figures' },
  query: z.object({ days: z.enum(spans).catch('90') }),
  load: async (scene: Scene, { query }) => {
    const figures = await readCallFigures(scene, Number(query.days));
    return isRefusal(figures) ? figures : { figures, profile: scene.profile };
  },
  title: (_, words) => words.t('referrals.calls.figures'),
  page: (shown: Shown, page) => <FiguresPage shown={shown} page={page} />,
});
