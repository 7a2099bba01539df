import { accommodationPrivileges } from './accommodation-privileges.ts';
import { assistancePrivileges } from './assistance-privileges.ts';
import { identityPrivileges } from './identity-privileges.ts';
import { proceedingsPrivileges } from './proceedings-privileges.ts';
import { portalPrivileges } from './portal-privileges.ts';
import type { Privileges } from './privileges-found.ts';

/**
 * What each process may ask of each table, before row security is asked which rows: a superfluous grant stays
 * invisible while a policy still denies, so it is listed here and compared. Read by people: a new line is a decision.
 * `select(all but x)` withholds columns; `update(x y)` names the only columns that may change. The owner's own
 * rights are not listed: it logs in nowhere.
 */
const tables: Privileges = {
  ...accommodationPrivileges,
  ...assistancePrivileges,
  ...identityPrivileges,
  ...portalPrivileges,
  ...proceedingsPrivileges,
  'cases.case_access': {
    casework: 'insert, select, update(withdrawn_at)',
    definer: 'insert, select, update(withdrawn_at)',
    statistics: 'select',
    vault: 'select',
  },
  'cases.case_file': {
    casework: 'select, update(closed_at flags version victim_status victim_status_on)',
    definer:
      'insert, select, update(audience closed_at closed_because inquiry_audience victim_status victim_status_on)',
    statistics: 'select(all but audience closed_because flags inquiry_audience version)',
  },
  'cases.case_reference': {
    casework: 'insert, select, update(all but case_id code organisation_id)',
    definer: 'insert, select, update(own_label own_label_token)',
  },
  'cases.change': { casework: 'insert, select' },
  'cases.document': { casework: 'insert, select', definer: 'delete, select' },
  'cases.note': { casework: 'insert, select' },
  'cases.shift_note': {
    casework: 'insert, select, update(acknowledged_at acknowledged_by)',
    worker: 'select(all but acknowledged_at case_ids written_at written_by), update(reminded_at)',
  },
  'cases.warm_handover': {
    casework: 'insert, select, update(answered_at answered_by ended_at ended_by state version)',
  },
  'cases.support_referral': {
    casework: 'insert, select, update(answered_at answered_by decline_reason keys_shared_at state version)',
    definer: 'select, update(state version)',
  },
  'cases.task': {
    casework: 'insert, select, update(closed_at due_on owner_id state version)',
    definer: 'insert, select, update(closed_at dropped_because state version)',
  },
  'directory.duty': { casework: 'insert, select, update(cancelled_at)' },
  'directory.notice_address': { casework: 'insert, select, update(all but organisation_id)', worker: 'select' },
  'directory.absence': { casework: 'insert, select, update(cancelled_at)', vault: 'select' },
  'directory.delegation': { casework: 'insert, select, update(ended_at)', vault: 'select' },
  'directory.organisation': {
    casework: 'select',
    definer: 'select',
    statistics: 'select',
    vault: 'select',
    worker: 'select',
  },
  'directory.role': { casework: 'select', definer: 'select', vault: 'select' },
  'directory.staff': {
    casework: 'insert, select, update(all but created_at id login organisation_id synthetic)',
    definer: 'select',
    vault: 'select, update(state)',
  },
  'directory.staff_role': { casework: 'delete, insert, select', definer: 'select', vault: 'select' },
  'directory.unit': { casework: 'select', vault: 'select' },
  'identification.decision': {
    casework: 'insert, select, update(reviewed_at reviewed_by state)',
    definer: 'select(case_id state)',
  },
  'identification.first_state': { definer: 'select' },
  'identification.interview': { casework: 'insert, select, update(all but case_id id organisation_id planned_by)' },
  'identification.minister_notice': { casework: 'insert, select, update(received_at received_by)' },
  'identification.notice_origin': { casework: 'insert, select', definer: 'select' },
  'identification.palermo_view': { casework: 'insert, select' },
  'identification.person_outcome': {
    casework: 'insert, select, update(on_day outcome version)',
    statistics: 'select(all but version)',
  },
  'identification.removal_block': {
    casework: 'insert, select, update(blocked reflection since version)',
    definer: 'select, update(lifted stay version)',
  },
  'identification.rights_told': { casework: 'insert, select' },
  'identification.status': {
    casework: 'select, update(all but case_id person_id reminded_for reminded_on report_id)',
    definer: 'insert, select, update(all but case_id person_id report_id third_country)',
    statistics: 'select(case_id person_id report_id since state)',
  },
  'identification.review_rule': { definer: 'select' },
  'identification.stay_report': { casework: 'insert, select, update(received_at received_by)' },
  'journal.checkpoint': { auditor: 'select', casework: 'select', worker: 'insert, select' },
  'journal.event': {
    auditor: 'select',
    casework: 'select',
    definer: 'insert, select',
    statistics: 'select(all but actor audience body hash prev recorded_at seq)',
  },
  'journal.head': { auditor: 'select', definer: 'insert, select, update', vault: 'select', worker: 'select' },
  'protection.child_step': { casework: 'insert, select' },
  'protection.conference': { casework: 'insert, select' },
  'protection.conference_case': { casework: 'insert, select' },
  'protection.conference_entry': { casework: 'insert, select' },
  'protection.clock_event': { casework: 'insert, select', definer: 'insert, select', worker: 'select' },
  'protection.onward_step': { casework: 'insert, select' },
  'protection.stay': {
    casework: 'insert, select, update(all but notice_id number organisation_id)',
    definer: 'select, update(since state until version)',
  },
  'protection.stay_decision': { casework: 'insert, select, update(served_on)', definer: 'insert' },
  'referrals.api_request': { casework: 'insert, select' },
  'referrals.change': { casework: 'insert, select' },
  'referrals.call': {
    casework:
      'insert, select, update(all but began_at channel counts_apart id noted_at organisation_id reference taken_by texts_gone texts_over_on)',
    definer:
      'select, update(bed_children bed_language bed_minor bed_needs bed_persons bed_sex call_back call_back_by call_back_from call_back_until caller_mark draft draft_id texts_gone texts_over_on version)',
    statistics: 'select(began_at closed_at counts_apart id kind language organisation_id)',
    worker: 'select(began_at caller_mark id version), update(caller_mark)',
  },
  'referrals.call_handover': { casework: 'insert, select, update(ended_at ended_by state version)' },
  'referrals.call_line': { casework: 'insert, select', definer: 'select' },
  'referrals.caller_flag': {
    casework: 'insert, select, update(ended_at ended_by)',
    definer: 'select, update(words_gone)',
    worker: 'select(caller_mark ended_at expires_on id version), update(caller_mark)',
  },
  'referrals.draft': {
    casework: 'delete, insert, select, update(all but created_at id organisation_id owner_staff)',
    worker: 'delete, select(all but content form_version version), update(warned_at)',
  },
  'referrals.evidence_file': {
    casework: 'delete, insert, select, update(draft_id report_id)',
    definer: 'delete, select, update(audience)',
  },
  'referrals.exploiter': { casework: 'select', definer: 'insert, select, update(audience)' },
  'referrals.handover': { casework: 'insert, select, update(received_at received_by)' },
  'referrals.inbox': {
    casework: 'select, update(acknowledged_at acknowledged_by)',
    definer: 'insert, select',
    worker: 'select(all but acknowledged_by receipt), update(alarmed_at)',
  },
  'referrals.interview_circumstances': { casework: 'select', definer: 'insert, select, update(audience)' },
  'referrals.outbox': {
    casework: 'insert, select',
    definer: 'insert, select, update(attempts delivered_at last_fault next_attempt_at state)',
    worker: 'select(all but audience created_at delivered_at last_fault)',
  },
  'linkage.edge': {
    definer: 'delete, select',
    linkage: 'delete, insert, select',
    statistics: 'select(all but parts strong)',
    worker: 'select',
  },
  'linkage.member': { linkage: 'delete, insert, select', statistics: 'select' },
  'linkage.record': { definer: 'delete, insert, select, update', linkage: 'select, update(is_new)' },
  'linkage.run': { linkage: 'insert, select', statistics: 'select', worker: 'select' },
  'linkage.said': { definer: 'insert, select, update', linkage: 'select', statistics: 'select(all but said_on)' },
  'linkage.token_row': { definer: 'delete, insert, select', linkage: 'select' },
  'matching.file': {
    casework: 'select',
    definer: 'delete, insert, select, update',
    statistics: 'select(person_id record_id)',
    worker: 'select',
  },
  'matching.pair': {
    casework: 'select',
    definer: 'select, update(audience settled_on state)',
    worker: 'insert, select, update(settled_on state)',
  },
  'matching.side': {
    casework: 'select',
    definer: 'select, update(answer answered_by answered_on language method verdict verdict_by verdict_on)',
    worker: 'delete, insert, select, update(expires_on released shown_on)',
  },
  'referrals.outcome_notice': { casework: 'insert, select, update(seen_at)' },
  'referrals.period': {
    casework: 'select',
    definer: 'insert, select, update(audience)',
    statistics: 'select(all but at_age audience exploiter_numbers)',
  },
  'referrals.person_consent': { casework: 'select', definer: 'insert, select, update(audience)' },
  'referrals.place': {
    casework: 'select',
    definer: 'insert, select, update(audience)',
    statistics: 'select(all but audience period_number)',
  },
  'referrals.question_to_reporter': { casework: 'insert, select', definer: 'select, update(answered_at answered_by)' },
  'referrals.report': {
    casework: 'insert, select, update(assigned_to merged_into outcome outcome_at state urgency urgency_rank version)',
    definer: 'insert, select, update(audience state version)',
    statistics:
      'select(all but assigned_to audience client_reference form_version language other_victims police_told received_on sent_by short_path version)',
    worker: 'select(id state urgency_rank)',
  },
  'referrals.report_indicator': {
    casework: 'select',
    definer: 'insert, select, update(audience)',
    statistics: 'select(all but audience)',
  },
  'referrals.report_person': {
    casework: 'select, update(case_id ordinal report_id same_as)',
    definer: 'insert, select, update(audience)',
    statistics: 'select(all but audience barriers child_at_the_time has_children reported_before)',
  },
  'referrals.report_person_channel': { casework: 'select', definer: 'insert, select, update(audience)' },
  'referrals.report_person_contact': { casework: 'select', definer: 'insert, select, update(audience)' },
  'referrals.report_person_link': { casework: 'select', definer: 'insert, select, update(audience)' },
  'referrals.report_person_needs': { casework: 'select', definer: 'insert, select, update(audience)' },
  'referrals.report_person_residence': { casework: 'select', definer: 'insert, select, update(audience)' },
  'referrals.report_reason': {
    casework: 'insert, select, update(all but organisation_id report_id)',
    statistics: 'select(all but organisation_id redirected_to)',
  },
  'referrals.report_reference': {
    casework: 'insert, select, update(own_label own_label_token)',
    definer: 'insert, select, update(own_label own_label_token)',
  },
  'referrals.report_link': { casework: 'insert, select, update(revoked_at revoked_by)' },
  'referrals.share': { casework: 'select', definer: 'insert, select' },
  'referrals.snapshot': { casework: 'select', definer: 'insert, select, update(audience)' },
  'referrals.supplement': { casework: 'insert, select, update(read_at read_by)' },
  'security.activation': { casework: 'select(all but code_hash)', vault: 'insert, select, update(used_at)' },
  'security.context_key': { definer: 'insert, select, update' },
  'security.credential': {
    casework: 'select(all but counter handle public_part secret_part transports), update(disabled_at)',
    vault: 'insert, select, update(counter disabled_at last_used_at)',
  },
  'security.form_done': { casework: 'delete, insert, select, update(led_to)' },
  'security.installation': {
    auditor: 'select',
    casework: 'select',
    definer: 'select',
    portal: 'select',
    statistics: 'select',
    vault: 'select',
    worker: 'select',
  },
  'security.session': { definer: 'insert, select, update', vault: 'select' },
  'security.sign_in_attempt': { vault: 'delete, insert, select, update' },
  'statistics.figure_cell': { casework: 'select', statistics: 'insert, select' },
  'statistics.figure_run': { casework: 'select', statistics: 'insert, select, update(confirmed_at)' },
  'statistics.figure_source': { casework: 'select', statistics: 'insert, select' },
};

