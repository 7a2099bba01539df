import { defineForm } from '../../platform/form/index.ts';

/** Why this room says no: a closed list; texts `accommodation.refusal.<code>`. */
export type AccommodationRefusal =
  | 'not_found'
  | 'may_not_read'
  | 'may_not_place'
  | 'may_not_run'
  | 'may_not_follow'
  | 'no_such_step'
  | 'not_your_step'
  | 'step_not_in_force'
  | 'guard_not_met'
  | 'changed_meanwhile'
  | 'already_asked'
  | 'already_answered'
  | 'already_missing'
  | 'already_closed'
  | 'already_taken_tonight'
  | 'already_code'
  | 'bed_taken'
  | 'bed_not_suitable'
  | 'bed_in_use'
  | 'beds_free_now'
  | 'answers_missing'
  | 'house_must_agree'
  | 'both_must_agree'
  | 'risk_not_checked'
  | 'reason_needed'
  | 'day_ahead'
  | 'day_past'
  | 'day_too_far_back'
  | 'before_held'
  | 'ends_before_start'
  | 'too_long'
  | 'case_unknown'
  | 'house_unknown'
  | 'no_such_country'
  | 'more_children_than_persons'
  | 'ages_do_not_fit'
  | 'house_in_use'
  | 'closed_meanwhile'
  | 'overstay_unanswered'
  | 'not_seen_later'
  | 'no_address'
  | 'not_for_address'
  | 'still_abroad'
  | 'not_asked_by_houses'
  | 'request_open'
  | 'vault_down'
  | 'vault_refused';

export type Minor = 'yes' | 'no' | 'not_sure';
export type HouseKind = 'dedicated' | 'reception' | 'abroad';
export type Answer = 'accepted' | 'refused';

