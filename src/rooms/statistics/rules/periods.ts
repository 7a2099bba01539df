import { type PlainDate, plainDate } from '../../../platform/clock.ts';
import type { Figure, Period, YearSpan } from '../facts.ts';

/** The id of a span of years: `2019` or `2019-2020`. */
export const spanId = (span: YearSpan): string => (span.from === span.to ? `${span.from}` : `${span.from}-${span.to}`);

/** A span of years as a period: from its first day to its last. */
export const periodOf = (span: YearSpan): Period => ({
  id: spanId(span),
  from: plainDate(`${span.from}-01-01`),
  to: plainDate(`${span.to}-12-31`),
});

const yearOf = (day: PlainDate): number => Number(day.slice(0, 4));

/** The periods of a figure on a day: the published spans, then each year from the first that is counted to this one. */
export const periodsOf = (figure: Figure, today: PlainDate): readonly Period[] => {
  // Where nobody publishes a span, this year always: a figure without a period would have no number.
  const first =
    figure.spans.length === 0
      ? Math.min(figure.since ?? yearOf(today), yearOf(today))
      : Math.min(...figure.spans.map(({ from }) => from));
  const years = Array.from({ length: Math.max(0, yearOf(today) - first + 1) }, (_, index) => first + index);
  return [...figure.spans.map(periodOf), ...years.map((year) => periodOf({ from: year, to: year }))];
};

/** True for a period of more than one year. */
export const isSpan = (period: Pick<Period, 'id'>): boolean => period.id.includes('-');
