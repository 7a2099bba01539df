import type { VNode } from 'preact';
import { type Column, Notice, Panel, Table } from '../../../platform/web/index.ts';
import type { Measure, StoredCell } from '../facts.ts';
import { type CountedSheet, measureTitle, periodLabel } from './sheet.ts';

const cellOf = ({ run }: CountedSheet, period: string, measure: string): StoredCell | undefined =>
  run.cells.find((cell) => cell.period === period && cell.measure === measure && cell.breakdown === null);

const rangeOf = ({ page }: CountedSheet, cell: StoredCell | undefined): string => {
  const { t, number } = page.words;
  if (!cell?.once) return '–';
  const { low, central, high } = cell.once;
  return t('statistics.once.range', { low: number(low), central: number(central), high: number(high) });
};

/** Persons counted once across bodies: the likeliest figure and its bounds, and what that means. */
export const PersonsOnce = ({ sheet }: { readonly sheet: CountedSheet }): VNode | null => {
  const { figure, run, page } = sheet;
  const { words } = page;
  const counted = run.cells.filter(({ once, breakdown }) => once !== null && breakdown === null);
  if (counted.length === 0) return null;
  const measures = figure.measures.filter(({ unit }) => unit === 'persons');
  const column = (measure: Measure): Column<string> => ({
    ...{ id: measure.id, label: measureTitle(figure, measure, words), numeric: true },
    cell: (period) => rangeOf(sheet, cellOf(sheet, period, measure.id)),
  });
  return (
    <Panel title={words.t('statistics.once.title')}>
      <Notice>{words.t('statistics.once.text')}</Notice>
      <Table
        page={page}
        caption={words.t('statistics.once.caption')}
        columns={[
          { id: 'period', label: words.t('statistics.table.period'), heads: true, cell: periodLabel },
          ...measures.map(column),
        ]}
        rows={[...new Set(counted.map(({ period }) => period))].sort()}
        rowKey={(period) => period}
        empty={words.t('statistics.not_counted')}
      />
    </Panel>
  );
};
