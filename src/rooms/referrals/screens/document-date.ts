import type { PlainDate } from '../../../platform/clock.ts';
import type { Words } from '../../../platform/words.ts';

/** The date of a document as exactly as it was given: a day, a month, a year; empty where it is not known. */
export const documentDate = (words: Words, day: string | null, precision: string): string => {
  if (day === null) return '';
  if (precision === 'year') return day.slice(0, 4);
  return words.date(day as PlainDate, precision === 'month' ? 'month' : 'long');
};
