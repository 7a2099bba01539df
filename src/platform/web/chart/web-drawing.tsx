import type { VNode } from 'preact';
import { layoutWeb, markRadius, type WebData, type WebLine, type WebPoint, type WebStroke } from './web.ts';

/** A web of points and links, drawn on the server. Kinds differ by shape as well as by colour, lines by their dashes. */
export type WebDrawingProps = {
  readonly title: string;
  /** What a reader who cannot see the drawing is told. */
  readonly label: string;
  readonly data: WebData;
  /** The kinds in the order of their shapes, at most eight, with their words. */
  readonly kinds: readonly { readonly id: string; readonly label: string }[];
  readonly lineLabel: (line: WebLine) => string;
  /** The point the drawing is about. */
  readonly chosen: string | null;
};

/** Circle, square, diamond, triangle, hexagon, ring, star of four, cross: told apart in grey and on paper. */
const shapes: readonly string[] = [
  'M-15 0a15 15 0 1 0 30 0a15 15 0 1 0 -30 0Z',
  'M-13 -13H13V13H-13Z',
  'M0 -17L17 0L0 17L-17 0Z',
  'M0 -17L16 12H-16Z',
  'M-9 -15H9L17 0L9 15H-9L-17 0Z',
  'M-15 0a15 15 0 1 0 30 0a15 15 0 1 0 -30 0ZM-7 0a7 7 0 1 1 14 0a7 7 0 1 1 -14 0Z',
  'M0 -18L5 -5L18 0L5 5L0 18L-5 5L-18 0L-5 -5Z',
  'M-5 -15H5V-5H15V5H5V15H-5V5H-15V-5H-5Z',
];

const dashes: Readonly<Record<WebLine, string | undefined>> = { full: undefined, dashed: '9 5', dotted: '2 5' };

const indexOf = (kinds: WebDrawingProps['kinds'], kind: string): number =>
  Math.max(
    0,
    kinds.findIndex(({ id }) => id === kind),
  );

const Mark = ({ index, isChosen }: { index: number; isChosen?: boolean }): VNode => (
  <path
    d={shapes[index % shapes.length]}
    fill={`var(--series-${(index % 5) + 1})`}
    fill-rule="evenodd"
    stroke={isChosen ? 'var(--ink)' : 'var(--sheet)'}
    stroke-width={isChosen ? 3 : 1.5}
  />
);

const Point = ({ point, props }: { point: WebPoint; props: WebDrawingProps }): VNode => (
  <g transform={`translate(${point.x} ${point.y})`}>
    <Mark index={indexOf(props.kinds, point.kind)} isChosen={point.id === props.chosen} />
    <text y={markRadius + 17} text-anchor="middle" class="web-label">
      {point.label}
    </text>
  </g>
);

const Stroke = ({ stroke }: { stroke: WebStroke }): VNode => (
  <g>
    <path
      d={stroke.path}
      fill="none"
      stroke="var(--line-strong)"
      stroke-width="2"
      stroke-dasharray={dashes[stroke.line]}
    />
    <circle cx={stroke.x} cy={stroke.y} r="10" fill="var(--sheet)" stroke="var(--line-strong)" />
    <text x={stroke.x} y={stroke.y + 4} text-anchor="middle" class="web-number">
      {stroke.number}
    </text>
  </g>
);

const Legend = ({ kinds, lineLabel, data }: WebDrawingProps): VNode => (
  <ul class="chart-legend">
    {kinds.map(({ id, label }, index) =>
      data.points.some(({ kind }) => kind === id) ? (
        <li key={id}>
          <svg width="22" height="22" viewBox="-20 -20 40 40" aria-hidden="true">
            <Mark index={index} />
          </svg>
          {label}
        </li>
      ) : null,
    )}
    {(['full', 'dashed', 'dotted'] as const).map((line) =>
      data.links.some((link) => link.line === line) ? (
        <li key={line}>
          <svg width="34" height="12" aria-hidden="true">
            <path d="M0 6H34" stroke="var(--ink)" stroke-width="2" stroke-dasharray={dashes[line]} />
          </svg>
          {lineLabel(line)}
        </li>
      ) : null,
    )}
  </ul>
);

/** The drawing with its title and legend. What it shows stands in a list beside it, under the same numbers. */
export const WebDrawing = (props: WebDrawingProps): VNode => {
  const layout = layoutWeb(props.data);
  return (
    <figure class="chart web">
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
          {layout.strokes.map((stroke) => (
            <Stroke key={stroke.number} stroke={stroke} />
          ))}
          {layout.points.map((point) => (
            <Point key={point.id} point={point} props={props} />
          ))}
        </svg>
      </div>
    </figure>
  );
};
