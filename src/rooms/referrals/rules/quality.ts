import { dateOf, type PersonAnswers, type ReportAnswers, signsOf, told } from '../facts/answers.ts';

/** Advice on what would make a report easier to act on. Never blocks; the words say what to add and where. */
export type QualityAdvice = {
  readonly code:
    | 'account_short'
    | 'no_purpose'
    | 'no_way_to_reporter'
    | 'no_number_of_contact'
    | 'no_interview'
    | 'companion_interprets'
    | 'no_signs'
    | 'no_period'
    | 'no_place'
    | 'delay_unexplained'
    | 'no_safe_channel'
    | 'needs_unasked'
    | 'support_not_told';
  /** Place of the person in the report, from 1; null for the report itself. */
  readonly person: number | null;
};

/** Under this many characters an account seldom says who did what, where and when. */
const shortAccount = 300;

const adviceOnReport = (report: ReportAnswers): readonly QualityAdvice['code'][] => [
  ...((told(report.account) ?? '').length < shortAccount ? (['account_short'] as const) : []),
  ...(told(report.insight) === undefined ? (['no_purpose'] as const) : []),
  ...(report.reporter_phone === undefined && report.reporter_email === undefined
    ? (['no_way_to_reporter'] as const)
    : []),
  ...(report.interview_place === undefined ? (['no_interview'] as const) : []),
  ...(report.interpreter_kind === 'companion' ? (['companion_interprets'] as const) : []),
];

const hasSafeChannel = (person: PersonAnswers): boolean =>
  (person.channels ?? []).some((channel) => channel.channel_is_safe === true);

const wasLate = (person: PersonAnswers): boolean =>
  ['six_months', 'twelve_months', 'over_a_year'].includes(told(person.last_contact) ?? '');

const adviceOnPerson = (person: PersonAnswers): readonly QualityAdvice['code'][] => [
  ...(signsOf(person).length === 0 ? (['no_signs'] as const) : []),
  ...((person.periods ?? []).every((one) => dateOf(one.when).precision === 'unknown') ? (['no_period'] as const) : []),
  ...((person.places ?? []).length === 0 ? (['no_place'] as const) : []),
  ...(wasLate(person) && (person.barriers ?? []).length === 0 ? (['delay_unexplained'] as const) : []),
  ...(person.can_be_contacted === true && !hasSafeChannel(person) ? (['no_safe_channel'] as const) : []),
  ...(person.alternative_name !== undefined && person.alternative_phone === undefined
    ? (['no_number_of_contact'] as const)
    : []),
  ...((person.special_needs ?? []).length === 0 ? (['needs_unasked'] as const) : []),
  ...(person.support_information === 'not_informed' ? (['support_not_told'] as const) : []),
];

/** What could be added before sending. */
export const qualityAdvice = (report: ReportAnswers, persons: readonly PersonAnswers[]): readonly QualityAdvice[] => [
  ...adviceOnReport(report).map((code) => ({ code, person: null })),
  ...persons.flatMap((person, index) => adviceOnPerson(person).map((code) => ({ code, person: index + 1 }))),
];
