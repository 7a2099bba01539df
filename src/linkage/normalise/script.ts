/** The writing systems that names are read in by tables of our own; all others go through `any-ascii`. */
export type Script = 'latin' | 'cyrillic' | 'arabic' | 'hebrew' | 'greek' | 'hangul' | 'han' | 'other';

const patterns: readonly (readonly [Script, RegExp])[] = [
  ['latin', /\p{Script=Latin}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['arabic', /\p{Script=Arabic}/u],
  ['hebrew', /\p{Script=Hebrew}/u],
  ['greek', /\p{Script=Greek}/u],
  ['hangul', /\p{Script=Hangul}/u],
  ['han', /\p{Script=Han}/u],
];

/** The script of a word, by its first letter of a known one. */
export const scriptOf = (word: string): Script => {
  for (const letter of word) {
    const found = patterns.find(([, pattern]) => pattern.test(letter));
    if (found) return found[0];
    if (/\p{L}/u.test(letter)) return 'other';
  }
  return 'other';
};

/** Reads a text by a table, longest entry first at every place; what stands in no entry is left out. */
export const readBy = <Value>(text: string, table: ReadonlyMap<string, Value>, longest: number): Value[] => {
  const found: Value[] = [];
  for (let at = 0; at < text.length; ) {
    let length = Math.min(longest, text.length - at);
    while (length > 0 && !table.has(text.slice(at, at + length))) length -= 1;
    const value = table.get(text.slice(at, at + length));
    if (value !== undefined) found.push(value);
    at += Math.max(length, 1);
  }
  return found;
};

/** A table from lines such as `kh=h sch=sh`; an entry may stand for nothing (`ъ=`). */
export const tableOf = (lines: string): ReadonlyMap<string, string> =>
  new Map(
    lines
      .trim()
      .split(/\s+/)
      .map((entry) => {
        const [from = '', to = ''] = entry.split('=');
        return [from, to] as const;
      }),
  );
