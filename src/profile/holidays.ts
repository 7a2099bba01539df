import { addDays, type PlainDate, plainDate } from '../platform/clock.ts';
import type { Documents } from './documents.ts';
import type { Frozen } from './types.ts';

type Holidays = Frozen<Documents['holidays.json']>;

/** Easter Sunday of a year of the Gregorian calendar (the computus of 1876, known by the names Meeus, Jones and Butcher). */
export const easterOf = (year: number): PlainDate => {
  const [golden, century, ofCentury] = [year % 19, Math.floor(year / 100), year % 100];
  const leaps = Math.floor(century / 4);
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leaps - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * late + 114;
  const [month, day] = [Math.floor(sum / 31), (sum % 31) + 1];
  return plainDate(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
};

/** The holidays of a year as the profile's rules give them; a rule that begins later gives none before. */
export const holidaysByRule = ({ rules }: Holidays, year: number): readonly PlainDate[] =>
  rules
    .filter(({ from_year: from }) => from === undefined || from <= year)
    .flatMap((rule) => {
      if (rule.month_day !== undefined) return [plainDate(`${year}-${rule.month_day}`)];
      return rule.easter_offset === undefined ? [] : [addDays(easterOf(year), rule.easter_offset)];
    });

/** Tells whether a day is a holiday: by the list of its year where the profile has one, else by the rules. */
export const holidaysOf = (holidays: Holidays): ((day: PlainDate) => boolean) => {
  const years = new Map<string, ReadonlySet<string>>(
    Object.entries(holidays.years).map(([year, days]) => [year, new Set(days.map(({ day }) => day))]),
  );
  return (day) => {
    const year = day.slice(0, 4);
    const known = years.get(year) ?? new Set<string>(holidaysByRule(holidays, Number(year)));
    years.set(year, known);
    return known.has(day);
  };
};
