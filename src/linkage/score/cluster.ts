/** Two records that may be one person, with the logarithm of the odds. */
export type Edge = { readonly one: string; readonly other: string; readonly score: number };
export type Pair = readonly [one: string, other: string];

/** What people have said after asking the persons: never undone by a score. */
export type Constraints = { readonly must: readonly Pair[]; readonly cannot: readonly Pair[] };

/** More records of one person than this are not believed without a person's word. */
export const mostRecords = 6;

type Tree = { readonly edges: readonly Edge[]; readonly members: readonly string[] };

const representatives = (): {
  readonly find: (id: string) => string;
  readonly join: (one: string, other: string) => boolean;
} => {
  const above = new Map<string, string>();
  const find = (id: string): string => {
    let top = id;
    for (let next = above.get(top); next !== undefined; next = above.get(top)) top = next;
    if (top !== id) above.set(id, top);
    return top;
  };
  const join = (one: string, other: string): boolean => {
    const [left, right] = [find(one), find(other)];
    if (left !== right) above.set(left, right);
    return left !== right;
  };
  return { find, join };
};

/** Strongest first; equals in the order of their names, so that every run gives the same. */
const byStrength = (one: Edge, other: Edge): number =>
  other.score - one.score || (`${one.one} ${one.other}` < `${other.one} ${other.other}` ? -1 : 1);

/** The strongest edges that hold each group together, group by group. */
const treesOf = (members: readonly string[], edges: readonly Edge[]): readonly Tree[] => {
  const { find, join } = representatives();
  const kept = [...edges].sort(byStrength).filter(({ one, other }) => join(one, other));
  const trees = new Map<string, { edges: Edge[]; members: string[] }>();
  for (const id of members) {
    const tree = trees.get(find(id)) ?? { edges: [], members: [] };
    tree.members.push(id);
    trees.set(find(id), tree);
  }
  for (const edge of kept) trees.get(find(edge.one))?.edges.push(edge);
  return [...trees.values()];
};

/** The edges on the way from one record to another inside a tree. */
const wayBetween = ({ edges }: Tree, [from, to]: Pair): readonly Edge[] => {
  const cameBy = new Map<string, { readonly edge: Edge; readonly from: string }>();
  const waiting = [from];
  for (const at of waiting) {
    for (const edge of edges) {
      if (edge.one !== at && edge.other !== at) continue;
      const next = edge.one === at ? edge.other : edge.one;
      if (next === from || cameBy.has(next)) continue;
      cameBy.set(next, { edge, from: at });
      waiting.push(next);
    }
  }
  const way: Edge[] = [];
  for (let step = cameBy.get(to); step; step = cameBy.get(step.from)) way.push(step.edge);
  return way;
};

const weakestOf = (edges: readonly Edge[]): Edge | undefined =>
  edges
    .filter(({ score }) => score !== Number.POSITIVE_INFINITY)
    .sort(byStrength)
    .at(-1);

/** Which edge of a group must go, if any: one between two that cannot be one, or any when the group is too large. */
const wrongEdge = (tree: Tree, cannot: readonly Pair[]): Edge | undefined => {
  const inside = new Set(tree.members);
  const broken = cannot.find(([one, other]) => inside.has(one) && inside.has(other));
  if (broken) return weakestOf(wayBetween(tree, broken));
  return tree.members.length > mostRecords ? weakestOf(tree.edges) : undefined;
};

const split = (tree: Tree, cannot: readonly Pair[]): readonly Tree[] => {
  const wrong = wrongEdge(tree, cannot);
  if (!wrong) return [tree];
  const edges = tree.edges.filter((edge) => edge !== wrong);
  return treesOf(tree.members, edges).flatMap((part) => split(part, cannot));
};

/**
 * Puts records into groups of one person each: edges of at least `from`, what must be one always, what cannot be one never;
 * a group that breaks a rule is split at its weakest edge. Groups and members come in the order of `records`.
 */
export const clustersOf = (
  records: readonly string[],
  edges: readonly Edge[],
  { must, cannot }: Constraints,
  from: number,
): readonly (readonly string[])[] => {
  const forced = must.map(([one, other]): Edge => ({ one, other, score: Number.POSITIVE_INFINITY }));
  const known = new Set(records);
  const used = [...forced, ...edges.filter(({ score }) => score >= from)].filter(
    ({ one, other }) => known.has(one) && known.has(other),
  );
  const order = new Map(records.map((id, at) => [id, at]));
  const placeOf = (group: readonly string[]): number => order.get(group[0] ?? '') ?? 0;
  return treesOf(records, used)
    .flatMap((tree) => split(tree, cannot))
    .map(({ members }) => members)
    .sort((one, other) => placeOf(one) - placeOf(other));
};

/** Records that anything joins at all, with what joins and parts them: groups of one never reach into another. */
export type Part = { readonly members: readonly string[]; readonly edges: readonly Edge[]; readonly said: Constraints };

/** The parts of a list; to group or count part by part gives the same as to do it at once, and takes a time that grows with the list alone. */
export const partsOf = (
  records: readonly string[],
  edges: readonly Edge[],
  { must, cannot }: Constraints,
): readonly Part[] => {
  const known = new Set(records);
  const areKnown = ([one, other]: Pair): boolean => known.has(one) && known.has(other);
  const forced = must.filter(areKnown).map(([one, other]): Edge => ({ one, other, score: Number.POSITIVE_INFINITY }));
  const trees = treesOf(records, [...forced, ...edges.filter(({ one, other }) => areKnown([one, other]))]);
  const placeOf = new Map(trees.flatMap(({ members }, at) => members.map((id) => [id, at] as const)));
  const [mustBy, cannotBy] = [must, cannot].map((pairs) =>
    Map.groupBy(
      pairs.filter((pair) => areKnown(pair) && placeOf.get(pair[0]) === placeOf.get(pair[1])),
      ([one]) => placeOf.get(one) ?? -1,
    ),
  );
  return trees.map(({ members, edges: kept }, at) => ({
    ...{ members, edges: kept.filter(({ score }) => score !== Number.POSITIVE_INFINITY) },
    said: { must: mustBy?.get(at) ?? [], cannot: cannotBy?.get(at) ?? [] },
  }));
};
