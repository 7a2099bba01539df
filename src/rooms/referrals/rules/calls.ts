import { dayNumber, type Instant, millisecondsBetween, type PlainDate, weekdayOf } from '../../../platform/clock.ts';
import { type Refusal, refuse } from '../../../platform/outcome.ts';
import type { Hotline, Profile } from '../../../profile/index.ts';
import type { ReferralRefusal } from '../facts/refusals.ts';

/** A day and a minute of it, in the country's time. */
export type Minute = { readonly day: PlainDate; readonly minutes: number };

type Hours = Hotline['resources'][number]['hours'];
export type Resource = Hotline['resources'][number];

const minutesIn = (hour: string): number => Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3));

const isWithin = (hours: Hours, { day, minutes }: Minute): boolean =>
  hours === 'always' ||
  hours.some(
    ({ days, from, to }) =>
      days.includes(weekdayOf(dayNumber(day))) && minutes >= minutesIn(from) && minutes < minutesIn(to),
  );

/** Whether a service answers: by its own hours, its holidays, and, where a language has hours of its own, by those. */
export const answersAt = (
  resource: Resource,
  {
    at,
    isHoliday,
    language,
  }: { readonly at: Minute; readonly isHoliday: boolean; readonly language?: string | undefined },
): 'open' | 'closed' | 'holiday' | 'other_hours' => {
  if (isHoliday && !resource.on_holidays) return 'holiday';
  if (!isWithin(resource.hours, at)) return 'closed';
  const own = resource.languages.find(({ code }) => code === language)?.hours;
  return own === undefined || isWithin(own, at) ? 'open' : 'other_hours';
};

/** Services in the order in which they help: open ones that speak the language first. */
export const inOrder = (
  resources: readonly Resource[],
  now: { readonly at: Minute; readonly isHoliday: boolean; readonly language?: string | undefined },
): readonly Resource[] => {
  const rank = (one: Resource): number => {
    const speaks = now.language === undefined || one.languages.some(({ code }) => code === now.language);
    return (answersAt(one, now) === 'open' ? 0 : 2) + (speaks ? 0 : 1);
  };
  return resources.toSorted((one, other) => rank(one) - rank(other));
};

/** What was agreed about ringing a caller. */
export type CallBackRule = {
  readonly call_back: string | null;
  readonly call_back_from: number | null;
  readonly call_back_until: number | null;
  readonly called_back_at: Instant | string | null;
};

type Answer = true | Refusal<ReferralRefusal>;

/** May the caller be rung at this minute? Only on a yes, only in the hours that were called safe, and not when it is done. */
export const mayRing = (rule: CallBackRule, { minutes }: Minute): Answer => {
  if (rule.call_back !== 'yes') return refuse('must_not_call_back');
  if (rule.called_back_at !== null) return refuse('already_called_back');
  const { call_back_from: from, call_back_until: until } = rule;
  if (from !== null && until !== null && (minutes < from || minutes >= until)) return refuse('not_at_this_hour');
  return true;
};

/** May somebody put right what stands in a closed record? Whoever closed it, for the hours of the profile. */
export const mayCorrect = (
  call: { readonly closed_by: string | null; readonly closed_at: Instant | string | null },
  { staffId, now, hours }: { readonly staffId: string; readonly now: Instant; readonly hours: number },
): Answer => {
  if (call.closed_at === null) return refuse('call_still_open');
  if (call.closed_by !== staffId) return refuse('call_of_somebody_else');
  return millisecondsBetween(call.closed_at as Instant, now) <= hours * 3_600_000
    ? true
    : refuse('too_late_to_correct');
};

/** Whether a kind of call is counted apart: silent, hung up and the like. */
export const countsApart = (profile: Profile, kind: string): boolean =>
  profile.codeList('call-kinds').codes.find(({ code }) => code === kind)?.group === 'apart';

/** A count of some code. */
export type Count = { readonly code: string; readonly count: number };

/** Codes that stand for few calls are counted together, so that none of them points at one caller. */
export const rareTogether = (
  counts: readonly Count[],
  least: number,
): { readonly shown: readonly Count[]; readonly rare: number } => ({
  shown: counts.filter(({ count }) => count >= least).toSorted((one, other) => other.count - one.count),
  rare: counts.filter(({ count }) => count < least).reduce((sum, { count }) => sum + count, 0),
});

/** A record that is open too long: somebody looks at it. */
export const isLeftOpen = (began: Instant, now: Instant, alarmMinutes: number): boolean =>
  millisecondsBetween(began, now) > alarmMinutes * 60_000;
