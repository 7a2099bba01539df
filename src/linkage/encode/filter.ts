import type { Birth } from '../normalise/birth.ts';
import type { Person } from '../normalise/index.ts';
import type { NameWord } from '../normalise/words.ts';
import { type FeatureKind, positionTable } from './positions.ts';
import { filterBytes } from './segments.ts';

const letters = 27;
const classes = 10;
/** Texts that have no number of their own (a consonant key, a country) are folded into so many. */
const folds = 4096;

const kind = (name: string, segment: FeatureKind['segment'], values: number, bits: number) => ({
  bits,
  table: positionTable({ name, segment, values, bits }),
});

const features = {
  given: kind('pairs of letters', 'given', letters * letters, 4),
  family: kind('pairs of letters', 'family', letters * letters, 4),
  names: kind('pairs of letters', 'names', letters * letters, 3),
  key: kind('consonant key', 'consonants', folds, 4),
  keyPairs: kind('pairs of consonants', 'consonants', classes * classes, 2),
  date: kind('date', 'birth', folds, 8),
  year: kind('year', 'birth', 400, 16),
  month: kind('month', 'birth', 13, 8),
  day: kind('day', 'birth', 32, 10),
  exchanged: kind('day and month in one order', 'birth', 1024, 10),
  yearDigits: kind('digits of the year in one order', 'birth', 100, 6),
  digits: kind('digits in their places', 'birth', 80, 3),
  sex: kind('sex', 'other', 2, 10),
  nationality: kind('nationality', 'other', folds, 16),
} as const;

type Feature = (typeof features)[keyof typeof features];

const set = (filter: Uint8Array, { table, bits }: Feature, value: number): void => {
  for (let at = value * bits; at < (value + 1) * bits; at += 1) {
    const position = table[at] ?? 0;
    filter[position >> 3] = (filter[position >> 3] ?? 0) | (1 << (position & 7));
  }
};

/** A number for a text, the same in every program: FNV-1a, folded. */
const folded = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) & (folds - 1);
};

const letterA = 96;

/** Pairs of neighbouring letters, the edges of the word counting as a letter of their own. */
const setPairs = (filter: Uint8Array, feature: Feature, word: string): void => {
  let before = 0;
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charCodeAt(at) - letterA;
    set(filter, feature, before * letters + letter);
    before = letter;
  }
  set(filter, feature, before * letters);
};

const classOf: Readonly<Record<string, number>> = { P: 1, T: 2, D: 3, S: 4, K: 5, M: 6, N: 7, L: 8, R: 9 };

const setKey = (filter: Uint8Array, key: string): void => {
  set(filter, features.key, folded(key));
  let before = 0;
  for (const letter of key) {
    const number = classOf[letter] ?? 0;
    set(filter, features.keyPairs, before * classes + number);
    before = number;
  }
  set(filter, features.keyPairs, before * classes);
};

const setWord = (filter: Uint8Array, word: NameWord, feature: Feature): void => {
  setPairs(filter, feature, word.common);
  setPairs(filter, features.names, word.common);
  for (const key of word.keys.slice(0, 2)) setKey(filter, key);
};

const setDigits = (filter: Uint8Array, number: number, place: number): void => {
  set(filter, features.digits, place * 10 + Math.floor(number / 10));
  set(filter, features.digits, (place + 1) * 10 + (number % 10));
};

const setDay = (filter: Uint8Array, year: number, month: number, day: number): void => {
  set(filter, features.date, (year * 372 + month * 31 + day) & (folds - 1));
  set(filter, features.day, day);
  set(filter, features.exchanged, Math.min(month, day) * 32 + Math.max(month, day));
  setDigits(filter, day, 4);
};

const setBirth = (filter: Uint8Array, { year, month, day }: Birth): void => {
  set(filter, features.year, (year - 1800) % 400);
  set(
    filter,
    features.yearDigits,
    Math.min(Math.floor((year % 100) / 10), year % 10) * 10 + Math.max(Math.floor((year % 100) / 10), year % 10),
  );
  setDigits(filter, year % 100, 0);
  if (month === null) return;
  set(filter, features.month, month);
  setDigits(filter, month, 2);
  if (day !== null) setDay(filter, year, month, day);
};

/** The filter of a person: 144 bytes, the same in every program of the same NORM_VERSION; not protected by anything yet. */
export const filterOf = (person: Person): Uint8Array => {
  const filter = new Uint8Array(filterBytes);
  for (const { given, family } of person.names) {
    for (const word of given) setWord(filter, word, features.given);
    for (const word of family) setWord(filter, word, features.family);
  }
  for (const birth of person.births) setBirth(filter, birth);
  if (person.sex) set(filter, features.sex, person.sex === 'F' ? 0 : 1);
  if (person.nationality) set(filter, features.nationality, folded(person.nationality));
  return filter;
};
