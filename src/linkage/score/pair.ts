import { type Row, strongKindOf } from '../encode/rows.ts';
import { type Comparison, compare } from './compare.ts';
import { type Score, scoreOf } from './score.ts';

/** The rows of two records under one token. */
export type SharedRow = { readonly one: Row['filter']; readonly other: Row['filter'] };

const withoutOther = (comparison: Comparison): Comparison => ({ ...comparison, other: { one: 0, other: 0, both: 0 } });

/**
 * Scores two records by the rows they share; null when they share none. All rows of a record hold the same filter, shuffled
 * otherwise, so one weak row says all; a strong one lacks the part `other` and says of which kind it is.
 */
export const scoreOfRows = (shared: readonly SharedRow[], records: number): Score | null => {
  const [first] = shared;
  if (first === undefined) return null;
  const kinds = shared.map(({ one }) => strongKindOf({ filter: one }));
  const strong = [...new Set(kinds.filter((kind) => kind !== null))];
  const weak = shared[kinds.indexOf(null)];
  return weak
    ? scoreOf(compare(weak.one, weak.other), records, strong)
    : scoreOf(withoutOther(compare(first.one, first.other)), records, strong);
};
