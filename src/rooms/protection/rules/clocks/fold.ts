import { dayNumber, type PlainDate } from '../../../../platform/clock.ts';
import type { ClockEvent } from '../../../../profile/index.ts';
import { type Act, type ClockBook, type ClockVersion, versionOn } from './book.ts';
import { lastDayOf, settled } from './calendar.ts';

/** Something that happened, on the day it happened, whenever it was written down. */
export type HappenedEvent = {
  /** Sorts by the time of writing, and tells two events of one day apart. */
  readonly id: string;
  readonly type: ClockEvent;
  readonly on: PlainDate;
  /** Why, for an early end. */
  readonly reason?: string | null;
  /** How many days are added, for an extension. */
  readonly days?: number | null;
};

/** One run of a clock: from what began it to its end. Days are numbers since 1970. */
export type Run = {
  readonly version: ClockVersion;
  readonly since: number;
  /** The last day of the term, or null while there is none: no length, or standing still. */
  readonly until: number | null;
  readonly pausedSince: number | null;
  readonly pausedDays: number;
  readonly extendedDays: number;
  readonly renewals: number;
  readonly ended: {
    readonly on: number;
    readonly by: ClockEvent;
    readonly early: boolean;
    /** It came after the last day. */
    readonly late: boolean;
    readonly reason: string | null;
  } | null;
  /** The last day before pauses were added. */
  readonly counted: number | null;
};

/** The latest run of each clock, by its place in the book; what never began is absent. */
export type Runs = readonly (Run | undefined)[];

const endOf = (book: ClockBook, run: Run): number | null => {
  if (run.counted === null || run.pausedSince !== null) return null;
  const day = run.counted + run.extendedDays + run.pausedDays;
  const hasMoved = run.extendedDays + run.pausedDays > 0 && run.version.term !== null;
  return hasMoved && run.version.term ? settled(book.calendar, run.version.term, day) : day;
};

const withEnd = (book: ClockBook, run: Run): Run => ({ ...run, until: endOf(book, run) });

/** What began or renewed a run, and the law of that day. */
type Beginning = { readonly version: ClockVersion; readonly event: ClockEvent; readonly day: number };

const begin = (book: ClockBook, { version, event, day }: Beginning): Run => {
  const named = version.endsOn !== null && event === version.clock.starts[0] ? version.endsOn : null;
  const counted = named ?? (version.term === null ? null : lastDayOf(book.calendar, version.term, day));
  return {
    ...{ version, since: day, counted, until: counted, pausedSince: null, pausedDays: 0 },
    ...{ extendedDays: 0, renewals: 0, ended: null },
  };
};

/** True when the last day of a run has passed by a day. */
export const isOver = (run: Run, day: number): boolean => run.until !== null && run.until < day;

const renewed = (book: ClockBook, run: Run, now: Beginning): Run => {
  const { term } = now.version;
  if (run.until === null || isOver(run, now.day) || term === null) return begin(book, now);
  const from = term.eventDayCounts ? run.until + 1 : run.until;
  const counted = lastDayOf(book.calendar, term, from);
  return withEnd(book, {
    ...{ ...run, version: now.version, counted, pausedDays: 0, extendedDays: 0, renewals: run.renewals + 1 },
  });
};

const ended = (run: Run, happened: HappenedEvent, day: number, early: boolean): Run => ({
  ...run,
  pausedSince: null,
  ended: {
    on: day,
    by: happened.type,
    early,
    late: isOver(run, day),
    reason: early ? (happened.reason ?? null) : null,
  },
});

const changes: Readonly<
  Record<
    Exclude<Act, 'start' | 'restart' | 'renew'>,
    (book: ClockBook, run: Run, it: HappenedEvent, day: number) => Run
  >
