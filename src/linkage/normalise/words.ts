import { latinOfHan, mandarinFamilies } from './chinese.ts';
import { consonantKeys } from './consonant-key.ts';
import { latinOfCyrillic } from './cyrillic.ts';
import { latinOfGreek } from './greek.ts';
import { latinOfHangul } from './korean.ts';
import { plainLatin, simpleLatin } from './latin.ts';
import { commonForm } from './nicknames.ts';
import { plainServant, withoutArabicArticle, withoutGender } from './particles.ts';
import { type Script, scriptOf } from './script.ts';
import { latinOfArabic, latinOfHebrew } from './semitic.ts';

/** One word of a name as it is compared. */
export type NameWord = {
  /** Plain Latin, a to z. */
  readonly latin: string;
  /** The simple spelling, without gender ending, in the form that stands for its nicknames. */
  readonly common: string;
  /** Consonant keys, the likeliest first. */
  readonly keys: readonly string[];
};

const readers: Partial<Record<Script, (word: string) => readonly string[]>> = {
  cyrillic: latinOfCyrillic,
  arabic: (word) => latinOfArabic(withoutArabicArticle(word)),
  hebrew: latinOfHebrew,
  greek: latinOfGreek,
  hangul: latinOfHangul,
  han: latinOfHan,
};

/** All Latin spellings of a word in any script, the first being the one that is compared; empty for a word without letters. */
export const latinSpellings = (word: string): readonly string[] => {
  const lower = word.normalize('NFKC').toLowerCase();
  const reader = readers[scriptOf(lower)];
  const spellings = reader ? reader(lower).map(plainLatin) : [plainLatin(lower)];
  return [...new Set(spellings.filter((spelling) => spelling !== ''))];
};

const keysOf = (word: string, latin: string): readonly string[] => {
  const script = scriptOf(word);
  const own = script === 'arabic' ? withoutArabicArticle(word) : word;
  const families = latin.length <= 6 ? mandarinFamilies(latin) : [];
  const keys = [consonantKeys(own, plainServant(latin)), ...families.map((family) => consonantKeys(family, family))];
  return [...new Set(keys.flat())].slice(0, 4);
};

/** Makes a word ready to be compared; null when it has no letters. `word` in any script, without spaces. */
export const nameWord = (word: string): NameWord | null => {
  const [latin] = latinSpellings(word);
  if (latin === undefined) return null;
  const simple = simpleLatin(plainServant(latin));
  const common = commonForm(simple);
  return { latin, common: common === simple ? withoutGender(simple) : common, keys: keysOf(word.toLowerCase(), latin) };
};
