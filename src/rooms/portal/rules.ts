/*
 * The number and the words of a person's page, as people type them: in any digits, with any spaces, with or without accents.
 */

/** The quasigroup of Damm's check digit: it finds every single wrong digit and every two that changed places. */
const damm = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const;

/** The check digit that belongs behind these digits. */
export const checkDigit = (digits: string): string =>
  String([...digits].reduce((interim, digit) => damm[interim]?.[Number(digit)] ?? 0, 0));

/** Digits of a page's number, the last a check digit. */
export const numberLength = 20;

/** Zeros of the scripts in which people here write numbers: Latin, Arabic, Persian, Devanagari, Bengali, Thai. */
const zeros = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50];

const asLatinDigit = (letter: string): string => {
  const point = letter.codePointAt(0) ?? 0;
  const zero = zeros.find((one) => point >= one && point <= one + 9);
  return zero === undefined ? letter : String(point - zero);
};

/** The same text with digits as they are counted here, from whichever script. */
export const withLatinDigits = (text: string): string => [...text.normalize('NFKC')].map(asLatinDigit).join('');

/** What somebody typed as a number: its twenty digits, or why it cannot be one. Whether a page has it, nobody learns here. */
export const readNumber = (typed: string): { readonly number: string } | { readonly wrong: 'length' | 'digit' } => {
  const number = withLatinDigits(typed.slice(0, 200)).replace(/\D/g, '');
  if (number.length !== numberLength) return { wrong: 'length' };
  return checkDigit(number) === '0' ? { number } : { wrong: 'digit' };
};

/** In groups of four, as it is shown and read out. */
export const grouped = (digits: string): string => digits.replace(/(\d{4})(?=\d)/g, '$1 ');

/** Letters that people write in several ways: in Arabic and Persian, and Latin letters whose stroke or dot is not an accent. */
const sameLetters: readonly (readonly [RegExp, string])[] = [
  [/[أإآٱ]/g, 'ا'],
  [/[ىی]/g, 'ي'],
  [/ک/g, 'ك'],
  [/ة/g, 'ه'],
  [/ـ/g, ''],
  [/ł/g, 'l'],
  [/đ/g, 'd'],
  [/ı/g, 'i'],
  [/ß/g, 'ss'],
];

/** Rows of the Ethiopic script that sound alike today, and the row each is read as: seven or eight letters from these places on. */
const sameRows: readonly (readonly [from: number, to: number])[] = [
  [0x1210, 0x1200],
  [0x1280, 0x1200],
  [0x1220, 0x1230],
  [0x12d0, 0x12a0],
  [0x1340, 0x1338],
];

const asOneRow = (letter: string): string => {
  const point = letter.codePointAt(0) ?? 0;
  const row = sameRows.find(([from]) => point >= from && point <= from + 6);
  return row === undefined ? letter : String.fromCodePoint(point - row[0] + row[1]);
};

/**
 * Words as typed, made the same for the same words: without accents, marks, signs, capitals, or spaces too many. Digits alone
 * are the same with and without spaces.
 */
export const readWords = (typed: string): string => {
  const bare = withLatinDigits(typed.slice(0, 300)).toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  const one = sameLetters.reduce((text, [from, to]) => text.replace(from, to), bare);
  const same = one.replace(/[\u1200-\u137f]/g, asOneRow);
  const plain = same
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .normalize('NFC')
    // Chinese and Thai are written without spaces between words.
    .replace(/(?<=[\p{Script=Han}\p{Script=Thai}]) (?=[\p{Script=Han}\p{Script=Thai}])/gu, '');
  return /^[\d ]+$/.test(plain) ? plain.replaceAll(' ', '') : plain;
};

const leastLetters = 12;
const leastDifferent = 6;

/** Are words that somebody chose hard enough to guess? Length counts, and that it is not one letter again and again. */
export const areWordsStrong = (words: string): boolean => {
  const letters = [...readWords(words)].filter((letter) => letter !== ' ');
  return letters.length >= leastLetters && new Set(letters).size >= leastDifferent;
};

/** How often something of the public site was read: what may be told, and of how many places it may not. */
export type Reading = { readonly code: string; readonly visits: number; readonly withheld: number };

/** What was read, place by place (null: too few to be told), by language and by page. Sums are of what is told. */
export type Readings = {
  readonly withholdBelow: number;
  readonly places: readonly { readonly language: string; readonly page: string; readonly visits: number | null }[];
  readonly languages: readonly Reading[];
  readonly pages: readonly Reading[];
};

type Read = { readonly language: string; readonly page: string; readonly visits: number };
type Place = Readings['places'][number];

const sumOf = (places: readonly Place[], by: (place: Place) => string): readonly Reading[] =>
  [...Map.groupBy(places, by)]
    .map(([code, own]) => ({
      ...{ code, visits: own.reduce((sum, { visits }) => sum + (visits ?? 0), 0) },
      withheld: own.filter(({ visits }) => visits === null).length,
    }))
    .sort((one, other) => other.visits - one.visits || (one.code < other.code ? -1 : 1));

/**
 * What was read, without small numbers: a page read three times in a rare language may be one person. Sums leave them out
 * as well, so that nothing can be taken from a sum to find them.
 */
export const readingsOf = (rows: readonly Read[], withholdBelow: number): Readings => {
  const places = [...Map.groupBy(rows, ({ language, page }) => `${language} ${page}`).values()].flatMap((same) => {
    const [first] = same;
    const visits = same.reduce((sum, one) => sum + one.visits, 0);
    return first
      ? [{ language: first.language, page: first.page, visits: visits < withholdBelow ? null : visits }]
      : [];
  });
  return {
    ...{ withholdBelow, places },
    languages: sumOf(places, ({ language }) => language),
    pages: sumOf(places, ({ page }) => page),
  };
};
