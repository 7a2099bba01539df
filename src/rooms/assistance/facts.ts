import { defineForm } from '../../platform/form/index.ts';
import type { AssessmentKind } from '../../profile/index.ts';

/** Why this room says no: a closed list; texts `assistance.refusal.<code>`. */
export type AssistanceRefusal =
  | 'not_found'
  | 'may_not_work'
  | 'no_such_step'
  | 'not_your_step'
  | 'step_not_in_force'
  | 'guard_not_met'
  | 'consent_needed'
  | 'person_must_decide'
  | 'status_not_held'
  | 'reason_needed'
  | 'goal_needed'
  | 'plan_not_agreed'
  | 'changed_meanwhile'
  | 'already_begun'
  | 'already_ended'
  | 'not_begun'
  | 'day_ahead'
  | 'day_before_last'
  | 'day_too_far_back'
  | 'hour_unclear'
  | 'moment_past'
  | 'not_yet'
  | 'level_twice'
  | 'rule_not_read'
  | 'rule_not_confirmed'
  | 'nothing_written'
  | 'amount_unclear'
  | 'amount_too_high'
  | 'second_person_needed'
  | 'same_language'
  | 'number_unclear'
  | 'number_taken'
  | 'language_needed'
  | 'interpreter_unknown'
  | 'interpreter_conflict'
  | 'interpreter_not_language'
  | 'next_before'
  | 'none_and_some'
  | 'may_not_refer'
  | 'may_not_receive'
  | 'body_not_for_purpose'
  | 'fact_not_for_purpose'
  | 'consent_to_body_needed'
  | 'nothing_to_send'
  | 'already_sent'
  | 'already_answered'
  | 'not_your_packet'
  | 'not_accepted'
  | 'packet_over'
  | 'last_day_unclear'
  | 'period_reversed'
  | 'period_twice'
  | 'hours_unclear'
  | 'key_unclear'
  | 'key_there'
  | 'key_not_read_aloud'
  | 'key_by_another'
  | 'key_not_vouched'
  | 'no_such_key'
  | 'vault_down'
  | 'vault_refused';

