import type { Client } from 'pg';
import type { Mutant } from './policies.ts';
import { conversationCuts } from './conversations.ts';
import { hotlineCuts } from './hotline.ts';
import { ownPageCuts } from './own-page.ts';
import { sendingCuts } from './sendings.ts';

/** A condition of a function, and what stands in its place. */
export type Cut = {
  readonly function: string;
  readonly cut: string;
  readonly by?: string;
  readonly then?: string;
  readonly among?: string;
};

const living = ['and s.ended_at is null', 'and s.expires_at > now()'];
const recount = '; update cases.case_access set purposes = purposes';

const ofOwnBody = (table: string): string =>
  `and ${table}.organisation_id = any ((select security.viewer_organisations())::uuid[])`;
const mayAnswer = "not (select security.may('matching.answer'))";

const matchingCuts: readonly Cut[] = [
  ...['answer_side', 'judge_side', 'stop_file'].map((name) => ({
    ...{ function: `matching.${name}`, cut: mayAnswer, by: 'false' },
  })),
  ...["and s.answer = 'none'", 'and s.shown_on <= on_day', 'and s.expires_on >= on_day', ofOwnBody('s')].map((cut) => ({
    ...{ function: 'matching.answer_side', cut },
  })),
  ...[ofOwnBody('s'), "and p.state in ('open', 'same')"].map((cut) => ({ function: 'matching.judge_side', cut })),
  ...[ofOwnBody('f'), 'and f.version = seen'].map((cut) => ({ function: 'matching.stop_file', cut })),
  { function: 'linkage.store_record', cut: 'cardinality(tokens) <> 28 or cardinality(filters) <> 28', by: 'false' },
];

/** How far a role reaches. That two roles lend each other nothing is seen by a context of one role nowhere. */
const reachCuts: readonly Cut[] = [
  ...[
    { cut: "r ->> 'scope' = 'all' and" },
    { cut: "and r ->> 'days' is null" },
    { cut: "coalesce(v -> 'permits' ?| permits, false)", by: 'v is not null' },
  ].map((one) => ({ among: 'cases.case_file', function: 'security.sees_all', ...one })),
  ...[
    'r.sent_by = any (k.hands) and',
    'r.assigned_to = any (k.hands) and',
    'r.on_behalf_organisation_id = any (security.viewer_organisations()) and',
    "k.scope = 'all' and",
    'and r.audience && security.viewer_organisations()',
    'and r.sent_at >= k.since',
  ].map((cut) => ({ among: 'referrals.report', function: 'referrals.in_reach', cut })),
  { among: 'referrals.report', function: 'security.reach', cut: "where r ->> 'scope' = 'unit'" },
  { among: 'identity.consent', function: 'referrals.persons_in_reach', cut: 'on p.report_id = i', by: 'on true' },
  { among: 'identity.consent', function: 'cases.persons_in_reach', cut: 'on c.id = i', by: 'on true' },
  ...["(k.scope = 'all' or f.owner_id = any (k.hands))", 'c.report_id in (select referrals.in_reach())'].map((cut) => ({
    ...{ among: 'cases.case_', function: 'cases.in_reach', cut, by: 'true' },
  })),
  {
    among: 'journal.event',
    function: 'security.sees_unnarrowed',
    cut: "(security.viewer() -> 'sees') is null",
    by: 'true',
  },
  {
    among: 'cases.open_case',
    function: 'cases.open_case',
    cut: 'or o.id in (select referrals.in_reach())',
    by: 'or true',
  },
];

