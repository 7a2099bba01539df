import { type SegmentName } from '../encode/segments.ts';
import { type Comparison, dice, type Overlap } from './compare.ts';

/** Where a likeness of Dice passes from one level to the next; seven bounds make eight levels, 0 the least alike. */
export const bounds: Readonly<Record<SegmentName, readonly number[]>> = {
  given: [0.3, 0.42, 0.54, 0.66, 0.78, 0.88, 0.97],
  family: [0.3, 0.42, 0.54, 0.66, 0.78, 0.88, 0.97],
  names: [0.4, 0.5, 0.58, 0.66, 0.75, 0.84, 0.95],
  birth: [0.4, 0.48, 0.56, 0.64, 0.72, 0.82, 0.97],
  other: [0.2, 0.3, 0.46, 0.58, 0.7, 0.85, 0.97],
  consonants: [0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95],
};

/** A date of birth of which only the year is known sets so few bits. */
const yearOnly = 44;

/** Levels of a birth of which one side knows only the year come after the eight others. */
export const yearLevels = 3;

/** Levels of a birth of which one side knows only the year: year the same (10), near (9), other (8). */
const yearLevel = ({ one, other, both }: Overlap): number => {
  const share = both / Math.min(one, other);
  return share > 0.97 ? 10 : share > 0.45 ? 9 : 8;
};

/** The level of a part, null when either side knows nothing. */
export const levelOf = (segment: SegmentName, overlap: Overlap): number | null => {
  if (overlap.one === 0 || overlap.other === 0) return null;
  if (segment === 'birth' && Math.min(overlap.one, overlap.other) < yearOnly) return yearLevel(overlap);
  const likeness = dice(overlap);
  return bounds[segment].filter((bound) => likeness >= bound).length;
};

export type Levels = Readonly<Record<SegmentName, number | null>>;

/** The levels of all parts of a comparison. */
export const levelsOf = (comparison: Comparison): Levels =>
  Object.fromEntries(
    Object.entries(comparison).map(([segment, overlap]) => [segment, levelOf(segment as SegmentName, overlap)]),
  ) as unknown as Levels;

/** Classes of likeness whose combination has a weight of its own: the same names count for more under the same date. */
export const nameClasses = ['unknown', 'different', 'far', 'near', 'same'] as const;
export const birthClasses = ['unknown', 'different', 'near', 'same', 'otherYear', 'nearYear', 'sameYear'] as const;
export type NameClass = (typeof nameClasses)[number];
export type BirthClass = (typeof birthClasses)[number];

const nameClassOf = (level: number | null): NameClass => {
  if (level === null) return 'unknown';
  if (level >= 6) return 'same';
  return level >= 3 ? 'near' : level >= 1 ? 'far' : 'different';
};

const birthClassOf = (level: number | null): BirthClass => {
  if (level === null) return 'unknown';
  if (level >= 8) return level === 10 ? 'sameYear' : level === 9 ? 'nearYear' : 'otherYear';
  return level === 7 ? 'same' : level >= 4 ? 'near' : 'different';
};

/** The classes of the names and of the birth. */
export const classesOf = ({ names, birth }: Levels): readonly [NameClass, BirthClass] => [
  nameClassOf(names),
  birthClassOf(birth),
];
