import type { VNode } from 'preact';
import type { Instant } from '../../../platform/clock.ts';
import { Chip, type Column, PageHead, type PageContext, Table } from '../../../platform/web/index.ts';
import type { Words } from '../../../platform/words.ts';
import type { Profile } from '../../../profile/index.ts';
import type { FigureWithRun } from '../actions.ts';
import { comparisons, spanId, textsOfFigure, valueIn } from '../rules/index.ts';
import { periodLabel } from './sheet.ts';

/** What the list of figures is drawn from. */
export type ListSheet = {
  readonly figures: readonly FigureWithRun[];
  readonly profile: Profile;
  readonly page: PageContext;
};

/** The published spans; of a figure that nobody publishes, the newest year. */
const shownPeriods = ({ figure, run }: FigureWithRun): readonly string[] =>
  figure.spans.length > 0
    ? figure.spans.map(spanId)
    : [...new Set(run?.cells.map(({ period }) => period))].sort().slice(-1);

const spanLines = (row: FigureWithRun, words: Words): string[] =>
  shownPeriods(row).map((id) => {
    const { figure, run } = row;
    const values = figure.measures.map((measure) => valueIn(run, id, measure.id));
    return `${periodLabel(id)}: ${values.map((value) => (value === null ? '–' : words.number(value))).join(' · ')}`;
  });

const Verdict = ({ row, profile, words }: { row: FigureWithRun; profile: Profile; words: Words }): VNode => {
  const judged = comparisons(profile, row.figure, row.run).filter(
    ({ agreement }) => agreement === 'agrees' || agreement === 'differs',
  );
  const differ = judged.filter(({ agreement }) => agreement === 'differs').length;
  if (judged.length === 0) return <span class="soft">–</span>;
  return differ === 0 ? (
    <Chip tone="good">{words.t('statistics.facts.all_agree', { count: judged.length })}</Chip>
  ) : (
    <Chip tone="danger">{words.t('statistics.facts.some_differ', { differ, count: judged.length })}</Chip>
  );
};

const columnsOf = ({ profile, page: { words } }: ListSheet): readonly Column<FigureWithRun>[] => [
  {
    id: 'figure',
    label: words.t('statistics.list.figure'),
    heads: true,
    cell: ({ figure }) => <a href={`/figures/${figure.id}`}>{textsOfFigure(profile, figure, words).title}</a>,
  },
  {
    id: 'numbers',
    label: words.t('statistics.list.numbers'),
    cell: (row) => (
      <>
        {spanLines(row, words).map((line) => (
          <span key={line} class="span-line">
            {line}
            <br />
          </span>
        ))}
      </>
    ),
  },
  {
    id: 'facts',
    label: words.t('statistics.list.agrees'),
    cell: (row) => <Verdict row={row} profile={profile} words={words} />,
  },
  {
    id: 'counted',
    label: words.t('statistics.list.counted'),
    cell: ({ run }) =>
      run === null ? words.t('statistics.not_counted') : words.date(run.confirmedAt as Instant, 'moment'),
  },
];

/** All figures with their newest numbers. */
export const ListPage = ({ sheet }: { sheet: ListSheet }): VNode => {
  const { t } = sheet.page.words;
  return (
    <>
      <PageHead
        title={t('statistics.list.title')}
        lead={t('statistics.list.lead')}
        chips={<Chip tone="warn">{t('statistics.edition')}</Chip>}
      />
      <Table
        page={sheet.page}
        caption={t('statistics.list.title')}
        captionUnseen
        columns={columnsOf(sheet)}
        rows={sheet.figures}
        rowKey={({ figure }) => figure.id}
        empty={t('statistics.list.empty')}
      />
    </>
  );
};
