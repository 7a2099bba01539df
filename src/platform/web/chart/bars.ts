import { scaleBand, scaleLinear } from 'd3-scale';

/** What a grouped bar chart shows: for each group one bar per series, in the order of the series. */
export type BarData = {
  readonly groups: readonly { readonly id: string; readonly values: readonly (number | null)[] }[];
  readonly series: readonly string[];
};

export type Bar = {
  readonly group: string;
  readonly series: string;
  readonly index: number;
  readonly value: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** A bar chart as places on a sheet, in units of the drawing. */
export type BarLayout = {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly base: number;
  readonly bars: readonly Bar[];
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  readonly labels: readonly { readonly id: string; readonly x: number }[];
};

const margin = { top: 24, right: 8, bottom: 32, left: 40 } as const;
const sheet = { height: 280, least: 640, perBar: 20, betweenGroups: 18, widestBar: 56 } as const;

const widthFor = ({ groups, series }: BarData): number =>
  Math.max(
    sheet.least,
    margin.left + margin.right + groups.length * (series.length * sheet.perBar + sheet.betweenGroups),
  );

const highestOf = ({ groups }: BarData): number =>
  Math.max(1, ...groups.flatMap(({ values }) => values.map((v) => v ?? 0)));

const round = (length: number): number => Math.round(length * 10) / 10;

/** Lays out a grouped bar chart: bands per group, bars per series, whole-numbered ticks from nought. */
export const layoutBars = (data: BarData): BarLayout => {
  const width = widthFor(data);
  const base = sheet.height - margin.bottom;
  const ids = data.groups.map(({ id }) => id);
  const band = scaleBand(ids, [margin.left, width - margin.right])
    .paddingInner(0.28)
    .paddingOuter(0.14);
  const inner = scaleBand(data.series, [0, band.bandwidth()]).paddingInner(0.12);
  const scale = scaleLinear([0, highestOf(data)], [base, margin.top]).nice(4);
  const barOf = (group: BarData['groups'][number], series: string, index: number): Bar[] => {
    const value = group.values[index] ?? null;
    if (value === null) return [];
    const barWidth = round(Math.min(inner.bandwidth(), sheet.widestBar));
    const x = round((band(group.id) ?? 0) + (inner(series) ?? 0) + (inner.bandwidth() - barWidth) / 2);
    const y = round(scale(value));
    return [{ group: group.id, series, index, value, x, y, width: barWidth, height: round(base - y) }];
  };
  return {
    ...{ width, height: sheet.height, left: margin.left, base },
    bars: data.groups.flatMap((group) => data.series.flatMap((series, index) => barOf(group, series, index))),
    ticks: scale
      .ticks(4)
      .filter(Number.isInteger)
      .map((value) => ({ value, y: round(scale(value)) })),
    labels: ids.map((id) => ({ id, x: round((band(id) ?? 0) + band.bandwidth() / 2) })),
  };
};
