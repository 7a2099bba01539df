import type { VNode } from 'preact';
import { type Bar, type BarData, type BarLayout, layoutBars } from './bars.ts';

/** A grouped bar chart, drawn on the server. Series differ by pattern as well as by colour. */
export type ChartProps = {
  readonly id: string;
  readonly title: string;
  /** What a reader who cannot see the drawing is told. */
  readonly label: string;
  readonly data: BarData;
  readonly seriesLabel: (series: string) => string;
  readonly groupLabel: (group: string) => string;
  readonly number: (value: number) => string;
  /** The bar whose number is looked at. */
  readonly chosen: { readonly group: string; readonly series: string } | null;
};

const colours = ['var(--series-1)', 'var(--series-2)', 'var(--series-3)', 'var(--series-4)', 'var(--series-5)'];
const colourOf = (index: number): string => colours[index % colours.length] ?? 'var(--series-1)';

/** Full, slanting lines, dots, crossed lines, level lines: told apart in grey and on paper. */
const Marks = ({ index }: { index: number }): VNode | null => {
  const stroke = 'var(--sheet)';
  if (index % 5 === 0) return null;
  if (index % 5 === 1) return <path d="M-2 10L10 -2M-2 2L2 -2M6 10L10 6" stroke={stroke} stroke-width="2" />;
  if (index % 5 === 2) return <circle cx="4" cy="4" r="1.7" fill={stroke} />;
  if (index % 5 === 3) return <path d="M0 4H8M4 0V8" stroke={stroke} stroke-width="1.5" />;
  return <path d="M0 2H8M0 6H8" stroke={stroke} stroke-width="1.5" />;
};

const Pattern = ({ id, index }: { id: string; index: number }): VNode => (
  <pattern id={`${id}-${index}`} width="8" height="8" patternUnits="userSpaceOnUse">
    <rect width="8" height="8" fill={colourOf(index)} />
    <Marks index={index} />
  </pattern>
);

const Legend = ({ id, data, seriesLabel }: ChartProps): VNode => (
  <ul class="chart-legend">
    {data.series.map((series, index) => (
      <li key={series}>
        <svg width="18" height="18" aria-hidden="true">
          <rect width="18" height="18" rx="3" fill={`url(#${id}-${index})`} stroke={colourOf(index)} />
        </svg>
        {seriesLabel(series)}
      </li>
    ))}
  </ul>
);

const OneBar = ({ bar, props }: { bar: Bar; props: ChartProps }): VNode => {
  const isChosen = props.chosen?.group === bar.group && props.chosen.series === bar.series;
  return (
    <g class={isChosen ? 'chosen' : undefined}>
      <rect
        x={bar.x}
        y={bar.y}
        width={bar.width}
        height={bar.height}
        fill={`url(#${props.id}-${bar.index})`}
        stroke={isChosen ? 'var(--ink)' : colourOf(bar.index)}
        stroke-width={isChosen ? 2.5 : 1}
      />
      <text x={Math.round((bar.x + bar.width / 2) * 10) / 10} y={bar.y - 6} text-anchor="middle" class="chart-value">
        {props.number(bar.value)}
      </text>
    </g>
  );
};

const Axes = ({ layout, props }: { layout: BarLayout; props: ChartProps }): VNode => (
  <>
    <g stroke="var(--line)">
      {layout.ticks.map(({ value, y }) => (
        <path key={value} d={`M${layout.left} ${y}H${layout.width}`} />
      ))}
    </g>
    <g class="chart-soft" text-anchor="end">
      {layout.ticks.map(({ value, y }) => (
        <text key={value} x={layout.left - 8} y={y + 4}>
          {props.number(value)}
        </text>
      ))}
    </g>
    <g class="chart-soft" text-anchor="middle">
      {layout.labels.map(({ id, x }) => (
        <text key={id} x={x} y={layout.base + 22}>
          {props.groupLabel(id)}
        </text>
      ))}
    </g>
  </>
);

/** The drawing with its title and legend. The numbers stand in a table beside it, for the drawing is read as one picture. */
export const Chart = (props: ChartProps): VNode => {
  const layout = layoutBars(props.data);
  return (
    <figure class="chart">
      <figcaption>{props.title}</figcaption>
      <Legend {...props} />
      <div class="chart-frame" role="region" aria-label={props.title} tabindex={0}>
        <svg
          viewBox={`0 0 ${layout.width} ${layout.height}`}
          width={layout.width}
          height={layout.height}
          role="img"
          aria-label={props.label}
        >
          <defs>
            {props.data.series.map((series, index) => (
              <Pattern key={series} id={props.id} index={index} />
            ))}
          </defs>
          <Axes layout={layout} props={props} />
          {layout.bars.map((bar) => (
            <OneBar key={`${bar.group} ${bar.series}`} bar={bar} props={props} />
          ))}
          <path d={`M${layout.left} ${layout.base}H${layout.width}`} stroke="var(--line-strong)" />
        </svg>
      </div>
    </figure>
  );
};
