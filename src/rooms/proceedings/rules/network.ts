/** Two ends: all that the nearness of points depends on. */
export type Edge = { readonly from: string; readonly to: string };

type Neighbours = ReadonlyMap<string, readonly string[]>;

const neighboursOf = (edges: readonly Edge[]): Neighbours => {
  const found = new Map<string, string[]>();
  const add = (one: string, other: string): void => {
    const known = found.get(one);
    if (known) known.push(other);
    else found.set(one, [other]);
  };
  for (const { from, to } of edges) {
    add(from, to);
    add(to, from);
  }
  return found;
};

/** The points around one, nearest first, and whether there are more than can be shown. */
export type Surroundings = { readonly points: readonly string[]; readonly isCut: boolean };

/**
 * The points that links lead to from one, nearest first and at most `most` of them: a picture with everything in it shows
 * nothing. What is equally near comes in the order of the links.
 */
export const surroundings = (edges: readonly Edge[], from: string, most: number): Surroundings => {
  const neighbours = neighboursOf(edges);
  const found = new Set([from]);
  for (const point of found)
    for (const other of neighbours.get(point) ?? []) {
      if (found.has(other)) continue;
      if (found.size >= most) return { points: [...found], isCut: true };
      found.add(other);
    }
  return { points: [...found], isCut: false };
};

/** The point with most links; the first of those that have as many. Null where nothing is linked. */
export const mostLinked = (edges: readonly Edge[]): string | null => {
  const most = [...neighboursOf(edges)].reduce<{ readonly point: string; readonly links: number } | null>(
    (best, [point, { length }]) => (best === null || length > best.links ? { point, links: length } : best),
    null,
  );
  return most?.point ?? null;
};

/** Which points a picture shows: all that are linked, or, where these are too many, those around the one with most links. */
export const pictured = (edges: readonly Edge[], most: number): Surroundings & { readonly around: string | null } => {
  const linked = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  const around = mostLinked(edges);
  if (linked.length <= most || around === null) return { points: linked, isCut: false, around: null };
  return { ...surroundings(edges, around, most), isCut: true, around };
};
