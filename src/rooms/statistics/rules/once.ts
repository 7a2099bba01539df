import type { Likeness, Once, OnceCounter, SourceOfOne } from '../facts.ts';

/** The human being that each person of these sources is. */
const humansOf = (sources: readonly SourceOfOne[]): ReadonlyMap<string, string> =>
  new Map(sources.flatMap(({ counted, personIds }) => [counted, ...personIds].map((id) => [id, counted] as const)));

type Between = { readonly one: string; readonly other: string };

/** What is known of two persons, said of the two human beings; nothing where they are one, or one is not counted here. */
const among =
  (humans: ReadonlyMap<string, string>) =>
  <Pair extends Between>(pairs: readonly Pair[]): readonly Pair[] =>
    pairs.flatMap((pair) => {
      const [one, other] = [humans.get(pair.one), humans.get(pair.other)];
      return one === undefined || other === undefined || one === other ? [] : [{ ...pair, one, other }];
    });

/**
 * How many persons these are when each is counted once across bodies. Who agreed to no matching stands for one; of the others the
 * likenesses found at night make the likeliest figure and its bounds. Null where nobody of them may be matched.
 */
export const countOnce = (
  sources: readonly SourceOfOne[],
  { records, persons, pairs, said }: Likeness,
  counter: OnceCounter,
): Once | null => {
  const humans = humansOf(sources);
  const matched = [...new Set([...humans].filter(([id]) => persons.has(id)).map(([, human]) => human))].sort();
  if (matched.length === 0) return null;
  const alike = among(humans);
  const once = counter({ humans: matched, pairs: alike(pairs), said: alike(said), records });
  const others = sources.length - matched.length;
  return {
    low: Math.max(0, Math.min(once.low, matched.length)) + others,
    central: Math.min(once.central, matched.length) + others,
    high: Math.min(once.high, matched.length) + others,
  };
};
