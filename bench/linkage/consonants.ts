import { consonantKeys, plainLatin } from '../../src/linkage/index.ts';
import type { Measured } from '../support/report.ts';
import { wikidataPairs } from './data.ts';

/** The hits of the prototype's key on the same pairs, to be reached. */
const aims: Readonly<Record<string, number>> = { russian: 0.807, arabic: 0.785, hebrew: 0.79, korean: 0.413 };

type Keys = readonly string[];

/** Pairs of strangers that share a key, in a million. */
const collisions = (left: readonly Keys[], right: readonly Keys[]): number => {
  const places = new Map<string, number[]>();
  left.forEach((keys, at) => keys.forEach((key) => places.set(key, [...(places.get(key) ?? []), at])));
  const met = right.reduce((sum, keys, at) => {
    const strangers = new Set(keys.flatMap((key) => places.get(key) ?? []));
    strangers.delete(at);
    return sum + strangers.size;
  }, 0);
  return (met / (left.length * (left.length - 1))) * 1e6;
};

/** How often a name in another script meets its Latin form over the consonant key, and how often a stranger does. */
export const consonantKeyHits = (): readonly Measured[] =>
  Object.entries(aims).flatMap(([language, least]) => {
    const pairs = wikidataPairs(language);
    const latin = pairs.map((pair) => plainLatin(pair.latin)).map((word) => consonantKeys(word, word));
    const own = pairs.map((pair) => consonantKeys(pair.own, plainLatin(pair.own)));
    const hits = latin.filter((keys, at) => keys.some((key) => own[at]?.includes(key))).length;
    return [
      {
        name: `consonant key, ${language}: names that meet`,
        value: hits / pairs.length,
        unit: 'share',
        aim: { least },
      },
      { name: `consonant key, ${language}: strangers that meet`, value: collisions(latin, own), unit: 'in a million' },
    ];
  });
