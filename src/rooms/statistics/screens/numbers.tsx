import type { VNode } from 'preact';
import { Chart, type Column, Table } from '../../../platform/web/index.ts';
import type { Breakdown, Measure, StoredCell } from '../facts.ts';
import { isSpan, textsOfFigure } from '../rules/index.ts';
import { type CountedSheet, measureTitle, numberPath, periodLabel } from './sheet.ts';

/** A number that leads to where it comes from. */
export const NumberLink = ({ sheet, cell }: { sheet: CountedSheet; cell: StoredCell }): VNode => {
  const { figure, page, selection, chosen } = sheet;
  const measure = figure.measures.find(({ id }) => id === cell.measure) ?? figure.measures[0];
  const value = page.words.number(cell.value);
  const label = page.words.t('statistics.number.open', {
    value,
    measure: measureTitle(figure, measure, page.words),
    period: periodLabel(cell.period),
  });
  const { period, code } = cell;
  return (
    <a
      class="number"
      href={numberPath(figure.id, { period, measure: cell.measure, code: code ?? undefined, run: selection.run })}
      aria-label={label}
      aria-current={chosen?.cell.id === cell.id ? 'true' : undefined}
    >
      {value}
    </a>
  );
};

const totalOf = (sheet: CountedSheet, period: string, measure: string): StoredCell | undefined =>
  sheet.run.cells.find((cell) => cell.period === period && cell.measure === measure && cell.breakdown === null);

const rowLabel = ({ page }: CountedSheet, period: string): string =>
  page.today.startsWith(period)
    ? page.words.t('statistics.table.year_open', { year: period }).replace(' ', '\u00a0')
    : periodLabel(period);

const measureColumn = (sheet: CountedSheet, measure: Measure): Column<string> => ({
  id: measure.id,
  label: measureTitle(sheet.figure, measure, sheet.page.words),
  numeric: true,
  cell: (period) => {
    const cell = totalOf(sheet, period, measure.id);
    return cell ? <NumberLink sheet={sheet} cell={cell} /> : '–';
  },
});

const NumberTable = ({
  sheet,
  periods,
  caption,
}: {
  sheet: CountedSheet;
  periods: string[];
  caption: string;
}): VNode => {
  const { words } = sheet.page;
  const first: Column<string> = {
    id: 'period',
    label: words.t('statistics.table.period'),
    heads: true,
    cell: (period) => rowLabel(sheet, period),
  };
  return (
    <Table
      page={sheet.page}
      caption={caption}
      columns={[first, ...sheet.figure.measures.map((measure) => measureColumn(sheet, measure))]}
      rows={periods}
      rowKey={(period) => period}
      empty={words.t('statistics.not_counted')}
    />
  );
};

const PeriodChart = ({
  sheet,
  periods,
  kind,
}: {
  sheet: CountedSheet;
  periods: string[];
  kind: 'spans' | 'years';
}): VNode => {
  const { figure, page, chosen, profile } = sheet;
  const { words } = page;
  const title = words.t(kind === 'spans' ? 'statistics.chart.spans' : 'statistics.chart.years');
  const cell = chosen?.cell.breakdown === null ? chosen.cell : null;
  return (
    <Chart
      id={`bars-${kind}`}
      title={title}
      label={words.t('statistics.chart.label', { title: `${textsOfFigure(profile, figure, words).title}, ${title}` })}
      data={{
        series: figure.measures.map(({ id }) => id),
        groups: periods.map((id) => ({
          id,
          values: figure.measures.map((measure) => totalOf(sheet, id, measure.id)?.value ?? null),
        })),
      }}
      seriesLabel={(id) =>
        measureTitle(figure, figure.measures.find((one) => one.id === id) ?? figure.measures[0], words)
      }
      groupLabel={periodLabel}
      number={(value) => words.number(value)}
      chosen={cell ? { group: cell.period, series: cell.measure } : null}
    />
  );
};

const periodsIn = (sheet: CountedSheet): string[] => [...new Set(sheet.run.cells.map(({ period }) => period))].sort();

const lengthOf = (period: string): number => {
  const [from = 0, to = from] = period.split('-').map(Number);
  return to - from;
};

/** Charts and tables: by published span, then by year. */
export const Numbers = ({ sheet }: { sheet: CountedSheet }): VNode => {
  const { t } = sheet.page.words;
  const spans = periodsIn(sheet).filter((id) => isSpan({ id }));
  const years = periodsIn(sheet).filter((id) => !isSpan({ id }));
  const isUneven = new Set(spans.map(lengthOf)).size > 1;
  return (
    <>
      {spans.length === 0 ? null : (
        <>
          <PeriodChart sheet={sheet} periods={spans} kind="spans" />
          <NumberTable sheet={sheet} periods={spans} caption={t('statistics.table.spans')} />
        </>
      )}
      {isUneven ? <p class="soft">{t('statistics.chart.unequal')}</p> : null}
      <PeriodChart sheet={sheet} periods={years} kind="years" />
      <NumberTable sheet={sheet} periods={years} caption={t('statistics.table.years')} />
    </>
  );
};

/** A code in words; an hour of the day stands as one. */
const codeName = (sheet: CountedSheet, { id, codeList, inWords }: Breakdown, code: string): string => {
  const { words } = sheet.page;
  if (inWords) return words.t(`statistics.breakdown.${id}.${code}`);
  if (codeList === null) return `${code}:00`;
  if (sheet.profile.hasCode(codeList, code)) return sheet.profile.codeName(codeList, code, words.language);
  return code === 'rare' || code === 'unknown' ? words.t(`statistics.breakdown.${code}`) : code;
};

type BreakdownProps = { readonly sheet: CountedSheet; readonly measure: Measure; readonly breakdown: Breakdown };

const BreakdownTable = ({ sheet, measure, breakdown }: BreakdownProps): VNode => {
  const { words } = sheet.page;
  const cells = sheet.run.cells.filter((cell) => cell.measure === measure.id && cell.breakdown === breakdown.id);
  const known = [...new Set(cells.map(({ period }) => period))].sort();
  const periods = sheet.figure.spans.length === 0 ? known : known.filter((id) => isSpan({ id }));
  const codes = [...new Set(cells.map(({ code }) => code ?? ''))].sort();
  const columns: Column<string>[] = periods.map((period) => ({
    id: period,
    label: periodLabel(period),
    numeric: true,
    cell: (code) => {
      const cell = cells.find((one) => one.period === period && one.code === code);
      return cell ? <NumberLink sheet={sheet} cell={cell} /> : words.number(0);
    },
  }));
  return (
    <Table
      page={sheet.page}
      caption={words.t(`statistics.breakdown.${breakdown.id}`)}
      columns={[
        {
          ...{ id: 'code', label: words.t(`statistics.breakdown.${breakdown.id}.code`), heads: true },
          cell: (code) => codeName(sheet, breakdown, code),
        },
        ...columns,
      ]}
      rows={codes}
      rowKey={(code) => code}
      empty={words.t('statistics.lineage.empty')}
    />
  );
};

/** A table for each way in which a measure is broken down. */
export const Breakdowns = ({ sheet }: { sheet: CountedSheet }): VNode => (
  <>
    {sheet.figure.measures.flatMap((measure) =>
      (measure.breakdowns ?? []).map((breakdown) => (
        <BreakdownTable key={breakdown.id} sheet={sheet} measure={measure} breakdown={breakdown} />
      )),
    )}
  </>
);
