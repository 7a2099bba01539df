import { type PlainDate, plainDate } from '../../../platform/clock.ts';
import type { Words } from '../../../platform/words.ts';

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** Kinds of sources as a profile names them in English, and the text of each. */
const kinds: readonly (readonly [name: string, key: string])[] = [
  ['Grand-Ducal Regulation', 'regulation'],
  ['Regulation', 'regulation'],
  ['Code of Criminal Procedure', 'criminal_procedure'],
  ['Law', 'law'],
  ['practice', 'practice'],
  ['Directive', 'directive'],
  ['dir.', 'directive'],
  ['leaflet', 'leaflet'],
  ['roadmap', 'roadmap'],
  ['as amended', 'amended'],
];

const keyOf = (name: string): string =>
  kinds.find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1] ?? 'law';

const ofDay = /(?<![\w-])(Grand-Ducal Regulation|Regulation|Law) of (\d{1,2}) ([A-Z][a-z]+) (\d{4})/g;
const alone =
  /(?<![\w-])(?:Grand-Ducal Regulation|Regulation|Code of Criminal Procedure|Law|practice|Directive|dir\.|leaflet|roadmap|as amended)(?!\w)/gi;

const dayOf = (day: string, month: string, year: string): PlainDate =>
  plainDate(`${year}-${String(months.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`);

/**
 * The source a step or a reading rests on, said in the reader's language; the profile names it in English, with number
 * and article: `Law of 29 August 2008 art. 92` → `Loi du 29 août 2008 art. 92`.
 */
export const lawInWords = (words: Words, law: string): string => {
  if (words.language === 'en') return law;
  const kept = (found: string, text: string): string =>
    /^[A-Z]/.test(found) ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : text;
  return law
    .split(ofDay)
    .map((part, index, parts) => {
      // A match leaves four parts behind each text: kind, day, month, year.
      if (index % 5 === 0) return part.replace(alone, (found) => kept(found, words.t(`cases.law.${keyOf(found)}`)));
      if (index % 5 !== 1) return '';
      const [day = '', month = '', year = ''] = parts.slice(index + 1, index + 4);
      const text = words.t(`cases.law.${keyOf(part)}`);
      return kept(part, words.t('cases.law.of_day', { law: text, day: words.date(dayOf(day, month, year)) }));
    })
    .join('');
};

/**
 * A ground with its name and source. A source without number or article is a description in English that the name says
 * already: it is left out in other languages.
 */
export const basisInWords = (words: Words, name: string, article: string): string =>
  words.language === 'en' || /\d/.test(article) ? `${name}, ${lawInWords(words, article)}` : name;
