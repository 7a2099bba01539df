import { describeFigure, type Described, periodOf } from '../rules/index.ts';

type Cell = string | number | null;

/** A spreadsheet takes a text that begins like this for a formula and would run it. */
const beginsLikeFormula = /^[\s]*[=+\-@\t\r|%]/;

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A value as a field of a CSV file (RFC 4180); a text that looks like a formula is made plain text by an apostrophe. */
export const csvField = (value: Cell): string => {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  return quoted(beginsLikeFormula.test(value) ? `'${value}` : value);
};

const line = (cells: readonly Cell[]): string => `${cells.map(csvField).join(',')}\r\n`;

const header = [
  ...['figure', 'version', 'edition', 'synthetic', 'period', 'from', 'to', 'measure', 'measure_title', 'unit'],
  ...['breakdown', 'code', 'value', 'rule_inferred', 'computed_at', 'query_hash', 'use'],
];

const spanOf = (period: string): { from: string; to: string } => {
  const [from = '', to = from] = period.split('-');
  return periodOf({ from: Number(from), to: Number(to) });
};

/** The numbers of a figure as CSV, one line per number, each with what is needed to know what it counts and how it may be used, wherever it is copied to. */
export const figureCsv = (described: Described): string => {
  const { figure, run, synthetic } = described;
  const { measures } = describeFigure(described);
  const rows = run.cells.map((cell) => {
    const measure = measures.find(({ id }) => id === cell.measure);
    const { from, to } = spanOf(cell.period);
    return line([
      ...[figure.id, figure.version, 'staff', synthetic ? 'yes' : 'no', cell.period, from, to, cell.measure],
      ...[measure?.title ?? '', measure?.unit ?? '', cell.breakdown, cell.code, cell.value],
      ...[
        measure?.inferred ? 'yes' : 'no',
        run.computedAt,
        run.queryHash,
        described.words.t('statistics.download.use'),
      ],
    ]);
  });
  // The mark at the beginning tells spreadsheets that the letters are UTF-8.
  return `\uFEFF${line(header)}${rows.join('')}`;
};
