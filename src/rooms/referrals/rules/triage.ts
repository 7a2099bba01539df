import type { PlainDate } from '../../../platform/clock.ts';
import { type Outcome, refuse } from '../../../platform/outcome.ts';
import { type GuardName, nextState, type Profile } from '../../../profile/index.ts';
import type { ReferralRefusal } from '../facts/refusals.ts';
import { machineOf, type ReportEvent, victimStates } from '../steps.ts';

/** Who takes a step, on which day, and which conditions hold. */
export type StepPlace = {
  readonly organisations: readonly string[];
  readonly on: PlainDate;
  readonly holds: readonly GuardName[];
};

/** The state after a step of the profile's table; refused when the table has no such step for this body on this day. */
export const stateAfter = (
  profile: Profile,
  state: string,
  event: ReportEvent,
  place: StepPlace,
): Outcome<string, ReferralRefusal> => {
  const next = nextState(machineOf(profile), state, event, place);
  if ('state' in next) return next.state;
  return next.values?.['guard'] === 'reporter-reachable'
    ? refuse('reporter_not_reachable')
    : refuse('step_not_possible');
};

/** What is known of one person's end: the status now, and what the police's work came to (`police-outcomes`). */
export type KnownEnd = { readonly status: string | null; readonly outcome: string | null };

/**
 * True for a victim: presumed or identified now, or somebody for whom the police at any time found indications. She stays
 * one whatever she chose or a court said later, and is counted as detected.
 */
export const isFoundVictim = ({ status, outcome }: KnownEnd): boolean =>
  outcome === 'indications_found' || victimStates.some((one) => one === status);

/** Nobody for whom the police ever found indications can be part of *not trafficking*: the figures would lose a detected victim. */
export const mayBeNoTrafficking = (persons: readonly KnownEnd[]): Outcome<true, ReferralRefusal> =>
  persons.some(isFoundVictim) ? refuse('persons_are_victims') : true;

/** Has the police's work on this person come to nothing yet? */
export const isUndecided = ({ outcome }: Pick<KnownEnd, 'outcome'>): boolean =>
  outcome === null || outcome === 'still_open';

/**
 * What a report came to when its persons came to different ends: the first of these that any of them has. A victim found
 * outweighs all; that somebody declined outweighs what would tell the reporter of her.
 */
const weightOfEnds = [
  'indications_found',
  'no_indications',
  'person_declined',
  'person_not_found',
  'redirected',
  'duplicate',
] as const;

/** What a report came to, by what its persons came to: never a choice. Refused while one of them is undecided. */
export const endOfReport = (persons: readonly Pick<KnownEnd, 'outcome'>[]): Outcome<string, ReferralRefusal> => {
  if (persons.some(isUndecided)) return refuse('persons_undecided');
  return weightOfEnds.find((end) => persons.some(({ outcome }) => outcome === end)) ?? refuse('persons_undecided');
};

/** Reasons for *no trafficking* are those of *not a victim* and those for anything. */
export const isNotTraffickingReason = (profile: Profile, reason: string): boolean =>
  profile
    .codeList('outcome-reasons')
    .codes.some((one) => one.code === reason && ['not_victim', 'any'].includes(one.group ?? ''));

/**
 * What the reporting body may know of one person: what the police found, never what the person chose. That somebody
 * declined is the person's own matter; null means nothing is told.
 */
export const reporterMayKnow = (outcome: string): string | null =>
  ['indications_found', 'no_indications', 'person_not_found', 'redirected', 'duplicate'].includes(outcome)
    ? outcome
    : null;

/** A pair of persons of two reports who are one human being. */
export type Pair = { readonly from: string; readonly to: string };

/** The persons to move out of a report: some, not all, each of them there. */
export const maySplitOff = (
  persons: readonly { readonly id: string; readonly case_id: string | null }[],
  wanted: readonly string[],
): Outcome<true, ReferralRefusal> => {
  if (wanted.length === 0) return refuse('no_person', { field: 'persons' });
  const chosen = persons.filter((one) => wanted.includes(one.id));
  if (chosen.length !== wanted.length) return refuse('no_such_person', { field: 'persons' });
  if (chosen.length === persons.length) return refuse('all_persons', { field: 'persons' });
  return chosen.some((one) => one.case_id !== null) ? refuse('persons_have_cases', { field: 'persons' }) : true;
};

type PairedPerson = { readonly id: string; readonly case_id: string | null; readonly same_as: string | null };

/** Pairs must name persons of the two reports, each at most once; who has a case already keeps it. */
export const mayPair = (
  mine: readonly PairedPerson[],
  theirs: readonly PairedPerson[],
  pairs: readonly Pair[],
): Outcome<true, ReferralRefusal> => {
  const froms = pairs.map(({ from }) => from);
  const tos = pairs.map(({ to }) => to);
  if (new Set(froms).size !== froms.length || new Set(tos).size !== tos.length) return refuse('paired_twice');
  if (pairs.some(({ from, to }) => !mine.some((one) => one.id === from) || !theirs.some((one) => one.id === to)))
    return refuse('no_such_person');
  return mine.some((one) => froms.includes(one.id) && one.case_id !== null) ? refuse('persons_have_cases') : true;
};

/** Milliseconds a report has waited, as whole hours and days for people. */
export const waitingOf = (milliseconds: number): { readonly days: number; readonly hours: number } => {
  const hours = Math.max(0, Math.floor(milliseconds / 3_600_000));
  return { days: Math.floor(hours / 24), hours: hours % 24 };
};
