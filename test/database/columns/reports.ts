import type { Columns } from '../columns.ts';

/** Columns of reports: what persons told, in codes; everything else is sealed. */
export const reportColumns: Columns = {
  'referrals.report': {
    id: 'id client_reference sender_organisation_id sent_by on_behalf_organisation_id assigned_to merged_into split_from audience',
    code: 'intake_channel short_path route how_came_to_light language in_danger urgency other_victims police_told commune state outcome',
    flag: 'has_child',
    number: 'form_version urgency_rank n_persons version',
    day: 'received_on',
    moment: 'sent_at outcome_at',
  },
  'referrals.report_person': {
    id: 'id report_id same_as case_id audience',
    code: 'route age_answer child_at_the_time age_band sex citizenships languages interpreter_need interpreter_language interpreter_sex forms recruitment_channel online_platform still_exploited last_contact at_risk reported_before barriers cooperates support_information has_children',
    number: 'ordinal',
  },
  'referrals.report_person_needs': { id: 'person_id audience', code: 'special_needs communication_aids' },
  'referrals.report_person_residence': {
    id: 'person_id audience',
    code: 'residence_situation document_kinds documents_withheld',
  },
  'referrals.report_person_contact': {
    id: 'person_id audience',
    code: 'contactable no_contact_reason alternative_relation',
    flag: 'alternative_is_not_exploiter third_party_permitted',
  },
  'referrals.report_person_channel': {
    id: 'id person_id audience',
    code: 'channel',
    flag: 'is_safe voice_message_allowed',
    number: 'ordinal from_hour to_hour',
  },
  'referrals.report_person_link': { id: 'id person_id other_person_id audience', code: 'relation' },
  'referrals.person_consent': {
    id: 'id person_id recipient_id recorded_by audience',
    code: 'refusal_reason explained_in interpreter_kind residence_said',
    flag: 'agreed explained_by_recorder',
    number: 'notice_version',
    day: 'explained_on',
    moment: 'recorded_at withdrawn_at',
  },
  'referrals.period': {
    id: 'id person_id audience',
    code: 'date_precision form sector control_means',
    number: 'ordinal at_age exploiter_numbers',
    day: 'from_day to_day',
  },
  'referrals.place': {
    id: 'id person_id audience',
    code: 'what country commune place_precision',
    number: 'ordinal period_number',
  },
  'referrals.exploiter': {
    id: 'id report_id audience',
    code: 'is_known relation role sex citizenship languages whereabouts_country near_person',
    number: 'ordinal',
  },
  'referrals.report_indicator': { id: 'id person_id audience', code: 'indicator noticed_where' },
  'referrals.interview_circumstances': {
    id: 'report_id audience',
    code: 'place persons_present interpreter_kind interpreter_language conditions',
    day: 'held_on',
  },
  'referrals.snapshot': { id: 'id report_id person_id audience', code: 'compartment language', trusted: 'questions' },
  'referrals.share': {
    id: 'id report_id person_id organisation_id audience',
    code: 'compartments basis_kind basis_code',
  },
  'referrals.outbox': {
    id: 'id report_id organisation_id audience',
    code: 'kind state last_fault',
    number: 'attempts',
    moment: 'next_attempt_at created_at delivered_at',
  },
  'referrals.inbox': {
    id: 'id report_id organisation_id acknowledged_by audience',
    code: 'receipt',
    moment: 'delivered_at acknowledged_at alarmed_at',
  },
  'referrals.report_reason': {
    id: 'report_id organisation_id redirected_to',
    code: 'outcome_reason redirected_reason',
  },
  'referrals.handover': {
    id: 'id report_id from_organisation_id to_organisation_id handed_by received_by audience',
    code: 'reference reason way basis_kind basis_code commune danger languages sectors',
    number: 'persons',
    flag: 'names_given children',
    day: 'agreed_on handed_on',
    moment: 'handed_at received_at',
  },
  'referrals.report_reference': {
    id: 'report_id organisation_id',
    code: 'code',
    hash: 'own_label_token',
    sealed: 'own_label',
  },
  'referrals.draft': {
    id: 'id owner_staff organisation_id report_id',
    number: 'form_version version',
    moment: 'created_at updated_at expires_at warned_at',
    sealed: 'content',
  },
  'referrals.evidence_file': {
    id: 'id draft_id report_id owner_staff audience',
    code: 'kind compartment document_precision media_type scan',
    number: 'size',
    day: 'document_day',
    moment: 'added_at',
    hash: 'hash',
    sealed: 'sealed',
  },
  'referrals.question_to_reporter': {
    id: 'id report_id organisation_id asked_by answered_by audience',
    day: 'due_on',
    moment: 'asked_at answered_at',
  },
  'referrals.outcome_notice': {
    id: 'id report_id person_id organisation_id audience',
    code: 'outcome',
    moment: 'told_at seen_at',
  },
  'referrals.change': {
    id: 'id report_id changed_by audience',
    code: 'field old_value new_value reason',
    moment: 'changed_at',
  },
  'referrals.api_request': {
    id: 'organisation_id report_id',
    moment: 'created_at',
    hash: 'key_hash body_hash',
    trusted: 'response',
  },
};
