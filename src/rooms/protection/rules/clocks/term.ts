import { dayNumber, dayOfNumber, type PlainDate } from '../../../../platform/clock.ts';
import type { Profile } from '../../../../profile/index.ts';
import { clockBook, versionOn } from './book.ts';
import { lastDayOf } from './calendar.ts';

/** The last day of a term of the law that begins on a day, by the version in force then; null where it has no length. */
export const lastDayOfTerm = (profile: Profile, id: string, on: PlainDate): PlainDate | null => {
  const book = clockBook(profile);
  const begins = dayNumber(on);
  const version = versionOn(book.versions[book.ids.indexOf(id)] ?? [], begins);
  return version?.term === null || version === null
    ? null
    : dayOfNumber(lastDayOf(book.calendar, version.term, begins));
};
