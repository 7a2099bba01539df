import { countPersons, scoreAt } from '../../linkage/index.ts';
import type { OnceCounter } from '../../rooms/statistics/index.ts';

/** The arithmetic of matching, as the figures ask for it: the likeliest number of persons and its bounds. */
export const countPersonsOnce: OnceCounter = ({ humans, pairs, said, records }) => {
  const edges = pairs.map(({ one, other, ...kept }) => ({ one, other, score: scoreAt(kept, records) }));
  const pairsOf = (isSame: boolean) =>
    said.filter((it) => it.isSame === isSame).map(({ one, other }) => [one, other] as const);
  const { low, central, high } = countPersons(
    humans,
    edges,
    { must: pairsOf(true), cannot: pairsOf(false) },
    { records: Math.max(records, humans.length) },
  );
  return { low, central, high };
};
