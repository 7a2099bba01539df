import type { PlainDate } from '../../../platform/clock.ts';
import type { Words } from '../../../platform/words.ts';

/**
 * The date of a document as exactly as it was given: a day, a month, a year, a time between two days (of which only the first may
 * be known here); empty where it is not known.
 */
export const documentDate = (words: Words, day: string | null, precision: string, until?: string | null): string => {
  if (day === null) return '';
  if (precision === 'range')
    return `${words.date(day as PlainDate, 'long')} – ${until ? words.date(until as PlainDate, 'long') : '…'}`;
  if (precision === 'year') return day.slice(0, 4);
  return words.date(day as PlainDate, precision === 'month' ? 'month' : 'long');
};
