import {
  type Comparison,
  compare,
  filterBytes,
  filterOf,
  filterTables,
  tokensOf,
  usualFloor,
} from '../../src/linkage/index.ts';
import { type Entry, listed } from './data.ts';

/** A pair of records that share a token, by their places in the list of all, and whether they are one person. */
export type Candidate = {
  readonly one: number;
  readonly other: number;
  readonly match: boolean;
  readonly comparison: Comparison;
};

/** What two lists (or one with doubles in it) give to be scored. */
export type Contest = {
  readonly candidates: readonly Candidate[];
  /** Pairs of records of one person, found or not. */
  readonly truth: number;
  /** Records of the larger list. */
  readonly size: number;
  /** True when nobody stands twice in one list. */
  readonly oneToOne: boolean;
  /** Share of the true pairs among the candidates. */
  readonly completeness: number;
  /** Records of the largest block of one token. */
  readonly largestBlock: number;
};

const blocksOf = (tokens: readonly (readonly string[])[]): readonly (readonly number[])[] => {
  const blocks = new Map<string, number[]>();
  tokens.forEach((texts, at) => {
    for (const text of texts) {
      const block = blocks.get(text);
      if (block) block.push(at);
      else blocks.set(text, [at]);
    }
  });
  return [...blocks.values()];
};

/** Any key does: quality hangs on none. */
const tables = filterTables(Buffer.alloc(32, 9));

type Across = (one: number, other: number) => boolean;

/** Pairs of one block are compared once, however many tokens they share. */
const sharing = (blocks: readonly (readonly number[])[], across: Across): readonly (readonly [number, number])[] => {
  const seen = new Map<number, Set<number>>();
  for (const block of blocks)
    for (const [at, one] of block.entries())
      for (const other of block.slice(at + 1))
        if (across(one, other)) seen.set(one, (seen.get(one) ?? new Set()).add(other));
  return [...seen].flatMap(([one, others]) => [...others].map((other) => [one, other] as const));
};

const truePairs = (entities: readonly string[], across: Across): number => {
  const groups = Map.groupBy(entities.keys(), (at) => entities[at] ?? '');
  let pairs = 0;
  for (const group of groups.values())
    for (const [at, one] of group.entries()) pairs += group.slice(at + 1).filter((other) => across(one, other)).length;
  return pairs;
};

/** Finds and compares the pairs of two lists, or of one list with itself, as the store would: those that share a token. */
export const contestOf = (first: readonly Entry[], second: readonly Entry[] | null, floor = usualFloor): Contest => {
  const all = [...first, ...(second ?? [])].map(listed);
  const across: Across = (one, other) => second === null || one < first.length !== other < first.length;
  const filters = all.map(({ person }) => filterOf(person, tables));
  const blocks = blocksOf(all.map(({ person }) => tokensOf(person, floor).map(({ text }) => text)));
  const nothing = new Uint8Array(filterBytes);
  const candidates = sharing(blocks, across).map(([one, other]) => ({
    ...{ one, other, match: all[one]?.entity === all[other]?.entity },
    comparison: compare(filters[one] ?? nothing, filters[other] ?? nothing),
  }));
  const truth = truePairs(
    all.map(({ entity }) => entity),
    across,
  );
  return {
    ...{ candidates, truth, size: Math.max(first.length, second?.length ?? 0), oneToOne: second !== null },
    completeness: candidates.filter(({ match }) => match).length / truth,
    largestBlock: blocks.reduce((most, block) => Math.max(most, block.length), 0),
  };
};
