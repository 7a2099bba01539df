import { type Birth, unorderedDay } from '../normalise/birth.ts';
import type { Person } from '../normalise/index.ts';
import type { Name } from '../normalise/names.ts';
import { type StrongKind, strongKindIn } from '../normalise/strong.ts';
import type { NameWord } from '../normalise/words.ts';

/** Rows every record has in the store, whatever it holds. */
export const rowsPerRecord = 28;

/** What goes to the key servers blinded: two records are comparable when one of these texts is the same. */
export type Token = { readonly text: string; readonly strong: StrongKind | null };

/*
 * Kinds of weak tokens and how hard they are to guess: minus the binary logarithm of the chance that two strangers share one,
 * by the public name tables of bench/lists and dates of birth over 45 years (`npm run bench -- linkage` prints them anew).
 * A date alone (14 bits) and a name alone (8) are no tokens at all: either could be listed by a curious body.
 */
export const tokenBits = {
  /** Consonant key of one word, whole date. */
  nameDate: 21,
  /** First two letters of one word, whole date. */
  startDate: 18,
  /** First three letters of one word, whole date. */
  headDate: 21,
  /** Last three letters of one word, whole date. */
  tailDate: 21,
  /** Consonant key of one word, first three letters of another, and day and month in one order, or the year. */
  nameHeadDay: 22,
  nameHeadYear: 20,
  /** Consonant keys of two words, and day and month in one order, or the year. */
  nameNameDay: 22,
  nameNameYear: 20,
  /** Two words as they are compared. */
  spelled: 19,
  /** One word as it is compared, first or last four letters of another. */
  spelledHead: 18,
  spelledTail: 18,
  /** One word as it is compared, the first two and last two letters of another. */
  spelledEnds: 18,
  /** Consonant keys of two words. */
  nameName: 15,
  /** Consonant key of one word, first or last three letters of another. */
  nameHead: 15,
  nameTail: 15,
} as const;

export type TokenType = keyof typeof tokenBits;

/**
 * Below this a kind of token is refused. Two names without a date are needed where the date is missing or quite different (five
 * of a hundred pairs in FEBRL); they are spelled out as far as typing faults allow, because what strangers share by chance is
 * both what can be guessed and what a thief of the store sees. At 20 a store shows next to nothing and a tenth of the pairs
 * is missed; at 15 two more of a hundred are found and strangers meet ten times as often (docs/decisions/0012).
 */
export const usualFloor = 18;

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
    add('startDate', `${word.common.slice(0, 2)}:${date}`);
    add('headDate', `${headOf(word)}:${date}`);
    add('tailDate', `${tailOf(word)}:${date}`);
  }
};

const addKeys = (add: Add, keys: string, births: readonly Birth[]): void => {
  add('nameName', keys);
  for (const birth of births) {
    add('nameNameYear', `${keys}:${birth.year}`);
    const day = unorderedDay(birth);
    if (day !== null) add('nameNameDay', `${keys}:${day}`);
  }
};

const addPair = (add: Add, [one, other]: readonly [NameWord, NameWord], births: readonly Birth[]): void => {
  add('spelled', joined(one.common, other.common));
  add('spelledHead', `${one.common}:${other.common.slice(0, 4)}`);
  add('spelledEnds', `${one.common}:${other.common.slice(0, 2)}${other.common.slice(-2)}`);
  add('spelledTail', `${one.common}:${other.common.slice(-4)}`);
  for (const key of keysOf(one)) {
    for (const second of keysOf(other)) addKeys(add, joined(key, second), births);
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

/** What adds to coarse names alone, or spells them out, finds nothing more where those are allowed. */
const beyondCoarse: readonly TokenType[] = [
  ...(['nameHeadDay', 'nameHeadYear', 'nameNameDay', 'nameNameYear'] as const),
  ...(['spelled', 'spelledHead', 'spelledTail', 'spelledEnds'] as const),
];

const usedTypes = (floor: number): readonly TokenType[] => {
  const strongEnough = (Object.keys(tokenBits) as TokenType[]).filter((type) => tokenBits[type] >= floor);
  // Two letters find what three find.
  const allowed = strongEnough.filter((type) => type !== 'headDate' || !strongEnough.includes('startDate'));
  return allowed.includes('nameName') ? allowed.filter((type) => !beyondCoarse.includes(type)) : allowed;
};

/** The tokens of a person, at most 28: strong ones first, then weak ones of every kind that is hard enough to guess. */
export const tokensOf = (person: Person, floor: number = usualFloor): readonly Token[] => {
  const values = valuesOf(person);
  const weak = inTurn(usedTypes(floor).map((type) => [...values[type]].map((value) => `${type}|${value}`)));
  const strong = person.strong.slice(0, 6).map((text) => ({ text: `strong|${text}`, strong: strongKindIn(text) }));
  return [...strong, ...weak.map((text) => ({ text, strong: null }))].slice(0, rowsPerRecord);
};
