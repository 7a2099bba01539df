import { daysBetween, type PlainDate } from '../../../platform/clock.ts';

/** What practice gave, and when; null where it has not. */
export type Given = {
  readonly referredOn: PlainDate | null;
  readonly contactedOn: PlainDate | null;
  readonly assessedOn: PlainDate | null;
  readonly plannedOn: PlainDate | null;
};

export type GapLine = {
  readonly what: 'referred' | 'contacted' | 'assessed' | 'planned';
  readonly on: PlainDate | null;
  /** Days since the law started it; up to today where it is still open; null when the law has not started it or nothing is awaited. */
  readonly days: number | null;
};

/**
 * Two clocks side by side: the law starts assistance on the day of indications (regulation of 11 September 2014 art. 1 in
 * the Luxembourg profile); beside it the day on which practice gave each first thing. The difference is measured, never an expiry.
 * `today` is null where nothing more is awaited: the person said no, or the support is over.
 */
export const gapOf = (lawOn: PlainDate | null, given: Given, today: PlainDate | null): readonly GapLine[] => {
  const until = (on: PlainDate | null): PlainDate | null => on ?? today;
  const line = (what: GapLine['what'], on: PlainDate | null): GapLine => ({
    ...{ what, on },
    // What was given before the police found indications came no day too late.
    days: lawOn === null || until(on) === null ? null : Math.max(0, daysBetween(lawOn, until(on) ?? lawOn)),
  });
  return [
    line('referred', given.referredOn),
    line('contacted', given.contactedOn),
    line('assessed', given.assessedOn),
    line('planned', given.plannedOn),
  ];
};
