/**
 * The words the core understands in a country profile. A profile chooses among them; it cannot add to them,
 * because each stands for something the program does.
 */
import { inquiryCodeLists } from './vocabulary-inquiry.ts';
import { justiceCodeLists } from './vocabulary-justice.ts';
export * from './vocabulary-clocks.ts';
export * from './vocabulary-justice.ts';

/** How we know a datum; `recalled` must be verified before anybody relies on it. */
export const provenanceMarks = ['source_document', 'seen', 'recalled', 'inferred', 'unknown'] as const;
export type Provenance = (typeof provenanceMarks)[number];

/** What an organisation does in the core's processes, so that the core never names an organisation. */
export const parts = [
  'identifies',
  'prosecutes',
  'investigates_judicially',
  'judges',
  'supports',
  'shelters',
  'inspects_labour',
  'receives_asylum_seekers',
  'interviews_asylum_seekers',
  'decides_residence',
  'returns',
  'polices',
  'protects_minors',
  'decides_compensation',
  'coordinates',
  'reports_nationally',
  'publishes_statistics',
  'operates',
  'person',
  'public',
] as const;
export type Part = (typeof parts)[number];

/** Who may refer a person to another service, where the profile lets it. */
export const packetSenders = ['supports', 'identifies', 'shelters'] as const satisfies readonly Part[];

/** What a role lets its holder do: room and act. */
export const permits = [
  'referrals.write',
  'referrals.send',
  'referrals.make-link',
  'referrals.read-own',
  'referrals.receive',
  'referrals.triage',
  'referrals.ask-back',
  'referrals.answer-back',
  'referrals.redirect',
  'referrals.split-merge',
  'referrals.key-in',
  'referrals.read-outcome',
  'referrals.receive-redirected',
  'referrals.take-calls',
  'referrals.take-over-calls',
  'referrals.see-callers',
  'identification.interview',
  'identification.decide',
  'identification.review',
  'identification.tell-rights',
  'identification.notify-minister',
  'identification.report-stay',
  'identification.receive-notice',
  'identification.removal-blocked',
  'protection.decide',
  'protection.confer',
  'identity.record-consent',
  'identity.unlock',
  'identity.switch-law',
  'identity.read-openings',
  'identity.see-emergencies',
  'identity.ask-emergency',
  'identity.approve-emergency',
  'identity.review-emergency',
  'identity.take-request',
  'identity.answer-request',
  'cases.read',
  'cases.work',
  'cases.note',
  'cases.document',
  'cases.task',
  'cases.refer-support',
  'cases.accept-support',
  'cases.search',
  'cases.list-names',
  'cases.see-access',
  'cases.hand-over',
  'matching.answer',
  'directory.read',
  'directory.administer',
  'directory.delegate',
  'directory.on-call',
  'directory.keep-rota',
  'assistance.work',
  'assistance.gap',
  'assistance.refer',
  'assistance.packets',
  'accommodation.read',
  'accommodation.place',
  'accommodation.run',
  'accommodation.follow',
  'proceedings.read',
  'proceedings.lead',
  'proceedings.instruct',
  'proceedings.investigate',
  'proceedings.judge',
  'proceedings.compensate',
  'proceedings.compare',
  'portal.own-page',
  'portal.messages',
  'portal.keep-texts',
  'portal.set-banner',
  'statistics.read',
  'statistics.lineage',
  'statistics.recompute',
  'journal.verify',
  'journal.read-own',
  'api.manage-tokens',
] as const;
export type Permit = (typeof permits)[number];

/** Sealed parts of what is known about a person, a report or a case; each has its own key. */
export const compartments = [
  'identity',
  'contact_safe',
  'testimony',
  'health',
  'legal_residence',
  'investigation',
  'reporter',
  'notes',
  'shelter_address',
] as const;
export type Compartment = (typeof compartments)[number];

/** What a person may ask of a body about herself. */
export const rightsKinds = ['access', 'rectification', 'restriction', 'erasure'] as const;
export type RightsKind = (typeof rightsKinds)[number];

/** Ways a report can take: with the person's consent, without a name, or by an official's duty. */
export const intakeRoutes = ['referral_with_consent', 'notice_without_identity', 'official_report'] as const;
export type IntakeRoute = (typeof intakeRoutes)[number];

