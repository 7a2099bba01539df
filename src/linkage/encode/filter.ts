import type { Birth } from '../normalise/birth.ts';
import type { Person } from '../normalise/index.ts';
import type { NameWord } from '../normalise/words.ts';
import { type FeatureKind, positionsPerValue, positionTable } from './positions.ts';
import { filterBytes } from './segments.ts';

const letters = 27;
const classes = 10;
/** Texts that have no number of their own (a consonant key, a country) are folded into so many. */
const folds = 2048;

const kinds = {
  given: { name: 'pairs of letters', segment: 'given', values: letters * letters },
  family: { name: 'pairs of letters', segment: 'family', values: letters * letters },
  names: { name: 'pairs of letters', segment: 'names', values: letters * letters },
  key: { name: 'consonant key', segment: 'consonants', values: folds },
  keyPairs: { name: 'pairs of consonants', segment: 'consonants', values: classes * classes },
  date: { name: 'date', segment: 'birth', values: folds },
  year: { name: 'year', segment: 'birth', values: 400 },
  month: { name: 'month', segment: 'birth', values: 13 },
  day: { name: 'day', segment: 'birth', values: 32 },
  exchanged: { name: 'day and month in one order', segment: 'birth', values: 1024 },
  yearDigits: { name: 'digits of the year in one order', segment: 'birth', values: 100 },
  digits: { name: 'digits in their places', segment: 'birth', values: 80 },
  sex: { name: 'sex', segment: 'other', values: 2 },
  nationality: { name: 'nationality', segment: 'other', values: folds },
} as const satisfies Record<string, FeatureKind>;

type KindName = keyof typeof kinds;

/** Where every feature sets its bits, under one filter key. */
export type FilterTables = Readonly<Record<KindName, Uint16Array>>;

/** What the two key servers are asked for once in an epoch, to give the filter key to whoever encodes. */
export const filterKeyText = 'filter-key|v1';

/** Makes the tables of a filter key (32 bytes or more); some tens of milliseconds, once in an epoch. */
export const filterTables = (filterKey: Uint8Array): FilterTables =>
  Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [name, positionTable(filterKey, kind)]),
  ) as unknown as FilterTables;

/** A feature of a record: kind, value, and its share of the bits of the part. */
type Feature = readonly [kind: KindName, value: number, share: number];

/*
 * However long a name is, its part has the same number of bits: the features take turns until the part is full. So the number
 * of bits says whether something is known and nothing of what; only a date without a day and a missing country have fewer.
 */
const fullParts = { given: 56, family: 56, names: 64, consonants: 44, date: 76, year: 30 } as const;

const isNew = (filter: Uint8Array, position: number): boolean => {
  const [byte, mark] = [filter[position >> 3] ?? 0, 1 << (position & 7)];
  filter[position >> 3] = byte | mark;
  return (byte & mark) === 0;
};

/** In each turn a feature sets as many bits as its share, until the part has `full` bits or nobody has a bit left. */
const fill = (filter: Uint8Array, tables: FilterTables, features: readonly Feature[], full: number): void => {
  let bits = 0;
  for (let turn = 0; turn < positionsPerValue; turn += 1)
    for (const [kind, value, share] of features) {
      const start = value * positionsPerValue;
      for (let at = turn * share; at < Math.min((turn + 1) * share, positionsPerValue) && bits < full; at += 1)
        bits += isNew(filter, tables[kind][start + at] ?? 0) ? 1 : 0;
    }
};

/** The same for features of one kind and equal share, which is most of a record: no object is made for any of them. */
const fillEqually = (filter: Uint8Array, table: Uint16Array, values: readonly number[], full: number): void => {
  let bits = 0;
  for (let turn = 0; turn < positionsPerValue; turn += 1)
    for (let at = 0; at < values.length; at += 1) {
      if (bits === full) return;
      const position = table[(values[at] ?? 0) * positionsPerValue + turn] ?? 0;
      const before = filter[position >> 3] ?? 0;
      const after = before | (1 << (position & 7));
      filter[position >> 3] = after;
      bits += after === before ? 0 : 1;
    }
};

/** A number for a text, the same in every program: FNV-1a, folded. */
const folded = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) & (folds - 1);
};

const letterA = 96;

