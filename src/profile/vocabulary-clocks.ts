/** The words of legal clocks: how they are measured, and what moves them. */
/** Clocks are measured in these; `none` is a duty without a number, measured but never expiring. */
export const lawUnits = ['none', 'days', 'working_days', 'weeks', 'months', 'years'] as const;

/**
 * What happens in a case, or in the country's work, that a legal clock can hang on. Rooms say when each has happened;
 * a profile says which clocks it starts, stops or ends.
 */
export const clockEvents = [
  'crime_learnt',
  'reported_to_prosecutor',
  'indications_found',
  'third_country_indications',
  'minister_told',
  'status_ended',
  'reflection_granted',
  'reflection_extended',
  'reflection_ended_early',
  'reflection_over',
  'reflection_waived',
  'permit_asked',
  'permit_granted',
  'permit_renewed',
  'permit_refused',
  'permit_withdrawn',
  'other_status',
  'left_country',
  'union_stay_began',
  'union_resources_met',
  'union_registered',
  'assistance_suspended',
  'assistance_resumed',
  'assistance_ended',
  'criminal_decision_final',
  'facts_happened',
  'majority_reached',
  'compensation_claimed',
  'compensation_decided',
  'relieved_of_foreclosure',
  'case_dismissed',
  'dismissal_told',
  'judgment_delivered',
  'appeal_filed',
  'return_decided',
  'departure_extended',
  'removal_enforced',
  'committee_met',
  'rapporteur_reported',
  'tip_published',
  'greta_round_opened',
  'greta_reported',
  'year_ended',
  'data_sent',
  'directive_in_force',
  'law_in_force',
  'plan_adopted',
  'work_begun',
  'employer_notified',
  'support_called',
  'support_answered',
] as const;
export type ClockEvent = (typeof clockEvents)[number];

/** A term expires; a duty without a number is measured and never expires; an open clock only says how long something lasts. */
export const clockKinds = ['term', 'duty', 'open'] as const;

/** What becomes of a term whose last day is a day of rest. */
export const lastDayRules = ['as_counted', 'next_working_day'] as const;
