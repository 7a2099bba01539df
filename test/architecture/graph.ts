import type { House } from './engine.ts';

/** Which of the program's files each file uses; type-only imports count, since a type is knowledge too. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** Builds the graph of the program, tests left out. */
export const graphOf = (house: House): Graph => {
  const known = new Set(house.sources.map(({ path }) => path));
  const targets = (imports: House['sources'][number]['imports']) =>
    imports.flatMap(({ target }) => (target !== undefined && known.has(target) ? [target] : []));
  return new Map(house.sources.map(({ path, imports }) => [path, [...new Set(targets(imports))]]));
};

/** Everything that can be reached from the given files, themselves included. */
export const reachable = (graph: Graph, from: readonly string[]): Set<string> => {
  const seen = new Set(from);
  const waiting = [...from];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    for (const next of graph.get(path) ?? []) {
      if (!seen.has(next)) {
        seen.add(next);
        waiting.push(next);
      }
    }
  }
  return seen;
};

/** The shortest way from one file to another, both ends included; undefined when there is none. */
export const wayBetween = (graph: Graph, from: string, to: string): readonly string[] | undefined => {
  const ways: (readonly string[])[] = (graph.get(from) ?? []).map((next) => [from, next]);
  const seen = new Set<string>();
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    const end = way.at(-1) ?? from;
    if (end === to) return way;
    if (seen.has(end)) continue;
    seen.add(end);
    for (const next of graph.get(end) ?? []) ways.push([...way, next]);
  }
  return undefined;
};
