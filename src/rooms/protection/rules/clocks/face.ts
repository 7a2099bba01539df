import { dayNumber, dayOfNumber, type PlainDate } from '../../../../platform/clock.ts';
import type { Law } from '../../../../profile/index.ts';
import { type ClockBook, isVerified } from './book.ts';
import { isOver, type Run, type Runs } from './fold.ts';

/** How a clock stands on a day. `over`: the term has run out. `done`: what was owed was done, or what it measured has ended. */
export type ClockState = 'running' | 'paused' | 'over' | 'done' | 'ended_early';

/** A clock on a day, as people are told of it. */
export type ClockFace = {
  readonly id: string;
  readonly law: Law;
  readonly kind: 'term' | 'duty' | 'open';
  readonly state: ClockState;
  readonly since: PlainDate;
  /** The last day, or null: a duty and a measuring clock never expire. */
  readonly until: PlainDate | null;
  readonly endedOn: PlainDate | null;
  readonly reason: string | null;
  /** Done after the last day. */
  readonly late: boolean;
  readonly pausedSince: PlainDate | null;
  readonly renewals: number;
  /** Days since it began, without those it stood still; up to its end. */
  readonly passed: number;
  readonly total: number | null;
  readonly left: number | null;
  /** Nobody has compared this text with the law yet. */
  readonly unverified: boolean;
};

const stateOf = (run: Run, today: number): ClockState => {
  if (run.ended !== null) return run.ended.early ? 'ended_early' : 'done';
  if (run.pausedSince !== null) return 'paused';
  return isOver(run, today) ? 'over' : 'running';
};

const orNull = (day: number | null | undefined): PlainDate | null =>
  day === null || day === undefined ? null : dayOfNumber(day);

const stopOf = (run: Run, today: number): number =>
  Math.min(today, run.ended?.on ?? run.pausedSince ?? run.until ?? today);

const faceOf = (id: string, run: Run, today: PlainDate): ClockFace => {
  const day = dayNumber(today);
  const { version, since, until, ended } = run;
  return {
    ...{ id, law: version.law, kind: version.clock.kind, state: stateOf(run, day), renewals: run.renewals },
    since: dayOfNumber(since),
    until: orNull(until),
    endedOn: orNull(ended?.on),
    reason: ended?.reason ?? null,
    late: ended?.late ?? false,
    pausedSince: orNull(run.pausedSince),
    passed: Math.max(0, stopOf(run, day) - since - run.pausedDays),
    total: until === null ? null : until - since - run.pausedDays,
    left: until === null ? null : Math.max(0, until - day),
    unverified: !isVerified(version.law, today),
  };
};

/** The clocks that began on or before a day, in the order of the profile. */
export const facesOn = (book: ClockBook, runs: Runs, today: PlainDate): readonly ClockFace[] =>
  book.ids.flatMap((id, index) => {
    const run = runs[index];
    return run === undefined || run.since > dayNumber(today) ? [] : [faceOf(id, run, today)];
  });

/** A reminder that a clock calls for. */
export type Reminder = {
  readonly clock: string;
  readonly task: string;
  readonly on: PlainDate;
  readonly until: PlainDate;
};

/**
 * The reminders whose day has come by a day and whose clock still runs: of several the last. Only terms have any; a duty
 * without delay is due from its first day and has a task of its own.
 */
export const remindersOn = (book: ClockBook, runs: Runs, today: PlainDate): readonly Reminder[] => {
  const day = dayNumber(today);
  return book.ids.flatMap((clock, index) => {
    const run = runs[index];
    if (run === undefined || run.ended !== null || run.until === null || isOver(run, day)) return [];
    const { remind_before: before, task } = run.version.clock;
    const until = run.until;
    const come = before.filter((days) => until - days <= day).sort((one, other) => one - other);
    const [nearest] = come;
    if (nearest === undefined || task === undefined) return [];
    return [{ clock, task, on: dayOfNumber(until - nearest), until: dayOfNumber(until) }];
  });
};
