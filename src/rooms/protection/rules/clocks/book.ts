import { dayNumber, type PlainDate, plainDate } from '../../../../platform/clock.ts';
import type { ClockEvent, ClockLaw, Law, Profile } from '../../../../profile/index.ts';
import { type Term, type WorkCalendar, workCalendar } from './calendar.ts';

/** What an event does to a clock. */
export type Act = 'start' | 'restart' | 'pause' | 'resume' | 'extend' | 'renew' | 'end' | 'end_early';

/** One version of the law of a clock, in force from a day to before another. */
export type ClockVersion = {
  readonly law: Law;
  readonly clock: ClockLaw;
  readonly from: number;
  readonly to: number;
  /** The length, or null for what has none: a duty, or a clock that only measures. */
  readonly term: Term | null;
  readonly endsOn: number | null;
  readonly acts: ReadonlyMap<ClockEvent, readonly Act[]>;
  readonly reasons: ReadonlyMap<ClockEvent, ReadonlySet<string>>;
};

/** All clocks of a country, ready to be counted. */
export type ClockBook = {
  readonly ids: readonly string[];
  readonly versions: readonly (readonly ClockVersion[])[];
  /** Which clocks an event may touch, by their place in `ids`. */
  readonly touched: ReadonlyMap<ClockEvent, readonly number[]>;
  readonly calendar: WorkCalendar;
};

const actsOf = (clock: ClockLaw): ReadonlyMap<ClockEvent, readonly Act[]> => {
  const acts = new Map<ClockEvent, Act[]>();
  const add = (events: readonly ClockEvent[], act: Act): void => {
    for (const event of events) acts.set(event, [...(acts.get(event) ?? []), act]);
  };
  // An event with several acts does them in this order: what ends a run comes before what begins one.
  add(clock.ends, 'end');
  add(
    clock.ends_early.map(({ event }) => event),
    'end_early',
  );
  add(clock.resumes, 'resume');
  add(clock.pauses, 'pause');
  add(clock.extends, 'extend');
  add(clock.renews, 'renew');
  add(clock.restarts, 'restart');
  add(clock.starts, 'start');
  return acts;
};

const termOf = (law: Law, clock: ClockLaw, profile: Profile): Term | null =>
  law.value === null || law.unit === 'none'
    ? null
    : {
        value: law.value,
        unit: law.unit,
        eventDayCounts: (clock.day_one ?? profile.settings.day_one.rule) === 'event_day_is_day_one',
        movesOn: clock.last_day === 'next_working_day',
      };

const numberOr = (day: string | null | undefined, otherwise: number): number =>
  day === null || day === undefined ? otherwise : dayNumber(plainDate(day));

const versionOf = (law: Law, clock: ClockLaw, profile: Profile): ClockVersion => ({
  ...{ law, clock, term: termOf(law, clock, profile), acts: actsOf(clock) },
  from: numberOr(law.valid_from, Number.NEGATIVE_INFINITY),
  to: numberOr(law.valid_to, Number.POSITIVE_INFINITY),
  endsOn: clock.ends_on === undefined ? null : dayNumber(plainDate(clock.ends_on)),
  reasons: new Map(clock.ends_early.map(({ event, reasons }) => [event, new Set(reasons)])),
});

const bookFrom = (profile: Profile, scope: ClockLaw['scope']): ClockBook => {
  const byId = new Map<string, ClockVersion[]>();
  for (const law of profile.laws)
    if (law.clock?.scope === scope) byId.set(law.id, [...(byId.get(law.id) ?? []), versionOf(law, law.clock, profile)]);
  const touched = new Map<ClockEvent, number[]>();
  for (const [index, versions] of [...byId.values()].entries())
    for (const event of new Set(versions.flatMap(({ acts }) => [...acts.keys()])))
      touched.set(event, [...(touched.get(event) ?? []), index]);
  return { ids: [...byId.keys()], versions: [...byId.values()], touched, calendar: workCalendar(profile) };
};

const books = new WeakMap<Profile, Map<string, ClockBook>>();

/** The clocks of a country that run for a person, or for the country itself. Made once for a profile, which never changes. */
export const clockBook = (profile: Profile, scope: ClockLaw['scope'] = 'person'): ClockBook => {
  const known = books.get(profile) ?? new Map<string, ClockBook>();
  books.set(profile, known);
  const book = known.get(scope) ?? bookFrom(profile, scope);
  known.set(scope, book);
  return book;
};

/** The version of a clock's law in force on a day; null when there was none. */
export const versionOn = (versions: readonly ClockVersion[], day: number): ClockVersion | null => {
  for (const version of versions) if (version.from <= day && day < version.to) return version;
  return null;
};

/** Whether somebody has compared the law of a clock with the law itself, on or before a day. */
export const isVerified = (law: Law, on: PlainDate): boolean => law.verified_on !== null && law.verified_on <= on;