/** What may leave, in codes, when a report that is about something else is handed over to the body it belongs to. */
export const handoverFields = ['commune', 'persons', 'children', 'languages', 'sectors', 'danger'] as const;
export type HandoverField = (typeof handoverFields)[number];

/** When a line of the sharing table applies. */
export const sharingConditions = [
  'always',
  'person_agreed',
  'agreed_to_cooperate',
  'asked_for_contact',
  'child_or_not_sure',
] as const;
export type SharingCondition = (typeof sharingConditions)[number];

/** Conditions a step of a machine can ask for; the rooms decide whether each holds. */
export const guardNames = [
  'none',
  'identifying-body-only',
  'two-people',
  'reasoned',
  'indicators-kept',
  'rights-told',
  'dismissal-told',
  'language-understood',
  'person-decides',
  'consent-recorded',
  'duty-without-delay',
  'indicator-screening',
  'danger-now',
  'reporter-reachable',
  'not-trafficking',
  'retention-over',
  'follow-up-final',
  'legal-check',
  'turning-point',
  'status-held',
  'third-country-national',
  'clock-over',
  'conditions-met',
  'risk-checked',
  'bed-suits',
  'no-dedicated-bed',
  'house-agrees',
  'two-bodies',
  'outside-hours',
  'age-in-doubt',
  'child-heard',
  'trafficking-retained',
  'remedies-exhausted',
] as const;
export type GuardName = (typeof guardNames)[number];

/** Machines and code lists without which the rooms cannot work. */
export const coreMachines = [
  'report',
  'victim-status',
  'rights-information',
  'assistance',
  'shelter-placement',
  'criminal-case',
] as const;
export const coreCodeLists = [
  'sex',
  'age-answer',
  'countries',
  'languages',
  'communes',
  'exploitation-forms',
  'control-means',
  'recruitment-channel',
  'online-platforms',
  'economic-sectors',
  'how-it-came-to-light',
  'interview-place',
  'persons-present',
  'last-contact',
  'relation-to-exploiter',
  'communication-aids',
  'special-needs',
  'not-told',
  'contact-channels',
  'alternative-contact-relation',
  'transport',
  'residence-situation',
  'support-information',
  'redirect-reasons',
  'outcome-reasons',
  'police-outcomes',
  'urgency',
  'task-kinds',
  'document-kinds',
  'consent-refusal',
  'barriers-to-reporting',
  'movement-precision',
  'place-precision',
  'evidence-kinds',
  'opening-purposes',
  'aid-grounds',
  'payers',
  'call-kinds',
  'call-interpreters',
  'hotline-outcomes',
  'caller-flags',
  'call-back-results',
  'resource-for-whom',
  'interpreter-conflicts',
  'confidentiality-levels',
  'conference-points',
  'exit-services',
  'danger-themes',
  'session-kinds',
  'session-absences',
  'goal-outcomes',
  'assistance-suspensions',
  'assistance-endings',
  'house-features',
  'bed-closures',
  'placement-refusals',
  'outside-places',
  'move-on',
  'transfer-reasons',
  ...justiceCodeLists,
  'perpetrator-role',
  'age-bands',
  'case-qualifications',
  'proceedings-suspensions',
  ...inquiryCodeLists,
] as const;

/** What is assessed of a person who is supported, each with its own date on which it must be looked at again. */
export const assessmentKinds = ['danger', 'needs'] as const;
export type AssessmentKind = (typeof assessmentKinds)[number];

/** What speaks for a bed beside the rules that are never broken; the profile gives each its weight. */
export const bedPreferences = [
  'shared_language',
  'wished_features',
  'night_staff',
  'far_from_exploiter',
  'no_empty_place',
  'dedicated',
  'children_there',
] as const;
export type BedPreference = (typeof bedPreferences)[number];

export const signInWays = ['passkey', 'password'] as const;

export const indicatorWeights = ['strong', 'medium', 'weak'] as const;

/** Whether the day of the event counts as the first day of a term. */
export const dayOneRules = ['event_day_is_day_one', 'day_after_is_day_one'] as const;

/** What can tie somebody to what she opens (cases.ties_to): looks after it, her unit does, a task, a referral, a request of the person. */
export const caseloadTies = ['assigned', 'unit', 'task', 'referral', 'request'] as const;
