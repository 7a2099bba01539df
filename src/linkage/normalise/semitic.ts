import { readBy, tableOf } from './script.ts';

/*
 * Arabic, Persian, Urdu and Hebrew write few vowels, so a Latin spelling cannot be told from the letters. What is made here is
 * the value of the letters (ICAO Doc 9303-3 for Arabic, simplified); names meet over their consonants (consonant-key.ts).
 */

const arabic = tableOf(`ا=a أ=a إ=i آ=a ٱ=a ء= ؤ=u ئ=i ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t
  ظ=z ع=a غ=gh ف=f ق=q ك=k ک=k ل=l م=m ن=n ه=h ة=a و=u ي=i ى=a ی=i پ=p چ=ch ژ=zh گ=g ڤ=v ہ=h ھ=h ے=i ں=n ٹ=t ڈ=d ڑ=r
  ڭ=ng ۆ=o ێ=e ە=e`);

const hebrew = tableOf(`א=a ב=b ג=g ג׳=j ד=d ה=h ו=u וו=v ז=z ז׳=zh ח=h ט=t י=i יי=i כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס=s
  ע=a פ=p ף=f צ=ts ץ=ts צ׳=ch ץ׳=ch ק=k ר=r ש=sh ת=t ג'=j ז'=zh צ'=ch`);

/** Marks, tatweel and joiners say nothing about who somebody is. */
const bare = (word: string): string =>
  word.normalize('NFC').replaceAll(/[\u064B-\u065F\u0670\u0640\u0591-\u05C7]|\u200C|\u200D/g, '');

/** The Latin value of an Arabic, Persian or Urdu word. The article stays; `words.ts` takes it off. */
export const latinOfArabic = (word: string): readonly string[] => [readBy(bare(word), arabic, 1).join('')];

/** The Latin value of a Hebrew word. */
export const latinOfHebrew = (word: string): readonly string[] => [readBy(bare(word), hebrew, 2).join('')];
