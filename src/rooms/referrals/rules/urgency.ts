import type { Profile } from '../../../profile/index.ts';
import { isMaybeChild, type PersonAnswers, type ReportAnswers, told } from '../facts/answers.ts';

/** How urgent a report is: the code of the profile's list and its place in it, 0 first. */
export type Urgency = { readonly code: string; readonly rank: number };

/** The urgency with this rank; the last of the list when it is shorter. */
const ranked = (profile: Profile, rank: number): Urgency => {
  const { codes } = profile.codeList('urgency');
  const place = Math.min(rank, codes.length - 1);
  return { code: codes[place]?.code ?? 'routine', rank: place };
};

const isUrgent = (profile: Profile, list: string, code: string | undefined): boolean =>
  profile.codeList(list).codes.some((one) => one.code === code && one.urgent === true);

const urgentNeed = (profile: Profile, person: PersonAnswers): boolean =>
  (person.special_needs ?? []).some((need) => isUrgent(profile, 'special-needs', need));

const nearExploiter = (profile: Profile, person: PersonAnswers): boolean =>
  person.still_exploited !== 'no' && isUrgent(profile, 'last-contact', told(person.last_contact));

/**
 * How soon somebody should look. Somebody in danger: at once. Danger possible, a child still exploited, an urgent need, the
 * exploiter within reach: today. Still exploited or at risk: this week. A proposal the police may change; never a score.
 */
export const urgencyOf = (
  profile: Profile,
  report: Pick<ReportAnswers, 'in_danger'>,
  persons: readonly PersonAnswers[],
): Urgency => {
  if (report.in_danger === 'yes') return ranked(profile, 0);
  const today =
    report.in_danger === 'not_sure' ||
    persons.some((one) => urgentNeed(profile, one) || nearExploiter(profile, one)) ||
    persons.some((one) => isMaybeChild(one) && one.still_exploited !== 'no');
  if (today) return ranked(profile, 1);
  const soon = persons.some((one) => one.still_exploited !== 'no' || one.at_risk === 'yes' || isMaybeChild(one));
  return ranked(profile, soon ? 2 : 3);
};

/** The rank of an urgency code: its place in the profile's list; the last when the list does not know it. */
export const rankOf = (profile: Profile, code: string): number => {
  const { codes } = profile.codeList('urgency');
  const place = codes.findIndex((one) => one.code === code);
  return place < 0 ? codes.length - 1 : place;
};

/** Hours after which an unacknowledged report raises an alarm, by rank: 1, 8, 48, then 120. Practice, no law sets it. */
export const alarmAfterHours = (rank: number): number => [1, 8, 48][rank] ?? 120;
