import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';

/** How sure a link is, as the line that is drawn for it. */
export type WebLine = 'full' | 'dashed' | 'dotted';

/** What a drawn web shows: points of a few kinds, and links between them that have a number in the list beside. */
export type WebData = {
  readonly points: readonly { readonly id: string; readonly kind: string; readonly label: string }[];
  readonly links: readonly {
    readonly from: string;
    readonly to: string;
    readonly line: WebLine;
    readonly number: number;
  }[];
};

export type WebPoint = WebData['points'][number] & { readonly x: number; readonly y: number };

/** A link as a line between the edges of two points, with the place of its number. */
export type WebStroke = {
  readonly number: number;
  readonly line: WebLine;
  readonly path: string;
  readonly x: number;
  readonly y: number;
};

/** A web as places on a sheet, in units of the drawing. */
export type WebLayout = {
  readonly width: number;
  readonly height: number;
  readonly points: readonly WebPoint[];
  readonly strokes: readonly WebStroke[];
};

/** Half the width of a point's mark. */
export const markRadius = 15;

const sheet = { margin: 64, leastWidth: 640, leastHeight: 320 } as const;
/** Long enough for every web that is drawn to come to rest; the same number every time, so that a web looks the same every time. */
const turns = 260;

type Place = { readonly id: string; x?: number; y?: number };
type Positions = ReadonlyMap<string, { readonly x: number; readonly y: number }>;

const round = (length: number): number => Math.round(length * 10) / 10;

/** Points push each other away and links pull: computed in full at once, from the same beginning, without chance. */
const atRest = (data: WebData): Positions => {
  const places: Place[] = data.points.map(({ id }) => ({ id }));
  const known = new Set(data.points.map(({ id }) => id));
  const pulls = data.links
    .filter(({ from, to }) => known.has(from) && known.has(to))
    .map(({ from, to }) => ({ source: from, target: to }));
  forceSimulation(places)
    .force('push', forceManyBody().strength(-520))
    .force(
      'pull',
      forceLink<Place, (typeof pulls)[number]>(pulls)
        .id((place) => place.id)
        .distance(120),
    )
    .force('room', forceCollide(58))
    // A sheet is wider than it is high.
    .force('across', forceX(0).strength(0.045))
    .force('down', forceY(0).strength(0.11))
    .stop()
    .tick(turns);
  return new Map(places.map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
};

/** Moves the places so that the drawing begins at its margin, and says how large it is. */
const onSheet = (found: Positions): { places: Positions; width: number; height: number } => {
  const [xs, ys] = [[...found.values()].map(({ x }) => x), [...found.values()].map(({ y }) => y)];
  const [left, top] = [Math.min(0, ...xs), Math.min(0, ...ys)];
  const [across, down] = [Math.max(0, ...xs) - left, Math.max(0, ...ys) - top];
  const width = Math.max(sheet.leastWidth, across + 2 * sheet.margin);
  const height = Math.max(sheet.leastHeight, down + 2 * sheet.margin);
  const [shiftX, shiftY] = [(width - across) / 2 - left, (height - down) / 2 - top];
  const places = new Map([...found].map(([id, { x, y }]) => [id, { x: round(x + shiftX), y: round(y + shiftY) }]));
  return { places, width: round(width), height: round(height) };
};

type Ends = { readonly from: { x: number; y: number }; readonly to: { x: number; y: number } };

/** Several links between the same two points bend apart: 0, 1, -1, 2, -2 … */
const bendOf = (index: number): number => (index % 2 === 1 ? 1 : -1) * Math.ceil(index / 2) * 26;

const strokeOf = ({ from, to }: Ends, bend: number): Pick<WebStroke, 'path' | 'x' | 'y'> => {
  const length = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y));
  const [alongX, alongY] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const gap = markRadius + 3;
  const start = { x: round(from.x + alongX * gap), y: round(from.y + alongY * gap) };
  const end = { x: round(to.x - alongX * gap), y: round(to.y - alongY * gap) };
  const middle = {
    x: round((start.x + end.x) / 2 - alongY * bend * 2),
    y: round((start.y + end.y) / 2 + alongX * bend * 2),
  };
  const path =
    bend === 0
      ? `M${start.x} ${start.y}L${end.x} ${end.y}`
      : `M${start.x} ${start.y}Q${middle.x} ${middle.y} ${end.x} ${end.y}`;
  return { path, x: round((start.x + 2 * middle.x + end.x) / 4), y: round((start.y + 2 * middle.y + end.y) / 4) };
};

const pairOf = ({ from, to }: { from: string; to: string }): string => [from, to].sort().join(' ');

const strokesOf = (links: WebData['links'], places: Positions): WebStroke[] => {
  const drawn = new Map<string, number>();
  return links.flatMap((link) => {
    const [from, to] = [places.get(link.from), places.get(link.to)];
    if (!from || !to || link.from === link.to) return [];
    const index = drawn.get(pairOf(link)) ?? 0;
    drawn.set(pairOf(link), index + 1);
    // A link the other way bends the same way on the sheet, not on its own path.
    const bend = bendOf(index) * (link.from < link.to ? 1 : -1);
    return [{ number: link.number, line: link.line, ...strokeOf({ from, to }, bend) }];
  });
};

/**
 * Lays out a web: linked points near each other, no two marks over each other. The same data give the same drawing. Links to
 * points that are not shown, and of a point to itself, are left out. Made for some two hundred points: who has more shows a part.
 */
export const layoutWeb = (data: WebData): WebLayout => {
  const { places, width, height } = onSheet(atRest(data));
  const points = data.points.flatMap((point) => {
    const place = places.get(point.id);
    return place ? [{ ...point, ...place }] : [];
  });
  return { width, height, points, strokes: strokesOf(data.links, places) };
};
