import { countFrom, scoreOf } from '../../src/linkage/index.ts';
import type { Contest } from './pairs.ts';

type Scored = { readonly one: number; readonly other: number; readonly match: boolean; readonly score: number };

/** Precision, recall and their harmonic mean. */
export type Quality = { readonly precision: number; readonly recall: number; readonly f1: number };

const scored = ({ candidates, size }: Contest): readonly Scored[] =>
  candidates
    .map(({ one, other, match, comparison }) => ({ one, other, match, score: scoreOf(comparison, size).score }))
    .sort((left, right) => right.score - left.score);

/** Where nobody stands twice in one list, each record takes its best partner that is still free. */
const oneToOne = (pairs: readonly Scored[]): readonly Scored[] => {
  const taken = new Set<number>();
  return pairs.filter(({ one, other }) => {
    if (taken.has(one) || taken.has(other)) return false;
    taken.add(one).add(other);
    return true;
  });
};

const linksOf = (contest: Contest): readonly Scored[] => {
  const pairs = scored(contest);
  return contest.oneToOne ? oneToOne(pairs) : pairs;
};

const qualityOf = (found: number, right: number, truth: number): Quality => ({
  precision: found === 0 ? 1 : right / found,
  recall: right / truth,
  f1: (2 * right) / (found + truth),
});

/** The quality at the threshold that suits the contest best, as every contestant's is given. */
export const bestQuality = (contest: Contest): Quality => {
  let best = qualityOf(0, 0, contest.truth);
  let right = 0;
  linksOf(contest).forEach(({ match }, at) => {
    right += match ? 1 : 0;
    const quality = qualityOf(at + 1, right, contest.truth);
    if (quality.f1 > best.f1) best = quality;
  });
  return best;
};

/** The quality at the threshold that is shipped. */
export const shippedQuality = (contest: Contest, threshold = countFrom): Quality => {
  const links = linksOf(contest).filter(({ score }) => score >= threshold);
  return qualityOf(links.length, links.filter(({ match }) => match).length, contest.truth);
};
