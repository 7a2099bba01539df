/*
 * Korean syllables are taken apart by arithmetic (Unicode 3.12: 19 first consonants, 21 vowels, 28 ends) and written by the
 * Revised Romanization of 2000; family names also as bearers write them.
 */
const firsts = 'g kk n d tt r m b pp s ss _ j jj ch k t p h'.split(' ');
const vowels = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
const ends = '_ k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ');

const letters = (parts: readonly string[], at: number): string => (parts[at] ?? '').replace('_', '');

const syllable = (code: number): string => {
  const place = code - 0xac00;
  if (place < 0 || place >= 11_172) return '';
  return (
    letters(firsts, Math.floor(place / 588)) +
    letters(vowels, Math.floor((place % 588) / 28)) +
    letters(ends, place % 28)
  );
};

const families: Readonly<Record<string, readonly string[]>> = {
  gim: ['kim'],
  i: ['lee', 'yi'],
  bak: ['park', 'pak'],
  choe: ['choi'],
  jeong: ['jung', 'chung'],
  gang: ['kang'],
  jo: ['cho'],
  yun: ['yoon'],
  im: ['lim'],
  o: ['oh'],
  sin: ['shin'],
  gwon: ['kwon'],
  an: ['ahn'],
  yu: ['yoo', 'ryu'],
  no: ['roh', 'noh'],
  mun: ['moon'],
  u: ['woo'],
};

/** The Latin spellings of a Korean word; a family name first as its bearers write it. */
export const latinOfHangul = (word: string): readonly string[] => {
  const plain = Array.from(word.normalize('NFC'), (letter) => syllable(letter.codePointAt(0) ?? 0)).join('');
  return [...(families[plain] ?? []), plain];
};
