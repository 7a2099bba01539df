/**
 * Expressions that let every row through: their column is never empty or is checked by the table. They stand in
 * policies of processes that work on the whole table, where `true` would be taken for carelessness.
 */
export const everyRow: readonly string[] = [
  '(asked_at IS NOT NULL)',
  '(visits > 0)',
  "(says <> ''::text)",
  '(at IS NOT NULL)',
  '(attempts >= 0)',
  '(cardinality(audience) > 0)',
  '(cardinality((report_ids || event_ids)) > 0)',
  '(cardinality(report_ids) > 0)',
  "(code <> ''::text)",
  '(created_at IS NOT NULL)',
  '(epoch > 0)',
  '(failures > 0)',
  '(id = 1)',
  "(kind <> ''::text)",
  '(expires_on > shown_on)',
  '(key_epoch > 0)',
  '(length(blob) > 200)',
  '(length(code_hash) = 32)',
  '(length(filter) = 144)',
  '(length(hash) = 32)',
  '(length(lookup) = 32)',
  '(length(id_hash) = 32)',
  '(length(public_key) = 32)',
  '(length(signature) = 64)',
  '(length(token) = 16)',
  '(length(wrapped) = 61)',
  '(level > 0)',
  '(one < other)',
  '(one_file_id < other_file_id)',
  "(login <> ''::text)",
  '(answered_at IS NOT NULL)',
  '(ended_at IS NOT NULL)',
  '(entered_at IS NOT NULL)',
  '(proposed_at IS NOT NULL)',
  '(ordinal > 0)',
  '(person_id IS NOT NULL)',
  '(made_at IS NOT NULL)',
  '(recorded_at IS NOT NULL)',
  "(role_code <> ''::text)",
  '(record_id IS NOT NULL)',
  '(records >= 0)',
  '(report_id IS NOT NULL)',
  '(sent_at IS NOT NULL)',
  '(sequence > 0)',
  '(seq > 0)',
  '(size > 0)',
  '(seq >= 0)',
  "(state <> ''::text)",
  '(total >= 0)',
  '(tries >= 0)',
  '(valid_from IS NOT NULL)',
  '(value >= 0)',
  '(version > 0)',
  '(weekly_minutes > 0)',
];

const asWhole =
  'reading, SELECT narrows it; without reading, the change also meets rows that WITH CHECK refuses, and fails as a whole';
const installs = 'the installation copies the profile there as the owner, every row';
const twice = 'viewer() asks the same again in every statement; context.test.ts tries the door alone';