/** Published views, and the processes that read them. */
const views: Readonly<Record<string, string>> = {
  'cases.case_access_published': 'casework statistics vault',
  'cases.case_published': 'casework statistics',
  'cases.case_reference_published': 'casework',
  'directory.organisation_published': 'casework statistics vault worker',
  'directory.absence_published': 'casework',
  'directory.staff_published': 'casework',
  'identification.minister_notice_published': 'casework',
  'identification.person_outcome_published': 'casework statistics',
  'identification.status_published': 'casework statistics',
  'identity.consent_published': 'casework',
  'identity.organisation_key_published': 'casework portal worker',
  'identity.sealed_field_published': 'casework',
  'journal.access_published': 'casework',
  'journal.checkpoint_published': 'casework',
  'journal.event_published': 'casework statistics',
  'matching.likeness_published': 'statistics',
  'matching.person_published': 'statistics',
  'matching.said_published': 'statistics',
  'matching.size_published': 'statistics',
  'referrals.call_published': 'statistics',
  'referrals.period_published': 'casework statistics',
  'referrals.place_published': 'casework statistics',
  'referrals.report_indicator_published': 'casework statistics',
  'referrals.report_person_published': 'casework statistics',
  'referrals.report_published': 'casework statistics',
  'referrals.report_reference_published': 'casework',
  'security.activation_published': 'casework',
  'security.credential_published': 'casework',
};

/** All of it. */
export const privileges: Privileges = {
  ...tables,
  ...Object.fromEntries(
    Object.entries(views).map(([view, roles]) => [
      view,
      Object.fromEntries(roles.split(' ').map((role) => [role, 'select'])),
    ]),
  ),
};
