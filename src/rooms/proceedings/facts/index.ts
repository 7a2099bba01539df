import { defineForm } from '../../../platform/form/index.ts';
import type { JudgingRefusal } from './judging.ts';

export * from './court.ts';
export type * from './judging.ts';

/** Why this room says no: a closed list; texts `proceedings.refusal.<code>`. */
export type ProceedingsRefusal =
  | JudgingRefusal
  | 'may_not_judge'
  | 'may_not_decide_claims'
  | 'may_not_file'
  | 'case_over'
  | 'nobody_charged'
  | 'no_hearing_yet'
  | 'charged_before_facts'
  | 'award_needs_conviction'
  | 'granted_over_asked'
  | 'not_found'
  | 'may_not_read'
  | 'may_not_lead'
  | 'may_not_instruct'
  | 'may_not_decide'
  | 'may_not_investigate'
  | 'no_such_step'
  | 'not_your_step'
  | 'step_not_in_force'
  | 'guard_not_met'
  | 'reason_needed'
  | 'changed_meanwhile'
  | 'already_opened'
  | 'already_qualified'
  | 'already_there'
  | 'report_unknown'
  | 'report_or_origin'
  | 'person_unknown'
  | 'suspect_unknown'
  | 'day_ahead'
  | 'before_last_step'
  | 'before_opening'
  | 'no_judge_here'
  | 'last_one_left'
  | 'not_a_colleague'
  | 'not_sealed'
  | 'nothing_sealed'
  | 'measure_only_a_bill'
  | 'measure_not_in_force'
  | 'not_ordered_by_them'
  | 'measure_unknown'
  | 'already_ended'
  | 'ends_before_start'
  | 'not_your_request'
  | 'request_not_in_force'
  | 'request_unknown'
  | 'country_needed'
  | 'exhibit_unknown'
  | 'fingerprint_wrong'
  | 'custody_over'
  | 'before_held'
  | 'holder_needed'
  | 'two_bodies_needed'
  | 'node_unknown'
  | 'link_to_itself'
  | 'link_unknown'
  | 'words_needed'
  | 'vault_down'
  | 'vault_refused';

export type CaseOrigin = 'report' | 'own_initiative' | 'joint_operation' | 'abroad';
export type CaseScope = 'internal' | 'transnational' | 'not_known';
export type BodyPart = 'prosecutes' | 'instructs' | 'investigates' | 'judges';
export type InquiryPart = 'prosecutes' | 'instructs' | 'investigates';
export type CustodyEvent = 'taken' | 'handed_over' | 'examined' | 'returned' | 'destroyed';
export type ExhibitOrigin = 'seized' | 'handed_over' | 'copied' | 'online';
export type NodeKind = 'company' | 'recruiter' | 'place' | 'handle' | 'account' | 'telephone';
export type Confidence = 'confirmed' | 'probable' | 'possible';
export type SuspectKind = 'natural' | 'legal';
export type SuspectState = 'suspect' | 'accused' | 'convicted' | 'acquitted' | 'cleared';