/** Lists of codes that belong to the core; texts `assistance.code.<list>.<code>`. */
export const assistanceLists = {
  'contact-ways': ['in_person', 'video', 'message', 'through_other'],
  'session-places': ['office', 'shelter', 'elsewhere', 'telephone', 'video'],
  'session-attendance': ['yes', 'late', 'no'],
  'text-kinds': ['document', 'email'],
  'goal-states': ['achieved', 'partly', 'not'],
  'sealed-packet-steps': ['received', 'accepted', 'refused', 'done'],
  'packet-outcomes': ['helped', 'partly_helped', 'elsewhere', 'not_reached', 'person_said_no'],
  'packet-declines': ['no_capacity', 'not_our_task', 'already_followed', 'not_reached'],
  'call-outcomes': ['reached', 'not_reached', 'somebody_else', 'not_safe'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const room = 'assistance';

const stepFields = [
  { id: 'on_day', kind: 'date', notAfter: 'today', width: 'short', required: true },
  { id: 'contact_way', kind: 'choice', codes: 'contact-ways', required: true },
  { id: 'person_decided', kind: 'yes-no', required: true },
  { id: 'plan_agreed', kind: 'yes-no', required: true },
  { id: 'suspension', kind: 'choice', codes: 'assistance-suspensions', required: true },
  { id: 'ending', kind: 'choice', codes: 'assistance-endings', required: true },
] as const;

/** What any step of a support may ask. */
export const stepForm = defineForm(room, stepFields);

/** The form of a step with only these questions, in their order. */
export const stepFormOf = (ids: readonly string[]): typeof stepForm =>
  defineForm(
    room,
    stepFields.filter(({ id }) => ids.includes(id)),
  );

const found = { id: 'made_on', kind: 'date', notAfter: 'today', width: 'short', required: true } as const;
const remark = { id: 'assessment_note', kind: 'long-text', limit: 5000, rows: 4, secrecy: 'notes' } as const;

/** What was found of danger, or of needs by the services of the law: themes by level; what is not ticked had nothing. */
export const assessFormOf = (kind: AssessmentKind) => {
  const codes = kind === 'danger' ? 'danger-themes' : 'support-services';
  return defineForm(room, [
    found,
    { id: 'found_high', kind: 'choices', codes },
    { id: 'found_some', kind: 'choices', codes },
    { id: 'found_unknown', kind: 'choices', codes },
    remark,
  ]);
};

/** A goal of the plan; its words are sealed. */
export const goalForm = defineForm(room, [
  { id: 'service', kind: 'choice', codes: 'support-services', as: 'select', required: true },
  { id: 'goal_text', kind: 'long-text', limit: 2000, rows: 3, required: true, secrecy: 'notes' },
  { id: 'team', kind: 'choice', codes: 'support-teams' },
  { id: 'target_on', kind: 'date', width: 'short' },
]);

/** How a goal ended. */
export const goalEndForm = defineForm(room, [
  { id: 'goal_state', kind: 'choice', codes: 'goal-states', required: true },
  { id: 'goal_outcome', kind: 'choice', codes: 'goal-outcomes', as: 'select', required: true },
  { id: 'goal_ended_on', kind: 'date', notAfter: 'today', width: 'short', required: true },
]);

/** An appointment. */
export const sessionForm = defineForm(room, [
  { id: 'session_kind', kind: 'choice', codes: 'session-kinds', as: 'select', required: true },
  { id: 'planned_day', kind: 'date', width: 'short', required: true },
  { id: 'planned_hour', kind: 'text', limit: 5, width: 'short', required: true, spellcheck: false },
  { id: 'session_place', kind: 'choice', codes: 'session-places', required: true },
  { id: 'language', kind: 'language' },
  { id: 'interpreter', kind: 'text', limit: 20, width: 'short', spellcheck: false },
]);

/** Whether an appointment took place. */
export const heldForm = defineForm(room, [
  { id: 'attendance', kind: 'choice', codes: 'session-attendance', required: true },
  {
    id: 'absence',
    kind: 'choice',
    codes: 'session-absences',
    as: 'select',
    required: true,
    shownWhen: { field: 'attendance', is: 'no' },
  },
  { id: 'minutes', kind: 'number', least: 0, most: 1440, whole: true, width: 'short', required: true },
  { id: 'session_note', kind: 'long-text', limit: 5000, rows: 4, secrecy: 'notes' },
]);

/** Why an appointment is taken back. */
export const cancelForm = defineForm(room, [
  { id: 'cancel_reason', kind: 'choice', codes: 'session-absences', as: 'select', required: true },
]);

/** Who leads and who is responsible. */
export const divisionForm = defineForm(room, [
  { id: 'lead_team', kind: 'choice', codes: 'support-teams', required: true },
  { id: 'mine', kind: 'yes-no', required: true },
]);

/** How a support ends: for which reason, who goes on, and whether the body that referred is told. */
export const closeForm = defineForm(room, [
  { id: 'on_day', kind: 'date', notAfter: 'today', width: 'short', required: true },
  { id: 'ending', kind: 'choice', codes: 'assistance-endings', required: true },
  { id: 'exit_to', kind: 'choices', codes: 'exit-services', least: 1, required: true },
  { id: 'exit_handed', kind: 'yes-no', required: true },
  { id: 'report_back', kind: 'yes-no', required: true },
]);

/** A line of the ledger. */
export const aidForm = defineForm(room, [
  { id: 'amount', kind: 'number', least: 0, width: 'short', required: true },
  { id: 'aid_ground', kind: 'choice', codes: 'aid-grounds', as: 'select', required: true },
  { id: 'payer', kind: 'choice', codes: 'payers', as: 'select', required: true },
  { id: 'paid_on', kind: 'date', notAfter: 'today', width: 'short', required: true },
]);

/** The second person's answer. */
export const aidAnswerForm = defineForm(room, [{ id: 'agrees', kind: 'yes-no', required: true }]);

/** A translation that is ordered. */
export const translationForm = defineForm(room, [
  { id: 'text_kind', kind: 'choice', codes: 'text-kinds', required: true },
  { id: 'from_language', kind: 'language', required: true },
  { id: 'to_language', kind: 'language', required: true },
  { id: 'confidentiality', kind: 'choice', codes: 'confidentiality-levels', required: true },
  { id: 'cost', kind: 'number', least: 0, most: 100_000, width: 'short', required: true },
  { id: 'payer', kind: 'choice', codes: 'payers', as: 'select', required: true },
  { id: 'wanted_by', kind: 'date', width: 'short', required: true },
]);

/** A funding period of a team. */
export const fundingForm = defineForm(room, [
  { id: 'funded_team', kind: 'choice', codes: 'support-teams', required: true },
  { id: 'starts_on', kind: 'date', width: 'short', required: true },
  { id: 'ends_on', kind: 'date', width: 'short', required: true },
  { id: 'weekly_hours', kind: 'number', least: 0, most: 10_000, width: 'short', required: true },
  { id: 'payer', kind: 'choice', codes: 'payers', as: 'select', required: true },
  { id: 'funded_amount', kind: 'number', least: 0, most: 1_000_000_000, width: 'short' },
]);

/** An interpreter of the directory. */
export const interpreterForm = defineForm(room, [
  { id: 'interpreter_number', kind: 'text', limit: 20, width: 'short', required: true, spellcheck: false },
  { id: 'spoken', kind: 'repeat', most: 12, least: 1, of: [{ id: 'language', kind: 'language', required: true }] },
  { id: 'remote', kind: 'yes-no', required: true },
]);

/** An interpreter who must not work for a person. */
export const conflictForm = defineForm(room, [
  { id: 'interpreter_number', kind: 'text', limit: 20, width: 'short', required: true, spellcheck: false },
  { id: 'conflict_ground', kind: 'choice', codes: 'interpreter-conflicts', as: 'select', required: true },
]);

/** A case conference: agreed fields alone. */
export const conferenceForm = defineForm(room, [
  { id: 'held_on', kind: 'date', notAfter: 'today', width: 'short', required: true },
  { id: 'bodies_present', kind: 'choices', codes: 'conference-bodies', least: 1, required: true },
  { id: 'agreed_points', kind: 'choices', codes: 'conference-points', least: 1, required: true },
  { id: 'next_conference', kind: 'date', width: 'short' },
]);

/** Why the texts of a support are opened. */
export const openForm = defineForm(room, [
  { id: 'purpose', kind: 'choice', codes: 'opening-purposes', as: 'select', required: true },
]);

/** That somebody called, by the rule of safe contact. */
export const callForm = defineForm(room, [
  { id: 'rule_followed', kind: 'yes-no', required: true },
  { id: 'call_outcome', kind: 'choice', codes: 'call-outcomes', required: true },
]);

/** A referral to another service: to whom, how urgent, which facts, until when. */
export const packetForm = defineForm(room, [
  { id: 'packet_to', kind: 'choice', codes: 'organisations', required: true },
  { id: 'packet_facts', kind: 'choices', codes: 'packet-facts', least: 1, required: true },
  { id: 'packet_urgency', kind: 'choice', codes: 'urgency', required: true },
  { id: 'packet_until', kind: 'date', width: 'short', required: true },
]);

/** What the service that was asked says. */
export const packetAnswerForm = defineForm(room, [
  { id: 'packet_accepted', kind: 'yes-no', required: true },
  {
    id: 'packet_declined',
    kind: 'choice',
    codes: 'packet-declines',
    required: true,
    shownWhen: { field: 'packet_accepted', is: false },
  },
]);

/** What came of it, told to the service that referred. */
export const packetOutcomeForm = defineForm(room, [
  { id: 'packet_outcome', kind: 'choice', codes: 'packet-outcomes', required: true },
]);

/** The public key of a body outside, as it was received. */
export const recipientKeyForm = defineForm(room, [
  { id: 'key_of', kind: 'choice', codes: 'organisations', required: true },
  { id: 'public_key', kind: 'text', limit: 60, required: true, spellcheck: false },
]);

/** The digits that the body read aloud to the second person. */
export const confirmKeyForm = defineForm(room, [
  { id: 'read_aloud', kind: 'text', limit: 60, required: true, spellcheck: false },
]);

/** A packet for a body outside. */
export const sealedPacketForm = defineForm(room, [
  { id: 'packet_to', kind: 'choice', codes: 'organisations', required: true },
  { id: 'packet_facts', kind: 'choices', codes: 'packet-facts', least: 1, required: true },
  { id: 'packet_until', kind: 'date', width: 'short', required: true },
]);

/** What the body outside let know. */
export const sealedToldForm = defineForm(room, [
  { id: 'told_state', kind: 'choice', codes: 'sealed-packet-steps', required: true },
  {
    id: 'packet_outcome',
    kind: 'choice',
    codes: 'packet-outcomes',
    required: true,
    shownWhen: { field: 'told_state', isOneOf: ['refused', 'done'] },
  },
  { id: 'told_on', kind: 'date', notAfter: 'today', width: 'short', required: true },
]);
