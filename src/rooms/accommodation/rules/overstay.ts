import { addDays, type PlainDate } from '../../../platform/clock.ts';
import type { Taken } from './occupancy.ts';

/** Somebody sleeps on where her stay was to end: the bed is taken until she has left, whatever the calendar says. */
export const stillTaken = (
  overstays: readonly { readonly bedId: string; readonly untilDay: PlainDate }[],
  today: PlainDate,
): readonly Taken[] =>
  overstays.map(({ bedId, untilDay }) => {
    const tomorrow = addDays(today, 1);
    return { bedId, kind: 'stay', fromDay: untilDay, untilDay: tomorrow, freeFrom: tomorrow };
  });

/** Has a stay run over its last day? */
export const isOverstay = (
  it: { readonly state: string; readonly bedId: string | null; readonly untilDay: PlainDate | null },
  today: PlainDate,
): boolean =>
  ['placed', 'emergency_night'].includes(it.state) && it.bedId !== null && it.untilDay !== null && it.untilDay < today;
