import { type Filters, lengthOf, weightsOf } from './layout.ts';

/** A pair that reaches the bound: places in the two lists, and likeness of Dice. */
export type Found = { readonly query: number; readonly candidate: number; readonly likeness: number };

const bitsOf = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

const wordsOf = ({ bytes }: Filters): Uint32Array => new Uint32Array(Uint8Array.from(bytes).buffer);

/**
 * Every pair whose likeness is at least `bound`, found by counting the common bits of all: slow, and beyond doubt. What the
 * kernel is held against.
 */
export const plainPairs = (queries: Filters, candidates: Filters, bound: number): readonly Found[] => {
  const [left, right] = [wordsOf(queries), wordsOf(candidates)];
  const [ones, others] = [weightsOf(queries), weightsOf(candidates)];
  const words = queries.stride / 4;
  const found: Found[] = [];
  for (let query = 0; query < lengthOf(queries); query += 1)
    for (let candidate = 0; candidate < lengthOf(candidates); candidate += 1) {
      let both = 0;
      for (let at = 0; at < words; at += 1)
        both += bitsOf((left[query * words + at] ?? 0) & (right[candidate * words + at] ?? 0));
      const likeness = (2 * both) / ((ones[query] ?? 0) + (others[candidate] ?? 0));
      if (likeness >= bound) found.push({ query, candidate, likeness });
    }
  return found;
};