/** Lists of codes that belong to the core; texts `accommodation.code.<list>.<code>`. */
export const accommodationLists = {
  'house-kinds': ['dedicated', 'reception', 'abroad'],
  'house-takes': ['women', 'men', 'families', 'children', 'minors_alone'],
  'house-security': ['ordinary', 'guarded', 'high'],
  'distance-classes': ['other_area', 'no_neighbour'],
  'overstay-answers': ['agreed', 'not_agreed'],
  'house-restrictions': ['no_new_people', 'no_men', 'no_women', 'no_children'],
  'placement-needs': ['wheelchair', 'step_free', 'night_staff'],
  'placement-answers': ['accepted', 'refused'],
  'house-request-outcomes': ['referred', 'helped_here', 'person_declined', 'nobody_could'],
  'alarm-outcomes': ['back_safe', 'found_safe', 'found_in_danger', 'left_by_choice', 'still_missing'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const room = 'accommodation';

const houseFields = [
  { id: 'house_kind', kind: 'choice', codes: 'house-kinds', required: true },
  { id: 'area', kind: 'choice', codes: 'house-areas', as: 'select', required: true },
  { id: 'takes', kind: 'choices', codes: 'house-takes', least: 1, required: true },
  { id: 'child_from', kind: 'number', least: 0, most: 17, whole: true, width: 'short' },
  { id: 'child_until', kind: 'number', least: 0, most: 17, whole: true, width: 'short' },
  { id: 'house_security', kind: 'choice', codes: 'house-security', required: true },
  { id: 'features', kind: 'choices', codes: 'house-features' },
  { id: 'spoken', kind: 'repeat', most: 12, of: [{ id: 'language', kind: 'language' }] },
  { id: 'turnaround_days', kind: 'number', least: 0, most: 30, whole: true, width: 'short', required: true },
  { id: 'opened_on', kind: 'date', width: 'short', required: true },
  { id: 'closes_on', kind: 'date', width: 'short' },
] as const;

/** A new house: a code word, an area, whom it takes. Its address is asked on a page of its own and sealed. */
export const houseForm = defineForm(room, [
  { id: 'house_code', kind: 'text', limit: 12, width: 'short', required: true, spellcheck: false },
  ...houseFields,
]);

/** What may change of a house. */
export const houseChangeForm = defineForm(room, houseFields);

/** Where the house stands; sealed before it reaches the database. */
export const addressForm = defineForm(room, [
  { id: 'street', kind: 'text', limit: 200, required: true, secrecy: 'shelter_address', spellcheck: false },
  { id: 'place', kind: 'text', limit: 120, required: true, secrecy: 'shelter_address', spellcheck: false },
  { id: 'way_in', kind: 'long-text', limit: 1000, rows: 3, secrecy: 'shelter_address' },
]);

/** Whom a house does not take for a while, and when that is looked at again. */
export const restrictionForm = defineForm(room, [
  { id: 'restrictions', kind: 'choices', codes: 'house-restrictions' },
  { id: 'review_on', kind: 'date', width: 'short', required: true },
]);

/** A bed, or a family room that is given as one. */
export const bedForm = defineForm(room, [
  { id: 'room_code', kind: 'text', limit: 8, width: 'short', required: true, spellcheck: false },
  { id: 'bed_code', kind: 'text', limit: 8, width: 'short', required: true, spellcheck: false },
  { id: 'sleeps', kind: 'number', least: 1, most: 12, whole: true, width: 'short', required: true },
  { id: 'emergency', kind: 'yes-no', required: true },
  { id: 'bed_features', kind: 'choices', codes: 'house-features' },
  { id: 'in_service_from', kind: 'date', width: 'short', required: true },
  { id: 'in_service_until', kind: 'date', width: 'short' },
]);

/** What may change of a bed; its place in the house does not. */
export const bedChangeForm = defineForm(room, [
  { id: 'sleeps', kind: 'number', least: 1, most: 12, whole: true, width: 'short', required: true },
  { id: 'emergency', kind: 'yes-no', required: true },
  { id: 'bed_features', kind: 'choices', codes: 'house-features' },
  { id: 'in_service_from', kind: 'date', width: 'short', required: true },
  { id: 'in_service_until', kind: 'date', width: 'short' },
]);

/** A time in which a bed is not given to anybody. */
export const closureForm = defineForm(room, [
  { id: 'closure_reason', kind: 'choice', codes: 'bed-closures', as: 'select', required: true },
  { id: 'closed_from', kind: 'date', width: 'short', required: true },
  { id: 'closed_until', kind: 'date', width: 'short', required: true },
]);

const whoFields = [
  { id: 'sex', kind: 'choice', codes: 'sex', required: true },
  { id: 'minor', kind: 'three-valued', required: true },
  { id: 'persons', kind: 'number', least: 1, most: 12, whole: true, width: 'short', required: true },
  { id: 'children', kind: 'number', least: 0, most: 11, whole: true, width: 'short', required: true },
] as const;

const needFields = [
  ...whoFields,
  {
    id: 'child_ages',
    kind: 'repeat',
    most: 12,
    of: [{ id: 'age', kind: 'number', least: 0, most: 17, whole: true, width: 'short' }],
  },
  { id: 'needs', kind: 'choices', codes: 'bed-needs' },
  { id: 'unwanted', kind: 'choices', codes: 'house-features' },
  { id: 'security', kind: 'choice', codes: 'house-security' },
  { id: 'wishes', kind: 'choices', codes: 'house-features' },
  { id: 'understood', kind: 'repeat', most: 6, of: [{ id: 'language', kind: 'language' }] },
  { id: 'avoid_areas', kind: 'choices', codes: 'house-areas' },
  { id: 'distance', kind: 'choice', codes: 'distance-classes' },
  { id: 'avoided', kind: 'repeat', most: 10, of: [{ id: 'house', kind: 'text', limit: 12, spellcheck: false }] },
] as const;

/** What somebody needs: codes only, no story. */
export const requestForm = defineForm(room, [
  { id: 'needed_from', kind: 'date', width: 'short', required: true },
  { id: 'nights', kind: 'number', least: 1, most: 366, whole: true, width: 'short', required: true },
  ...needFields,
]);

/** What is looked for now, where it is something else than what was asked at first. */
export const needsForm = defineForm(room, needFields);

/** A bed for tonight, from what is known at three in the morning. */
export const nightForm = defineForm(room, [
  ...whoFields,
  { id: 'needs', kind: 'choices', codes: 'placement-needs' },
  { id: 'avoid_areas', kind: 'choices', codes: 'house-areas' },
  { id: 'case_reference', kind: 'text', limit: 16, width: 'short', spellcheck: false },
  // Not asked: the page knows for whose call the room is.
  { id: 'for_call', kind: 'text', limit: 36, spellcheck: false },
]);

/** What of it is asked. */
export const nightQuestions: readonly string[] = [
  ...['sex', 'minor', 'persons', 'children', 'needs', 'avoid_areas', 'case_reference'],
];

/** The answer of the person or of the house; a no says why. */
export const answerForm = defineForm(room, [
  { id: 'answer', kind: 'choice', codes: 'placement-answers', required: true },
  {
    id: 'refusal_reason',
    kind: 'choice',
    codes: 'placement-refusals',
    as: 'select',
    required: true,
    shownWhen: { field: 'answer', is: 'refused' },
  },
]);

/** The day somebody moved in. */
export const moveInForm = defineForm(room, [
  { id: 'moved_in_on', kind: 'date', notAfter: 'today', width: 'short', required: true },
]);

/** A new end of a stay. */
export const stayForm = defineForm(room, [
  { id: 'until_day', kind: 'date', width: 'short', required: true },
  // Asked only where the stay has run over its end; the step itself refuses without it.
  { id: 'overstay', kind: 'choice', codes: 'overstay-answers' },
]);

/** A bed that is taken at once, when the house said yes by telephone. */
export const takeForm = defineForm(room, [
  { id: 'from_day', kind: 'date', width: 'short', required: true },
  { id: 'nights', kind: 'number', least: 1, most: 366, whole: true, width: 'short', required: true },
  // Asked only where the bed is taken at once; the step itself refuses without it.
  { id: 'house_agreed', kind: 'yes-no' },
  { id: 'transfer_reason', kind: 'choice', codes: 'transfer-reasons', as: 'select' },
]);

/** The end of a stay: where the person went; *not known yet* is an answer that is asked again. */
export const leaveForm = defineForm(room, [
  { id: 'left_on', kind: 'date', notAfter: 'today', width: 'short', required: true },
  { id: 'move_on', kind: 'choice', codes: 'move-on', as: 'select', required: true },
]);

/** Where somebody went who had left without saying. */
export const moveOnForm = defineForm(room, [
  { id: 'move_on', kind: 'choice', codes: 'move-on', as: 'select', required: true },
]);

/** Why a request is taken back. */
export const cancelForm = defineForm(room, [
  { id: 'cancel_reason', kind: 'choice', codes: 'placement-refusals', as: 'select', required: true },
]);

/** A place outside the dedicated houses. */
export const outsideForm = defineForm(room, [
  { id: 'outside_place', kind: 'choice', codes: 'outside-places', as: 'select', required: true },
  { id: 'outside_from', kind: 'date', width: 'short', required: true },
  { id: 'risk_checked', kind: 'yes-no', required: true },
]);

/** A place in another country, proposed to the police. */
export const abroadForm = defineForm(room, [
  { id: 'abroad_country', kind: 'choice', codes: 'abroad-countries', required: true },
  { id: 'abroad_from', kind: 'date', width: 'short', required: true },
  { id: 'abroad_until', kind: 'date', width: 'short', required: true },
  { id: 'danger_checked', kind: 'yes-no', required: true },
]);

/** The police's answer to a placement abroad. */
export const agreeForm = defineForm(room, [{ id: 'agrees', kind: 'yes-no', required: true }]);

/** A visit to somebody abroad. */
export const visitForm = defineForm(room, [
  { id: 'visited_on', kind: 'date', notAfter: 'today', width: 'short', required: true },
]);

/** Somebody is missing: when they were last seen. */
export const alarmForm = defineForm(room, [
  { id: 'last_seen_on', kind: 'date', notAfter: 'today', width: 'short', required: true },
  { id: 'last_seen_hour', kind: 'text', limit: 5, width: 'short' },
]);

/** How an alarm ended. */
export const alarmEndForm = defineForm(room, [
  { id: 'alarm_outcome', kind: 'choice', codes: 'alarm-outcomes', required: true },
]);

/** For what a house asks the service to refer somebody: codes, no story. */
export const houseRequestForm = defineForm(room, [
  { id: 'asked_for', kind: 'choice', codes: 'asked-by-houses', required: true },
  { id: 'asked_urgency', kind: 'choice', codes: 'urgency', required: true },
]);

/** How such a request ended. */
export const requestEndForm = defineForm(room, [
  { id: 'request_outcome', kind: 'choice', codes: 'house-request-outcomes', required: true },
]);

/** The case a night belongs to, by the own body's reference. */
export const attachForm = defineForm(room, [
  { id: 'case_reference', kind: 'text', limit: 16, width: 'short', required: true, spellcheck: false },
]);

/** Why an address is shown. */
export const revealForm = defineForm(room, [
  { id: 'purpose', kind: 'choice', codes: 'opening-purposes', as: 'select', required: true },
]);
