import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import type { Instant, PlainDate } from './clock.ts';
import { projectRoot } from './root.ts';

/** Languages of the staff program. */
export const staffLanguages = ['en', 'fr', 'de'] as const;
export type StaffLanguage = (typeof staffLanguages)[number];

type WordValues = Readonly<Record<string, string | number>>;

/** The texts of one language: ICU messages by key, dates and numbers as that language writes them. */
export type Words = {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** The text of a key; throws on a key that does not exist, for a missing text is a fault of ours. */
  t(key: string, values?: WordValues): string;
  has(key: string): boolean;
  /** A day or moment, in the country's time zone. `short`: 21/11/2026, `long`: 21 November 2026, `month`: November 2026, `moment`: with the time. */
  date(value: PlainDate | Instant, style?: 'short' | 'long' | 'month' | 'moment'): string;
  number(value: number): string;
};

const rightToLeft = new Set(['ar', 'fa', 'he', 'ti-rtl', 'ur']);

/** In which direction a language is written. */
export const directionOf = (language: string): 'ltr' | 'rtl' => (rightToLeft.has(language) ? 'rtl' : 'ltr');

/** Languages whose plain tag would write month first or 12-hour times: here people write day first. */
const localeOf = (language: string): string => ({ en: 'en-GB', fr: 'fr-LU', de: 'de-LU' })[language] ?? language;

/** On a paper a day must be the day of the decision beside it: its calendar and digits, in every language. */
const paperLocaleOf = (language: string): string => `${language === 'sr' ? 'sr-Latn' : language}-u-ca-gregory-nu-latn`;

/** Their names of months are also those of another calendar, eight years and some days apart: here a day stands in numbers. */
const daysInNumbers: readonly string[] = ['am', 'ti'];

const wordsFolder = join(projectRoot, 'words');

const readTexts = (path: string): readonly [string, string][] =>
  Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>);

/** French spaces its signs, and no line begins with one of them: typed as common spaces, they are set so that none breaks. */
const frenchSpaces = (text: string): string =>
  text.replace(/ ([;!?»]|:(?!:))/g, '\u00a0$1').replaceAll('« ', '«\u00a0');

const readCatalogue = (language: string): ReadonlyMap<string, string> => {
  const folder = join(wordsFolder, language);
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const set = language === 'fr' ? frenchSpaces : (text: string): string => text;
  return new Map(
    files.flatMap((name) => readTexts(join(folder, name)).map(([key, text]) => [key, set(text)] as const)),
  );
};

const dateFormats = (locale: string, timeZone: string) => ({
  short: new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric', timeZone }),
  long: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone }),
  month: new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone }),
  moment: new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone,
  }),
});

const dateWriter = (locale: string, timeZone: string): Words['date'] => {
  const zoned = dateFormats(locale, timeZone);
  const plain = dateFormats(locale, 'UTC');
  return (value, style = 'long') => {
    const isDay = value.length === 10;
    return (isDay ? plain : zoned)[isDay && style === 'moment' ? 'long' : style].format(Date.parse(value));
  };
};

const makeWords = (language: string, timeZone: string, catalogue: ReadonlyMap<string, string>): Words => {
  const locale = localeOf(language);
  const compiled = new Map<string, IntlMessageFormat>();
  const numbers = new Intl.NumberFormat(locale);
  const messageOf = (key: string): IntlMessageFormat => {
    const known = compiled.get(key);
    if (known) return known;
    const text = catalogue.get(key);
    if (text === undefined) throw new Error(`no text for "${key}" in ${language}`);
    const message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
    compiled.set(key, message);
    return message;
  };
  const plain = new Map<string, string>();
  const plainText = (key: string): string => {
    const known = plain.get(key);
    if (known !== undefined) return known;
    const text = String(messageOf(key).format());
    plain.set(key, text);
    return text;
  };
  return {
    language,
    direction: directionOf(language),
    t: (key, values) => (values === undefined ? plainText(key) : String(messageOf(key).format(values))),
    has: (key) => catalogue.has(key),
    date: dateWriter(locale, timeZone),
    number: (value) => numbers.format(value),
  };
};

const made = new Map<string, Words>();

/** The texts of a language (`en`, `fr`, `de`), read once. Dates are written in the given time zone. */
export const wordsFor = (language: string, timeZone = 'UTC'): Words => {
  const name = (staffLanguages as readonly string[]).includes(language) ? language : 'en';
  const key = `${name}|${timeZone}`;
  const words = made.get(key) ?? makeWords(name, timeZone, readCatalogue(name));
  made.set(key, words);
  return words;
};

const papersFolder = join(wordsFolder, 'papers');

/** Languages beside those of staff in which papers that a person is handed are explained to her. */
export const paperLanguages = (): readonly string[] =>
  readdirSync(papersFolder).map((name) => name.replace(/\.json$/, ''));

/** The texts of papers in a language of the person, and no others; null where there are none yet. */
export const paperWordsFor = (language: string, timeZone = 'UTC'): Words | null => {
  if (!paperLanguages().includes(language)) return null;
  const key = `paper ${language}|${timeZone}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const texts = new Map(readTexts(join(papersFolder, `${language}.json`)));
  const dates = dateWriter(daysInNumbers.includes(language) ? 'en-GB' : paperLocaleOf(language), timeZone);
  const words: Words = {
    ...makeWords(language, timeZone, texts),
    date: daysInNumbers.includes(language) ? (value) => dates(value, 'short') : dates,
  };
  made.set(key, words);
  return words;
};
