import { type Birth, unorderedDay } from '../normalise/birth.ts';
import type { Person } from '../normalise/index.ts';
import type { Name } from '../normalise/names.ts';
import type { NameWord } from '../normalise/words.ts';

/** Rows every record has in the store, whatever it holds. */
export const rowsPerRecord = 28;

/** What goes to the key servers blinded: two records are comparable when one of these texts is the same. */
export type Token = { readonly text: string; readonly strong: boolean };

/*
 * Kinds of weak tokens and how hard they are to guess: minus the binary logarithm of the chance that two strangers share one,
 * by the public name tables of bench/lists and dates of birth over 45 years (`npm run bench -- linkage` prints them anew).
 * A date alone (14 bits) and a name alone (8) are no tokens at all: either could be listed by a curious body.
 */
export const tokenBits = {
  /** Consonant key of one word, whole date. */
  nameDate: 21,
  /** First three letters of one word, whole date. */
  headDate: 21,
  /** Last three letters of one word, whole date. */
  tailDate: 21,
  /** Consonant key of one word, first three letters of another, and day and month in one order, or the year. */
  nameHeadDay: 22,
  nameHeadYear: 20,
  /** Consonant keys of two words. */
  nameName: 15,
  /** Consonant key of one word, first or last three letters of another. */
  nameHead: 15,
  nameTail: 15,
} as const;

export type TokenType = keyof typeof tokenBits;

/**
 * Below this a kind of token is refused. Names without a date are needed where the date is missing or quite different (five
 * of a hundred pairs in FEBRL); an installation that holds guessing for the greater danger sets 20 and misses those.
 */
export const usualFloor = 15;

/** Three letters of an end of a word; a shorter word is taken whole. */
const headOf = (word: NameWord): string => word.common.slice(0, 3);
const tailOf = (word: NameWord): string => word.common.slice(-3);
const keysOf = (word: NameWord): readonly string[] => word.keys.slice(0, 2);

/** Not more words than these of a name make tokens. */
const mostWords = 4;

const wordsOf = ({ given, family }: Name): readonly NameWord[] => [
  ...given.slice(0, Math.max(2, mostWords - family.length)),
  ...family.slice(0, Math.max(2, mostWords - given.length)),
];

const joined = (one: string, other: string): string => (one < other ? `${one}+${other}` : `${other}+${one}`);

const dateOf = (birth: Birth): string | null => {
  const day = unorderedDay(birth);
  return day === null ? null : `${birth.year}${day}`;
};

type Values = Readonly<Record<TokenType, ReadonlySet<string>>>;
type Add = (type: TokenType, value: string) => void;

const addDated = (add: Add, words: readonly NameWord[], birth: Birth): void => {
  const date = dateOf(birth);
  if (date === null) return;
  for (const word of words) {
    for (const key of keysOf(word)) add('nameDate', `${key}:${date}`);
    add('headDate', `${headOf(word)}:${date}`);
    add('tailDate', `${tailOf(word)}:${date}`);
  }
};

const addPair = (add: Add, [one, other]: readonly [NameWord, NameWord], births: readonly Birth[]): void => {
  for (const key of keysOf(one)) {
    for (const second of keysOf(other)) add('nameName', joined(key, second));
    add('nameHead', `${key}:${headOf(other)}`);
    add('nameTail', `${key}:${tailOf(other)}`);
    for (const birth of births) {
      add('nameHeadYear', `${key}:${headOf(other)}:${birth.year}`);
      const day = unorderedDay(birth);
      if (day !== null) add('nameHeadDay', `${key}:${headOf(other)}:${day}`);
    }
  }
};

const valuesOf = (person: Person): Values => {
  const values = Object.fromEntries(
    Object.keys(tokenBits).map((type) => [type, new Set<string>()]),
  ) as unknown as Record<TokenType, Set<string>>;
  const add: Add = (type, value) => void values[type].add(value);
  for (const name of person.names) {
    const words = wordsOf(name);
    for (const birth of person.births) addDated(add, words, birth);
    for (const one of words) for (const other of words) if (one !== other) addPair(add, [one, other], person.births);
  }
  return values;
};

/** Types in turn, so that none is left out when a long name has more tokens than rows. */
const inTurn = (lists: readonly (readonly string[])[]): readonly string[] => {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
};

/** What with a year or a day only repeats what goes without is not asked for. */
const usedTypes = (floor: number): readonly TokenType[] => {
  const allowed = (Object.keys(tokenBits) as TokenType[]).filter((type) => tokenBits[type] >= floor);
  return allowed.includes('nameHead')
    ? allowed.filter((type) => type !== 'nameHeadYear' && type !== 'nameHeadDay')
    : allowed;
};

/** The tokens of a person, at most 28: strong ones first, then weak ones of every kind that is hard enough to guess. */
export const tokensOf = (person: Person, floor: number = usualFloor): readonly Token[] => {
  const values = valuesOf(person);
  const weak = inTurn(usedTypes(floor).map((type) => [...values[type]].map((value) => `${type}|${value}`)));
  const strong = person.strong.slice(0, 6).map((text) => ({ text: `strong|${text}`, strong: true }));
  return [...strong, ...weak.map((text) => ({ text, strong: false }))].slice(0, rowsPerRecord);
};