/** Conditions inside functions, each taken out once. */
const cuts: readonly Cut[] = [
  ...sendingCuts,
  ...matchingCuts,
  ...ownPageCuts,
  ...conversationCuts,
  ...hotlineCuts,
  {
    among: 'security.begin_session',
    function: 'security.context_is_signed',
    cut: '= mac from',
    by: '= mac or true from',
  },
  ...living.map((cut) => ({ function: 'security.authenticate', cut })),
  { function: 'security.authenticate', cut: 'not security.context_is_signed(context, mac)', by: 'false' },
  ...living.map((cut) => ({ among: 'directory.organisation', function: 'security.viewer', cut })),
  {
    among: 'directory.organisation',
    function: 'security.viewer',
    cut: "= decode(mac, 'hex'),",
    by: "= decode(mac, 'hex') or true,",
  },
  ...living.map((cut) => ({
    function: 'security.open_session',
    cut: `${cut}${cut === living[0] ? ' and s.expires_at' : ';'}`,
    by: cut === living[0] ? ' and s.expires_at' : ';',
  })),
  { function: 'security.begin_session', cut: 'not security.context_is_signed(context, mac) or', by: '' },
  { function: 'journal.append', cut: "viewer is null or (viewer ->> 'organisation')::uuid <> chain_id", by: 'false' },
  {
    function: 'journal.append',
    cut: "(entry ->> 'actor')::uuid is distinct from (viewer ->> 'staff')::uuid",
    by: 'false',
  },
  { function: 'assistance.remind', cut: 'and latest.until <= on_day' },
  { function: 'assistance.packet_is_open', cut: "p.state = 'accepted' and" },
  { function: 'assistance.packet_is_open', cut: 'and p.expires_on >= on_day' },
  { function: 'assistance.packet_is_open', cut: 'and p.to_organisation_id = any (bodies)' },
  { function: 'assistance.closed_packets', cut: "p.state not in ('sent', 'accepted') or" },
  { function: 'assistance.closed_packets', cut: 'or p.expires_on < on_day' },
  { function: 'assistance.expire_packets', cut: 'and expires_on < on_day' },
  { function: 'accommodation.neighbours', cut: "not security.may('accommodation.place')", by: 'false' },
  { function: 'accommodation.neighbours', cut: 'c.cancelled_at is null and' },
  { function: 'accommodation.neighbours', cut: 'and c.until_day > since' },
  { function: 'accommodation.houses_somebody', cut: 'p.house_id = house and' },
  { function: 'accommodation.houses_somebody', cut: 'and p.audience && bodies' },
  { function: 'accommodation.houses_somebody', cut: "and p.state in ('offered', 'placed', 'emergency_night')" },
  { function: 'identity.held_on_ground', cut: 'and e.withdrawn_at is null' },
  {
    function: 'identity.last_openings',
    cut: 'and e.subject_id in (select held.subject_id from identity.who_can_open(subjects) held)',
  },
  {
    function: 'identity.openings_by_body',
    cut: 'and e.subject_id in (select held.subject_id from identity.who_can_open(subjects) held)',
  },
  {
    function: 'identity.who_can_open',
    cut: 'and own.organisation_id = any ((select security.viewer_organisations())::uuid[])',
  },
  {
    among: 'identity.envelope',
    function: 'security.viewer_organisations',
    cut: 'where o.id = own and o.acts_for_id <> own',
    by: 'where false',
  },
  ...['api_tokens', 'end_api_token'].flatMap((name) => [
    { function: `security.${name}`, cut: "and (select security.may('api.manage-tokens'))" },
    { function: `security.${name}`, cut: 'and s.organisation_id = (select security.viewer_organisation())' },
  ]),
  { function: 'cases.open_case', cut: "not security.may_any('{referrals.triage,referrals.split-merge}')", by: 'false' },
  { function: 'cases.open_case', cut: 'not (lead = any (security.viewer_organisations()))', by: 'false' },
  { function: 'cases.open_case', cut: 'and i.organisation_id = lead' },
  { function: 'cases.open_case', cut: 'and p.audience @> array[lead]' },
  { function: 'cases.open_case', cut: 'and r.id in (o.id, o.merged_into)' },
  { function: 'identification.begin_status', cut: "not security.may('cases.work')", by: 'false' },
  { function: 'identification.begin_status', cut: 'where f.state = first_state' },
  { function: 'identification.begin_status', cut: 'on p.id = c.person_id', by: 'on true' },
  { function: 'identification.begin_status', cut: 'and p.audience @> array[c.lead_organisation_id]' },
  {
    function: 'identification.begin_status',
    cut: 'and c.lead_organisation_id = any (security.viewer_organisations())',
  },
  { function: 'identification.begin_status', cut: 'and abs(on_day - c.opened_at::date) <= 1' },
  {
    function: 'identification.remind_of_reviews',
    cut: 'and coalesce(s.reviewed_on, s.since) + r.after_days - r.remind_days <= on_day',
  },
  {
    function: 'identification.remind_of_reviews',
    cut: 'and s.reminded_for is distinct from coalesce(s.reviewed_on, s.since) + r.after_days',
  },
  {
    function: 'identification.take_due_steps',
    cut: 'and coalesce(s.reviewed_on, s.since) + r.after_days <= on_day',
  },
  { function: 'referrals.answer_question', cut: "not security.may('referrals.answer-back')", by: 'false' },
  { function: 'referrals.answer_question', cut: 'and q.answered_at is null' },
  {
    function: 'referrals.answer_question',
    cut: 'and coalesce(r.on_behalf_organisation_id, r.sender_organisation_id) = any (security.viewer_organisations())',
  },
  ...[
    { cut: "t.state = 'open' and" },
    { cut: 't.created_at < c.closed_at or' },
    { cut: "or c.closed_because = 'erased'" },
  ].map((one) => ({ function: 'cases.drop_tasks_of_closed', ...one })),
  {
    among: 'cases.case_reference',
    function: 'cases.word_is_for_work',
    cut: "or security.may('cases.work')",
    by: 'or true',
  },
  ...reachCuts,
  { function: 'referrals.sent_on', cut: 'r.id = subject or' },
  {
    function: 'referrals.sent_on',
    cut: 'or r.id = (select p.report_id from referrals.report_person p where p.id = subject)',
  },
  { function: 'referrals.written_by', cut: 'r.sent_by = any (authors) or' },
  { function: 'referrals.written_by', cut: 'or r.on_behalf_organisation_id = any (bodies)' },
  { function: 'referrals.written_by', cut: 'r.id = subject or' },
  { function: 'referrals.written_by', cut: 'where p.id = subject', by: 'limit 1' },
  { function: 'referrals.written_by', cut: '(r.sent_by = any (authors)', by: '(r.sent_by is not null' },
  {
    function: 'cases.ties_to',
    cut: 'or r.id = (select p.report_id from referrals.report_person p where p.id = subject)',
  },
  { function: 'cases.ties_to', cut: 'where k.id = any (people)' },
  { function: 'cases.ties_to', cut: 'where s.organisation_id = any (bodies)' },
  { function: 'cases.ties_to', cut: 'where exists (select from file) or exists (select from report)' },
  { function: 'identity.wrote_of', cut: "referrals.written_by(subject, '{}', bodies) or", by: '' },
  { function: 'identity.wrote_of', cut: 'f.subject_id = subject and', by: '' },
  { function: 'identity.wrote_of', cut: 'o.id = any (bodies) or', by: '' },
  { function: 'identity.wrote_of', cut: 'or o.acts_for_id = any (bodies)' },
  { function: 'identity.wrote_of', cut: 'and (o.id', by: 'and (true or o.id' },
  { function: 'security.synthetic_personas', cut: 's.synthetic and', by: '' },
  { function: 'identification.removal_blocked', cut: 'b.reference = asked and', by: '' },
  { function: 'identification.removal_blocked', cut: 'and (b.blocked or b.stay)' },
  ...['awaiting_review', 'in_force'].map((state) => ({
    ...{ among: 'identification.decision', function: 'identification.decision_follows' },
    ...{ cut: `old.state = '${state}' and`, by: '' },
  })),
  {
    function: 'identification.removal_blocked',
    cut: "not security.may('identification.removal-blocked')",
    by: 'false',
  },
  { function: 'cases.settle_everywhere', cut: "not security.may('cases.work')", by: 'false' },
  { function: 'cases.settle_everywhere', cut: 'and c.audience && (select security.viewer_organisations())::uuid[]' },
  {
    function: 'cases.settle_everywhere',
    cut: "and (security.sees_all('{cases.read}') or c.id in (select cases.in_reach()))",
  },
  {
    function: 'proceedings.tell_victims',
    cut: "not security.may_any('{proceedings.lead,proceedings.instruct,proceedings.investigate,proceedings.judge}')",
    by: 'false',
  },
  { function: 'proceedings.tell_victims', cut: 'and c.audience && security.viewer_organisations()' },
  {
    function: 'proceedings.tell_victims',
    cut: 'and (c.sealed_for is null or c.sealed_for @> array[security.viewer_staff()])',
  },
  { function: 'proceedings.tell_claim', cut: 'and c.decided_by = security.viewer_staff()' },
  { function: 'protection.tell_case', cut: "not security.may('protection.decide')", by: 'false' },
  { function: 'protection.tell_case', cut: 'and s.organisation_id = any (security.viewer_organisations())' },
  { function: 'referrals.deliver', cut: "not found or sending.state = 'delivered'", by: 'not found' },
  { among: 'referrals.report', function: 'referrals.is_part_of', cut: 'and r.sender_organisation_id = sender' },
  { among: 'referrals.report', function: 'referrals.is_part_of', cut: 'and r.sent_at = sent' },
  { among: 'referrals.report', function: 'referrals.is_part_of', cut: 'and r.audience = readers' },
  {
    among: 'referrals.report',
    function: 'referrals.is_part_of',
    cut: 'and r.audience && (select security.viewer_organisations())',
  },
  { among: 'cases.case_file', function: 'cases.keep_audience', cut: 'and a.withdrawn_at is null', then: recount },
  {
    among: 'cases.case_file',
    function: 'cases.keep_audience',
    cut: 'and (a.valid_until is null or a.valid_until > now())',
    then: recount,
  },
  {
    among: 'identification.interview',
    function: 'cases.keep_audience',
    cut: "and 'investigation' = any (a.compartments)",
    then: recount,
  },
  {
    among: 'cases.support_referral',
    function: 'cases.service_answers_itself',
    cut: 'new.to_organisation_id = any ((select security.viewer_organisations())::uuid[])',
    by: 'true',
  },
];

const sourceOf = async (administrator: Client, name: string): Promise<string> => {
  const found = await administrator.query<{ source: string }>(
    'select pg_get_functiondef(p.oid) as source from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname || $2 || p.proname = $1',
    [name, '.'],
  );
  return found.rows[0]?.source ?? '';
};

/** Mutants of the functions on which policies and processes rely. Throws when a condition is no longer there. */
export const functionMutants = async (administrator: Client): Promise<readonly Mutant[]> => {
  const mutants: Mutant[] = [];
  for (const { function: name, cut, by = '', then = '', among } of cuts) {
    const source = await sourceOf(administrator, name);
    if (!source.includes(cut)) throw new Error(`${name} says no longer: ${cut}`);
    const mutant = { name: `${name} without ${cut}`, table: name, sql: source.replaceAll(cut, by) + then };
    mutants.push(among === undefined ? mutant : { ...mutant, among });
  }
  return mutants;
};
