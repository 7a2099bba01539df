import { addDays, type Instant, instantPlus, type PlainDate } from '../../../platform/clock.ts';
import { type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Profile } from '../../../profile/index.ts';
import type { AssistanceRefusal } from '../facts.ts';

/** The day something happened, as it is written down today. */
export type Happened = {
  readonly on: PlainDate;
  readonly today: PlainDate;
  /** The day of the step before; null when there is none. */
  readonly after: PlainDate | null;
  readonly field: string;
};

/** Not ahead, not before what came before it, and not longer ago than the profile lets somebody write down later. */
export const dayHolds = (profile: Profile, { on, today, after, field }: Happened): Outcome<true, AssistanceRefusal> => {
  if (on > today) return refuse('day_ahead', { field });
  if (after !== null && on < after) return refuse('day_before_last', { field });
  const earliest = addDays(today, -profile.assistance.back_dating.most_days);
  return on < earliest ? refuse('day_too_far_back', { field }) : true;
};

/** Minutes after midnight of an hour as it was typed, or null. */
export const minutesOf = (typed: string): number | null => {
  const read = /^([01]?\d|2[0-3])[:.h]([0-5]\d)$/.exec(typed.trim());
  return read ? Number(read[1]) * 60 + Number(read[2]) : null;
};

/** Whether somebody who opened the rule of safe contact then may say now that she called by it. */
export const ruleIsFresh = (profile: Profile, openedAt: Instant | null, now: Instant): boolean =>
  openedAt !== null && instantPlus(openedAt, profile.assistance.call.rule_minutes * 60_000) >= now;