/** Mutants that change nothing anybody can do, with the reason. Compared by name; one that dies must leave the list. */
export const equivalents: Readonly<Record<string, string>> = {
  'security.authenticate without and s.ended_at is null': twice,
  'security.authenticate without and s.expires_at > now()': twice,
  'security.authenticate without not security.context_is_signed(context, mac)': twice,
  "protection.stay authority_begins: check without  SELECT security.may('protection.decide'::text) AS may":
    'at the residence authority who sees a notice decides: no role of the profile has one permit without the other',
  ...Object.fromEntries(
    [
      'c.id = case_body.criminal_case_id',
      'EXISTS ( SELECT 1 FROM proceedings.criminal_case c WHERE (c.id = case_body.criminal_case_id))',
    ].map((term) => [
      `proceedings.case_body leader_ends: without ${term}`,
      'reading, SELECT narrows it; without reading, every part of a case ends at once, and the table refuses a case nobody works on',
    ]),
  ),
  "proceedings.suspect body_changes: without  SELECT security.may_any('{proceedings.investigate,proceedings.judge}'::text[]) AS may_any":
    'whoever sees a criminal case investigates or judges it: no role of the profile only reads it',
  "proceedings.victim_entry body_writes: check without  SELECT security.may_any('{proceedings.lead,proceedings.instruct,proceedings.investigate,proceedings.judge}'::text[]) AS may_any":
    'whoever sees a criminal case leads, instructs, investigates or judges it: no role of the profile only reads it',
  "proceedings.case_victim body_writes: check without  SELECT security.may_any('{proceedings.lead,proceedings.investigate}'::text[]) AS may_any":
    'who sees a criminal case without leading or investigating it is a court, and a court receives no report',
  'identification.notice_origin examiner_writes: check without b.reflection':
    'whose reflection period runs has this block in the matrix too; identification/actions/notices.test.ts tries it alone',
  "portal.own_page body_closes: check without state = 'closed'::text":
    'the table asks the same of a page that somebody of the service closed',
  "cases.drop_tasks_of_closed without t.state = 'open' and":
    'the definer changes open tasks and no other (definer_ends)',
  'portal.own_take_back without and c.withdrawn_at is null':
    'the definer changes a consent that stands and no other (definer_takes_back)',
  "cases.warm_handover receiver_answers: check without state = ANY (ARRAY['accepted'::text, 'refused'::text])":
    'who answered is written with an answer alone: the trigger warm_handover_answered',
  "cases.warm_handover giver_ends: check without state = ANY (ARRAY['done'::text, 'taken_back'::text])":
    'the table asks the same of a handing over that somebody ended',
  "portal.own_message page_marks: without direction = 'from_person'::text":
    'the table asks the same of a message that is read',
  "portal.conversation_message conversation_marks: without direction = 'from_person'::text":
    'the table asks the same of a message that is read',
  "portal.own_message page_writes: check without direction = 'to_person'::text":
    'the table asks the same of a message that somebody signs',
  'identification.review_rule definer_asks: without after_days > 0': 'the table asks the same',
  'protection.stay_decision authority_serves: check without served_on IS NOT NULL':
    'a day that was noted is refused to change by the same policy; from none to none nothing changes',
  'identification.decision definer_looks: dropped':
    'a status would change although a decision waits, which nobody sees who asks for rows: the test of the review date does',
  "cases.task definer_reminds: check without state = 'open'::text":
    'the functions that remind set open tasks and no other',
  'cases.task definer_looks: dropped':
    'a reminder would be set twice, which nobody sees who asks for rows: the test of the review date does',
  'protection.stay authority_begins: check without organisation_id = ANY (( SELECT security.viewer_organisations() AS viewer_organisations)::uuid[])':
    'the notice must have gone to that body; of the two that see it, nobody at the sender has the permit',
  'identity.envelope vault_clears: without NOT (EXISTS ( SELECT 1 FROM identity.data_key_wrap w WHERE (w.envelope_id = envelope.id)))':
    'a wrap refers to its envelope (foreign key): one under which something hangs cannot go',
  'identity.held_on_ground without and e.withdrawn_at is null':
    'the definer sees no withdrawn envelope (identity.envelope)',
  "referrals.outbox giver_tells_by_mail: check without  SELECT security.may('referrals.redirect'::text) AS may":
    'whose body gave sees its hand-over by that permit; no body here gives and receives',
  "referrals.deliver without not found or sending.state = 'delivered'": 'one inbox row per report and body (unique)',
  'cases.case_reference definer_opens: check without version = 1':
    'cases.open_case writes the first version and no other',
  "cases.support_referral both_read: without  SELECT security.may('cases.read'::text) AS may":
    'what follows asks it too, but for offers to a service, where every role reads cases',
  'cases.support_referral service_answers: without to_organisation_id = ANY (( SELECT security.viewer_organisations() AS viewer_organisations)::uuid[])':
    'the trigger support_referral_answered lets only the service answer',
  "directory.staff administrator_adds: check without (NOT synthetic) OR (EXISTS ( SELECT 1 FROM security.installation i WHERE (i.kind = 'demonstration'::text)))":
    'in a real installation the trigger staff_kept_apart refuses invented people',
  "directory.staff administrator_adds: check without i.kind = 'demonstration'::text":
    'in a real installation the trigger staff_kept_apart refuses invented people',
  "directory.staff administrator_adds: check without EXISTS ( SELECT 1 FROM security.installation i WHERE (i.kind = 'demonstration'::text))":
    'concerns the demonstration alone: directory tests add people there',
  "directory.notice_address worker_mails: without address <> ''::text": 'the table asks for an address',
  'referrals.evidence_file owner_sends: check without draft_id IS NULL':
    'the table refuses a file that hangs on a draft and a report',
  'referrals.report police_splits: check without split_from IS NOT NULL': 'is_part_of finds nothing for null',
  "referrals.report_person police_orders: without ( SELECT security.sees_all('{referrals.send,referrals.read-own,referrals.receive}'::text[]) AS sees_all) OR (report_id IN ( SELECT referrals.in_reach() AS in_reach))":
    asWhole,
  'referrals.in_reach without and r.audience && security.viewer_organisations()':
    'every policy that asks what is within reach asks the audience beside it; without, more is looked up and no more is seen',
  'statistics.figure_run confirms: check without confirmed_at >= computed_at': 'the table asks the same',
  'security.installation: row security off': 'it has one row, and everybody may know it',
  'identification.first_state: row security off': 'it has one row, and no process reads it',
  'identification.first_state: row security off for the owner': installs,
  'identification.review_rule: row security off': 'no process reads it, and everybody may know it',
  'identification.review_rule: row security off for the owner': installs,
  "identification.decision definer_looks: without state = 'awaiting_review'::text":
    'identification.take_due_steps asks for those that wait alone',
  'directory.organisation: row security off for the owner': installs,
  'directory.role: row security off for the owner': installs,
  'directory.staff_role: row security off for the owner': installs,
  'directory.unit: row security off for the owner': installs,
  'security.installation: row security off for the owner': installs,
  "protection.stay_decision authority_decides: check without  SELECT security.may('protection.decide'::text) AS may":
    'a stay is seen only with the same permit',
  'identification.decision decider_supersedes: without c.id = decision.case_id': asWhole,
  'identification.decision decider_supersedes: without c.inquiry_audience && ( SELECT security.viewer_organisations() AS viewer_organisations)':
    asWhole,
  'identification.decision decider_supersedes: without EXISTS ( SELECT 1 FROM cases.case_file c WHERE ((c.id = decision.case_id) AND (c.inquiry_audience && ( SELECT security.viewer_organisations() AS viewer_organisations))))':
    asWhole,
  'identification.decision examiner_changes: without c.id = decision.case_id': asWhole,
  'identification.decision examiner_changes: without c.inquiry_audience && ( SELECT security.viewer_organisations() AS viewer_organisations)':
    asWhole,
  'identification.decision examiner_changes: without EXISTS ( SELECT 1 FROM cases.case_file c WHERE ((c.id = decision.case_id) AND (c.inquiry_audience && ( SELECT security.viewer_organisations() AS viewer_organisations))))':
    asWhole,
  'identification.interview examiner_changes: without c.id = interview.case_id': asWhole,
  'identification.interview examiner_changes: without c.inquiry_audience && ( SELECT security.viewer_organisations() AS viewer_organisations)':
    asWhole,
  'identification.interview examiner_changes: without EXISTS ( SELECT 1 FROM cases.case_file c WHERE ((c.id = interview.case_id) AND (c.inquiry_audience && ( SELECT security.viewer_organisations() AS viewer_organisations))))':
    asWhole,
  'identification.decision examiner_changes: check without decided_by <> ( SELECT security.viewer_staff() AS viewer_staff)':
    'the table asks the same of reviewed_by',
};