/** Lists of codes that belong to the core; texts `proceedings.code.<list>.<code>`. */
export const proceedingsLists = {
  'case-origins': ['report', 'own_initiative', 'joint_operation', 'abroad'],
  'case-scopes': ['internal', 'transnational', 'not_known'],
  'suspect-kinds': ['natural', 'legal'],
  'inquiry-parts': ['prosecutes', 'instructs', 'investigates'],
  'exhibit-origins': ['seized', 'handed_over', 'copied', 'online'],
  'custody-events': ['handed_over', 'examined', 'returned', 'destroyed'],
  'node-kinds': ['company', 'recruiter', 'place', 'handle', 'account', 'telephone'],
  'link-confidences': ['confirmed', 'probable', 'possible'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const room = 'proceedings';

/** A criminal case from a report, or of the prosecution's own. */
export const newCaseForm = defineForm(room, [
  { id: 'case_origin', kind: 'choice', codes: 'case-origins', required: true },
  {
    id: 'report_reference',
    kind: 'text',
    limit: 16,
    width: 'short',
    spellcheck: false,
    required: true,
    shownWhen: { field: 'case_origin', is: 'report' },
  },
  { id: 'opened_on', kind: 'date', notAfter: 'today', width: 'short', required: true },
  { id: 'qualification', kind: 'choice', codes: 'case-qualifications', as: 'select', required: true },
  { id: 'case_scope', kind: 'choice', codes: 'case-scopes', required: true },
  { id: 'police_investigates', kind: 'yes-no', required: true },
  { id: 'inquiry_unit', kind: 'choice', codes: 'inquiry-units', as: 'select' },
  { id: 'facts_text', kind: 'long-text', limit: 4000, rows: 5, secrecy: 'investigation' },
]);

/** What of a case may change beside its steps. */
export const caseFactsForm = defineForm(room, [
  { id: 'case_scope', kind: 'choice', codes: 'case-scopes', required: true },
  { id: 'inquiry_unit', kind: 'choice', codes: 'inquiry-units', as: 'select' },
]);

/** What the investigation is taken for from now on; the first qualification stays. */
export const qualificationForm = defineForm(room, [
  { id: 'qualification', kind: 'choice', codes: 'case-qualifications', as: 'select', required: true },
  { id: 'qualified_on', kind: 'date', notAfter: 'today', width: 'short', required: true },
  { id: 'qualification_text', kind: 'long-text', limit: 2000, rows: 3, secrecy: 'investigation' },
]);

const decided = { id: 'decided_on', kind: 'date', notAfter: 'today', width: 'short', required: true } as const;

/** A step without more to say. */
export const stepForm = defineForm(room, [decided]);

/** Proceedings are suspended for a reason: never to be mistaken for a suspended sentence. */
export const suspendForm = defineForm(room, [
  decided,
  { id: 'suspension_reason', kind: 'choice', codes: 'proceedings-suspensions', as: 'select', required: true },
]);

const suspectFacts = [
  { id: 'suspect_kind', kind: 'choice', codes: 'suspect-kinds', required: true },
  { id: 'suspect_role', kind: 'choice', codes: 'perpetrator-role', as: 'select', required: true },
  { id: 'citizenship', kind: 'country' },
  { id: 'birth_country', kind: 'country', shownWhen: { field: 'suspect_kind', is: 'natural' } },
  { id: 'sex', kind: 'choice', codes: 'sex', shownWhen: { field: 'suspect_kind', is: 'natural' } },
  {
    id: 'age_band',
    kind: 'choice',
    codes: 'age-bands',
    as: 'select',
    shownWhen: { field: 'suspect_kind', is: 'natural' },
  },
  { id: 'suspect_danger', kind: 'yes-no', required: true },
] as const;

const suspectNames = [
  { id: 'suspect_name', kind: 'text', limit: 200, secrecy: 'identity', spellcheck: false },
  { id: 'suspect_aliases', kind: 'text', limit: 300, secrecy: 'identity', spellcheck: false },
  { id: 'suspect_address', kind: 'text', limit: 300, secrecy: 'identity', spellcheck: false },
  { id: 'suspect_number', kind: 'text', limit: 60, width: 'medium', secrecy: 'identity', spellcheck: false },
] as const;

/** A natural or legal person somebody is suspected to be. Names are sealed before they reach the database. */
export const suspectForm = defineForm(room, [...suspectFacts, ...suspectNames]);

/** What may change of a suspect in codes. */
export const suspectChangeForm = defineForm(room, suspectFacts);

/** What is added of names once it becomes known; what was sealed before stays. */
export const suspectNameForm = defineForm(room, suspectNames);

/** For what names or words of a case are opened. */
export const openForm = defineForm(room, [
  { id: 'purpose', kind: 'choice', codes: 'opening-purposes', as: 'select', required: true },
]);

/** A person is added by the reference the own body calls her case. */
export const victimForm = defineForm(room, [
  { id: 'victim_reference', kind: 'text', limit: 16, width: 'short', required: true, spellcheck: false },
]);
export * from './inquiry.ts';
