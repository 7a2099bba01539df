import { isStrongRow, type Row } from '../encode/rows.ts';
import { type Comparison, compare } from './compare.ts';
import { type Score, scoreOf } from './score.ts';

/** The rows of two records under one token. */
export type SharedRow = { readonly one: Row['filter']; readonly other: Row['filter'] };

const withoutOther = (comparison: Comparison): Comparison => ({ ...comparison, other: { one: 0, other: 0, both: 0 } });

/**
 * Scores two records by the rows they share; null when they share none. All rows of a record hold the same filter, shuffled
 * otherwise, so one weak row says all; a strong one lacks the part `other` and says that it is strong.
 */
export const scoreOfRows = (shared: readonly SharedRow[], records: number): Score | null => {
  const strong = shared.find(({ one }) => isStrongRow({ filter: one }));
  const weak = shared.find(({ one }) => !isStrongRow({ filter: one }));
  if (weak) return scoreOf(compare(weak.one, weak.other), records, strong !== undefined);
  return strong ? scoreOf(withoutOther(compare(strong.one, strong.other)), records, true) : null;
};
