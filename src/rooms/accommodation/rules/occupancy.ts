import { daysBetween, type PlainDate } from '../../../platform/clock.ts';

/** Bed and house are both in service from this day until that one (null: no end is known). */
export type ServiceTime = { readonly inServiceFrom: PlainDate; readonly inServiceUntil: PlainDate | null };

/** A bed that is taken or closed; `untilDay` is the first night that is not slept there, `freeFrom` the day it is ready again. */
export type Taken = {
  readonly bedId: string;
  readonly kind: 'stay' | 'closure';
  readonly fromDay: PlainDate;
  readonly untilDay: PlainDate;
  readonly freeFrom: PlainDate;
};

/** Nights of a period, counted bed by bed. */
export type Occupancy = {
  readonly beds: number;
  readonly inService: number;
  readonly slept: number;
  readonly turnaround: number;
  readonly closed: number;
  /** Nights slept ÷ (nights in service − nights closed), in per cent; null when there were none. */
  readonly ofOpen: number | null;
  /** Nights slept ÷ nights in service, in per cent. */
  readonly ofAll: number | null;
};

const later = (one: PlainDate, other: PlainDate): PlainDate => (one > other ? one : other);
const earlier = (one: PlainDate, other: PlainDate): PlainDate => (one < other ? one : other);

/** Nights two spans share; the last day of each is not slept. */
const shared = (from: PlainDate, until: PlainDate, since: PlainDate, before: PlainDate): number =>
  Math.max(0, daysBetween(later(from, since), earlier(until, before)));

const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1000) / 10;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/**
 * Counts a period of nights (`until` is not counted). Both ratios are given, since one alone hides closed beds; turnaround is
 * counted apart and stays in both denominators.
 */
export const countOccupancy = (
  beds: readonly ServiceTime[],
  taken: readonly Taken[],
  period: { readonly from: PlainDate; readonly until: PlainDate },
): Occupancy => {
  const { from, until } = period;
  const nights = (kind: 'stay' | 'closure') =>
    sum(taken.filter((one) => one.kind === kind).map((one) => shared(one.fromDay, one.untilDay, from, until)));
  const inService = sum(beds.map((bed) => shared(bed.inServiceFrom, bed.inServiceUntil ?? until, from, until)));
  const [slept, closed] = [nights('stay'), nights('closure')];
  const turnaround = sum(taken.map((one) => shared(one.untilDay, one.freeFrom, from, until)));
  return {
    ...{ beds: beds.length, inService, slept, closed, turnaround },
    ofOpen: share(slept, inService - closed),
    ofAll: share(slept, inService),
  };
};

/** Nights lost by a closed time, until a day if one is named; one that was taken back lost none. */
export const nightsLost = (
  it: Pick<Taken, 'fromDay' | 'untilDay'> & { readonly cancelled: boolean },
  until?: PlainDate,
): number => (it.cancelled ? 0 : shared(it.fromDay, it.untilDay, it.fromDay, until ?? it.untilDay));

/** Nights of a period lost in closed beds, by the reason they were closed for, most first. */
export const nightsLostBy = (
  taken: readonly (Taken & { readonly reason: string | null })[],
  { from, until }: { readonly from: PlainDate; readonly until: PlainDate },
): readonly { readonly reason: string; readonly nights: number }[] =>
  [
    ...Map.groupBy(
      taken.filter(({ kind }) => kind === 'closure'),
      ({ reason }) => reason ?? 'other',
    ),
  ]
    .map(([reason, all]) => ({
      reason,
      nights: sum(all.map((one) => shared(one.fromDay, one.untilDay, from, until))),
    }))
    .sort((one, other) => other.nights - one.nights || (one.reason < other.reason ? -1 : 1));

/** What a bed is on one night; *overbooked* where two are to sleep in it, because somebody stayed longer than she was to. */
export type Cell = 'free' | 'stay' | 'overbooked' | 'turnaround' | 'closure' | 'out';

/** What a bed is on each night from a day on. */
export const nightsOf = (bed: ServiceTime, taken: readonly Taken[], days: readonly PlainDate[]): readonly Cell[] =>
  days.map((day) => {
    if (day < bed.inServiceFrom || (bed.inServiceUntil !== null && day >= bed.inServiceUntil)) return 'out';
    const there = taken.filter((one) => one.fromDay <= day && one.freeFrom > day);
    if (there.filter((one) => one.kind === 'stay' && one.untilDay > day).length > 1) return 'overbooked';
    const found = there.find((one) => one.untilDay > day) ?? there[0];
    if (found === undefined) return 'free';
    return found.untilDay > day ? found.kind : 'turnaround';
  });