/** Numbers in rising order, each once. */
const sortedOnce = (numbers: number[]): readonly number[] => {
  numbers.sort((one, other) => one - other);
  return numbers.filter((number, at) => at === 0 || number !== numbers[at - 1]);
};

/** Pairs of neighbouring letters of all words, the edges of a word counting as a letter; in one order, each once. */
const pairsOf = (words: readonly NameWord[]): readonly number[] => {
  const pairs: number[] = [];
  for (const { common } of words) {
    let before = 0;
    for (let at = 0; at < common.length; at += 1) {
      const letter = common.charCodeAt(at) - letterA;
      pairs.push(before * letters + letter);
      before = letter;
    }
    pairs.push(before * letters);
  }
  return sortedOnce(pairs);
};

const classOf: Readonly<Record<string, number>> = { P: 1, T: 2, D: 3, S: 4, K: 5, M: 6, N: 7, L: 8, R: 9 };

const keyFeatures = (words: readonly NameWord[]): readonly Feature[] => {
  const keys = [...new Set(words.flatMap((word) => word.keys.slice(0, 2)))].sort();
  const pairs: number[] = [];
  for (const key of keys) {
    let before = 0;
    for (let at = 0; at <= key.length; at += 1) {
      const next = classOf[key[at] ?? ''] ?? 0;
      pairs.push(before * classes + next);
      before = next;
    }
  }
  const whole = keys.map((key): Feature => ['key', folded(key), 2]);
  return [...whole, ...sortedOnce(pairs).map((pair): Feature => ['keyPairs', pair, 1])];
};

const digitFeatures = (number: number, place: number): readonly Feature[] => [
  ['digits', place * 10 + Math.floor(number / 10), 3],
  ['digits', (place + 1) * 10 + (number % 10), 3],
];

const yearFeatures = ({ year }: Birth): readonly Feature[] => {
  const [tens, ones] = [Math.floor((year % 100) / 10), year % 10];
  return [
    ['year', (year - 1800) % 400, 16],
    ['yearDigits', Math.min(tens, ones) * 10 + Math.max(tens, ones), 6],
    ...digitFeatures(year % 100, 0),
  ];
};

const dayFeatures = ({ year, month, day }: Birth): readonly Feature[] => [
  ...(month === null ? [] : [['month', month, 8] as const, ...digitFeatures(month, 2)]),
  ...(month === null || day === null
    ? []
    : ([
        ['date', (year * 372 + month * 31 + day) & (folds - 1), 8],
        ['day', day, 10],
        ['exchanged', Math.min(month, day) * 32 + Math.max(month, day), 10],
        ...digitFeatures(day, 4),
      ] as const)),
];

const fillBirths = (filter: Uint8Array, tables: FilterTables, births: readonly Birth[]): void => {
  const years = births.flatMap(yearFeatures);
  const days = births.flatMap(dayFeatures);
  if (years.length > 0)
    fill(filter, tables, [...years, ...days], (days.length > 0 ? fullParts.date : fullParts.year) * births.length);
};

const fillOther = (filter: Uint8Array, tables: FilterTables, { sex, nationality }: Person): void => {
  const features: readonly Feature[] = [
    ...(sex ? [['sex', sex === 'F' ? 0 : 1, 10] as const] : []),
    ...(nationality ? [['nationality', folded(nationality), 16] as const] : []),
  ];
  if (features.length > 0) fill(filter, tables, features, (sex ? 10 : 0) + (nationality ? 16 : 0));
};

/** The filter of a person: 144 bytes, the same in every program of the same NORM_VERSION and filter key; not yet shuffled. */
export const filterOf = (person: Person, tables: FilterTables): Uint8Array => {
  const filter = new Uint8Array(filterBytes);
  const given = person.names.flatMap((name) => name.given);
  const family = person.names.flatMap((name) => name.family);
  const all = [...given, ...family];
  fillEqually(filter, tables.given, pairsOf(given), fullParts.given);
  fillEqually(filter, tables.family, pairsOf(family), fullParts.family);
  fillEqually(filter, tables.names, pairsOf(all), fullParts.names);
  fill(filter, tables, keyFeatures(all), fullParts.consonants);
  fillBirths(filter, tables, person.births);
  fillOther(filter, tables, person);
  return filter;
};
