import type { StrongKind } from '../normalise/strong.ts';
import { segments, type SegmentName } from '../encode/segments.ts';
import type { Comparison, Overlap } from './compare.ts';
import { classesOf, type Levels, levelsOf } from './levels.ts';
import { weights } from './weights.ts';

/**
 * From here a pair counts as one person in statistics: the least quarter at which 98 of 100 pairs are right on the development lists
 * (decision 0012).
 */
export const countFrom = 0.25;
/** From here up to `countFrom` a pair is probable: it makes the interval of a count, never the central figure alone. */
export const probableFrom = -2;
/** Above this a pair is proposed to both sides; a shared document proposes at once, for then she can be asked. */
export const proposeAbove = 4;
/**
 * What a shared document number or a shared telephone adds. Neither is infinite: papers are lent and forged, and those who are held in
 * one house, or were given one telephone by who exploits them, share it. Who has somebody's papers often has her telephone, so both
 * say no more than the papers alone.
 */
export const strongWeights: Readonly<Record<StrongKind, number>> = { document: 9, contact: 5 };
/** Two given names under one birth date and family name: twins, or one person and an alias. Never counted without a person's word. */
export const siblingCap = -0.5;

/** How alike two records are in a part, in a word that can be shown. */
export type Likeness = 'same' | 'near' | 'different' | 'unknown';
/** One reason of a score: its weight is a natural logarithm of odds; positive speaks for one person. */
export type Evidence = {
  readonly part: SegmentName | StrongKind;
  readonly likeness: Likeness;
  readonly weight: number;
};
/** The logarithm of the odds that two records are one person, and why. */
export type Score = { readonly score: number; readonly evidence: readonly Evidence[]; readonly siblings: boolean };

const likenessOf = (part: SegmentName, level: number | null): Likeness => {
  if (level === null) return 'unknown';
  if (part === 'birth' && level >= 8) return level === 10 ? 'same' : level === 9 ? 'near' : 'different';
  return level >= 6 ? 'same' : level >= 3 ? 'near' : 'different';
};

const weightOf = (part: SegmentName, level: number | null): number =>
  level === null ? weights.unknown[part] : (weights.levels[part][level] ?? 0);

/** A given name as unlike another as this may be a sister's; of two names written whole, in which the family's stands too, so. */
const sisterGiven = { parted: 2, whole: 4 } as const;

/**
 * A name written whole does not say which word is the family's, so a sister's shares one word of two with hers: then the words
 * together are alike and not the same, letter for letter and by their consonants. Measured: decision 0012.
 */
const maybeSister = ({ given, names, consonants }: Levels, { one, other }: Overlap): boolean => {
  const bound = one === 0 && other === 0 ? sisterGiven.whole : sisterGiven.parted;
  return (given ?? 0) <= bound && (names ?? 0) <= 5 && (consonants ?? 0) <= 5;
};

/**
 * True for twins and siblings at first sight, and for a village all born "on 1 January": the same day (or the same year where no
 * more is known), the same family name, and called otherwise.
 */
const maybeSiblings = (levels: Levels, comparison: Comparison): boolean => {
  const { birth, family, given } = levels;
  if (birth !== 7 && birth !== 10) return false;
  if (family === null) return maybeSister(levels, comparison.family);
  return family >= 6 && given !== null && given <= sisterGiven.parted;
};

/**
 * Two who share a telephone and are not known to be called alike, or a paper and are called otherwise: held together, a borrowed or a
 * forged paper, or one person under two names. Never counted as one without a person's word.
 */
const sharesNumberAlone = (levels: Levels, strong: readonly StrongKind[]): boolean => {
  const [names] = classesOf(levels);
  const isOtherwise = names === 'different' || names === 'far';
  return strong.includes('document') ? isOtherwise : strong.length > 0 && (isOtherwise || names === 'unknown');
};

const evidenceOf = (levels: Levels, strong: readonly StrongKind[]): readonly Evidence[] => {
  const [names, birth] = classesOf(levels);
  const parts = segments.map(({ name }): Evidence => {
    const together = name === 'birth' ? weights.namesAndBirth[names][birth] : 0;
    const level = levels[name];
    return { part: name, likeness: likenessOf(name, level), weight: weightOf(name, level) + together };
  });
  const heaviest = strong.includes('document') ? 'document' : 'contact';
  const shared = strong.map(
    (kind): Evidence => ({ part: kind, likeness: 'same', weight: kind === heaviest ? strongWeights[kind] : 0 }),
  );
  return [...parts, ...shared];
};

/**
 * Scores a pair found by a shared token. `records` is how many records the store holds: the more there are, the likelier is
 * a chance likeness. `strong` names the kinds of strong tokens shared; where nothing else is, the part `other` is not known (encode/rows.ts).
 * A telephone shared by two whose names nobody knows, or who are called otherwise, is no more than a telephone.
 */
export const scoreOf = (comparison: Comparison, records: number, strong: readonly StrongKind[] = []): Score => {
  const levels = levelsOf(comparison);
  const evidence = evidenceOf(levels, strong);
  const odds = evidence.reduce((sum, { weight }) => sum + weight, weights.bias - Math.log(Math.max(2, records)));
  const siblings = maybeSiblings(levels, comparison) || sharesNumberAlone(levels, strong);
  return { score: siblings ? Math.min(odds, siblingCap) : odds, evidence, siblings };
};

/** A score as it is kept: how many records there are is left out, since every night there are more. */
export type KeptScore = { readonly odds: number; readonly siblings: boolean };

/** What is kept of a score. */
export const kept = ({ evidence, siblings }: Score): KeptScore => ({
  odds: evidence.reduce<number>((sum, { weight }) => sum + weight, weights.bias),
  siblings,
});

/** A store of a few records says nothing about how frequent a name is: likeness counts as if there were at least so many. */
const leastRecords = 100;

/** A kept score in a list of so many records. */
export const scoreAt = ({ odds, siblings }: KeptScore, records: number): number => {
  const score = odds - Math.log(Math.max(leastRecords, records));
  return siblings ? Math.min(score, siblingCap) : score;
};

/** The odds that score so much in a list of so many records: the inverse of `scoreAt`, siblings apart. */
export const oddsAt = (score: number, records: number): number => score + Math.log(Math.max(leastRecords, records));

/** True when a kept score is proposed to both sides, as in `isProposed`. */
export const isKeptProposed = (it: KeptScore & { readonly strong: boolean }, records: number): boolean => {
  const score = scoreAt(it, records);
  return score > proposeAbove || (it.strong && score >= probableFrom);
};

/** The chance that a pair of this score is one person. */
export const chanceOf = (score: number): number => 1 / (1 + Math.exp(-score));

export type Standing = 'counted' | 'probable' | 'apart';

/** What a score means: counted as one person, probable, or apart. */
export const standingOf = ({ score }: Pick<Score, 'score'>): Standing =>
  score >= countFrom ? 'counted' : score >= probableFrom ? 'probable' : 'apart';

/** True when both sides may be asked, each about its own person, whether she wants to be linked. */
export const isProposed = ({ score, evidence }: Score): boolean =>
  score > proposeAbove || (score >= probableFrom && evidence.some(({ part }) => part === 'document'));
