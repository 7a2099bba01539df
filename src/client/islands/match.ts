/** One line of a list: its value, its label and all the words that find it. */
export type Entry = { readonly value: string; readonly label: string; readonly words: readonly string[] };

/** Letters alone: without marks, case and signs, so that *Reunion* finds *Réunion* and *strasse* finds *Straße*. */
export const bare = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[œ]/g, 'oe')
    .replace(/[æ]/g, 'ae')
    .replace(/[ø]/g, 'o')
    .replace(/[ł]/g, 'l')
    .replace(/['’\-_.]/g, ' ')
    .trim();

/** How well an entry fits: 0 its whole word, 1 its beginning, 2 the beginning of a word in it, 3 anywhere, 4 not at all. */
const distance = (entry: Entry, typed: string): number =>
  Math.min(
    ...entry.words.map((word) => {
      if (word === typed) return 0;
      if (word.startsWith(typed)) return 1;
      if (word.includes(` ${typed}`)) return 2;
      return typed.length > 1 && word.includes(typed) ? 3 : 4;
    }),
  );

/** Entries that fit what is typed, best first, else in the list's own order. All of them when nothing is typed. */
export const matching = (entries: readonly Entry[], typed: string): readonly Entry[] => {
  const letters = bare(typed);
  if (letters === '') return entries;
  return entries
    .map((entry, index) => ({ entry, index, far: distance(entry, letters) }))
    .filter(({ far }) => far < 4)
    .sort((one, other) => one.far - other.far || one.index - other.index)
    .map(({ entry }) => entry);
};