> = {
  end: (_, run, it, day) => ended(run, it, day, false),
  // The law gives the reasons of an early end; without one of them the clock runs on. After the last day nothing ends early.
  end_early: (_, run, it, day) =>
    !isOver(run, day) && run.version.reasons.get(it.type)?.has(it.reason ?? '') === true
      ? ended(run, it, day, true)
      : run,
  pause: (book, run, _, day) =>
    run.pausedSince !== null || isOver(run, day) ? run : withEnd(book, { ...run, pausedSince: day }),
  resume: (book, run, _, day) =>
    run.pausedSince === null
      ? run
      : withEnd(book, { ...run, pausedSince: null, pausedDays: run.pausedDays + day - run.pausedSince }),
  extend: (book, run, it) =>
    isOver(run, dayNumber(it.on))
      ? run
      : withEnd(book, { ...run, extendedDays: run.extendedDays + Math.max(0, it.days ?? 0) }),
};

const beginnings: Readonly<
  Record<'start' | 'restart' | 'renew', (book: ClockBook, live: Run | undefined, now: Beginning) => Run | undefined>
> = {
  start: (book, live, now) => (live === undefined || isOver(live, now.day) ? begin(book, now) : live),
  restart: (book, live, now) => (live === undefined ? live : begin(book, now)),
  renew: (book, live, now) => (live === undefined ? live : renewed(book, live, now)),
};

const liveOf = (run: Run | undefined): Run | undefined => (run?.ended === null ? run : undefined);

const acted = (book: ClockBook, index: number, run: Run | undefined, it: HappenedEvent): Run | undefined => {
  const day = dayNumber(it.on);
  const now = versionOn(book.versions[index] ?? [], day);
  // A run keeps the law under which it began; what begins or is renewed takes the law of its own day.
  const acts = (liveOf(run)?.version ?? now)?.acts.get(it.type) ?? [];
  let result = run;
  for (const act of acts) {
    const live = liveOf(result);
    if (act === 'start' || act === 'restart' || act === 'renew') {
      if (now !== null) result = beginnings[act](book, live, { version: now, event: it.type, day }) ?? result;
    } else if (live !== undefined) result = changes[act](book, live, it, day);
  }
  return result;
};

const apply = (book: ClockBook, runs: (Run | undefined)[], it: HappenedEvent): void => {
  const touched = book.touched.get(it.type);
  if (touched === undefined) return;
  for (const index of touched) runs[index] = acted(book, index, runs[index], it);
};

const isBefore = (one: HappenedEvent, other: HappenedEvent): boolean =>
  one.on < other.on || (one.on === other.on && one.id < other.id);

const inOrder = (events: readonly HappenedEvent[]): readonly HappenedEvent[] => {
  for (let index = 1; index < events.length; index++) {
    const [before, after] = [events[index - 1], events[index]];
    if (before && after && isBefore(after, before))
      return [...events].sort((one, other) => (isBefore(one, other) ? -1 : isBefore(other, one) ? 1 : 0));
  }
  return events;
};

/** Counts all clocks from what happened, in whatever order it was written down. Pure: the same events give the same clocks. */
export const recompute = (book: ClockBook, events: readonly HappenedEvent[]): Runs => {
  const runs: (Run | undefined)[] = book.ids.map(() => undefined);
  for (const event of inOrder(events)) apply(book, runs, event);
  return runs;
};

/** Clocks that run on while events come in. */
export type Running = { readonly events: readonly HappenedEvent[]; readonly runs: Runs };

/** Before anything happened. */
export const notYet = (book: ClockBook): Running => ({ events: [], runs: recompute(book, []) });

/**
 * Takes in one more event. One of today moves the clocks on; one that belongs before another (a back-dated decision) has
 * them counted anew, so that running and recomputed clocks never part. An event that came in before changes nothing.
 */
export const arrive = (book: ClockBook, running: Running, event: HappenedEvent): Running => {
  if (running.events.some(({ id }) => id === event.id)) return running;
  const last = running.events.at(-1);
  if (last !== undefined && isBefore(event, last)) {
    const events = inOrder([...running.events, event]);
    return { events, runs: recompute(book, events) };
  }
  const runs = [...running.runs];
  apply(book, runs, event);
  return { events: [...running.events, event], runs };
};
