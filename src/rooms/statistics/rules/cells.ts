import { plainDate } from '../../../platform/clock.ts';
import type { CountedCell, CountedRow, Figure, Measure, Period, SourceOfOne } from '../facts.ts';

const distinct = <Item extends string>(items: readonly Item[]): readonly Item[] => [...new Set(items)].sort();

const sourceOf = (counted: string, rows: readonly CountedRow[]): SourceOfOne => ({
  counted,
  reportIds: distinct(rows.flatMap((row) => row.report_id ?? [])),
  personIds: distinct(rows.flatMap((row) => row.person_id ?? [])),
  eventIds: distinct(rows.flatMap((row) => row.event_ids)),
  day: rows.map((row) => row.day).sort()[0] ?? plainDate('0001-01-01'),
});

/** Rows that speak of the same thing are one in the count. */
const oneEach = (rows: readonly CountedRow[]): readonly SourceOfOne[] =>
  [...Map.groupBy(rows, (row) => row.counted)]
    .map(([counted, same]) => sourceOf(counted, same))
    .sort((one, other) => (one.counted < other.counted ? -1 : 1));

const brokenDown = (period: Period, measure: Measure, rows: readonly CountedRow[]): readonly CountedCell[] =>
  (measure.breakdowns ?? []).flatMap(({ id }) =>
    [
      ...Map.groupBy(
        rows.filter(({ by }) => (by ?? id) === id),
        (row) => row.code ?? 'unknown',
      ),
    ]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([code, same]) => ({
        ...{ period: period.id, measure: measure.id, breakdown: id, code },
        sources: oneEach(same),
      })),
  );

/** The numbers of a period: for each measure the total, nought included, and its breakdown. */
export const cellsOf = (figure: Figure, period: Period, rows: readonly CountedRow[]): readonly CountedCell[] =>
  figure.measures.flatMap((measure) => {
    const own = rows.filter((row) => row.measure === measure.id);
    const total = { period: period.id, measure: measure.id, breakdown: null, code: null, sources: oneEach(own) };
    return [total, ...brokenDown(period, measure, own)];
  });
