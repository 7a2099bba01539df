-- Reports: from the half-filled draft over sending and receipts to what the police made of it.
-- Codes, numbers and dates only. Names, contacts, accounts and any free text are sealed in the schema identity.
create schema referrals;
grant usage, create on schema referrals to {{definer}};
grant usage on schema referrals to {{casework}}, {{worker}}, {{statistics}};

create table referrals.report (
  id uuid primary key,
  client_reference uuid not null,
  sender_organisation_id uuid not null references directory.organisation (id),
  sent_by uuid,
  on_behalf_organisation_id uuid references directory.organisation (id),
  intake_channel text not null check (intake_channel ~ '^[a-z][a-z0-9_]{0,59}$'),
  received_on date,
  route text not null check (route in ('official_report', 'referral_with_consent', 'notice_without_identity')),
  how_came_to_light text not null check (how_came_to_light ~ '^[a-z][a-z0-9_]{0,59}$'),
  form_version smallint not null check (form_version > 0),
  language text not null check (language in ('en', 'fr', 'de')),
  in_danger text not null check (in_danger in ('yes', 'no', 'not_sure')),
  urgency text not null check (urgency ~ '^[a-z][a-z0-9_]{0,59}$'),
  urgency_rank smallint not null check (urgency_rank between 0 and 9),
  has_child boolean not null,
  n_persons smallint not null check (n_persons between 1 and 500),
  other_victims text check (other_victims in ('yes', 'no', 'not_sure')),
  police_told text check (police_told in ('yes', 'no', 'not_sure')),
  commune text check (commune ~ '^[a-z][a-z0-9_]{0,59}$'),
  sent_at timestamptz not null,
  state text not null check (state ~ '^[a-z][a-z0-9_]{0,59}$'),
  assigned_to uuid references directory.staff (id),
  outcome text check (outcome ~ '^[a-z][a-z0-9_]{0,59}$'),
  outcome_reason text check (outcome_reason ~ '^[a-z][a-z0-9_]{0,59}$'),
  outcome_at timestamptz,
  redirected_reason text check (redirected_reason ~ '^[a-z][a-z0-9_]{0,59}$'),
  redirected_to uuid references directory.organisation (id),
  merged_into uuid references referrals.report (id) check (merged_into <> id),
  split_from uuid references referrals.report (id) check (split_from <> id),
  version integer not null default 1,
  audience uuid[] not null check (cardinality(audience) > 0),
  unique (sender_organisation_id, client_reference)
);
create index report_audience on referrals.report using gin (audience);
create index report_queue on referrals.report (urgency_rank, has_child desc, sent_at, id) where merged_into is null;
create index report_sent on referrals.report (sender_organisation_id, sent_at desc, id);
create index report_state on referrals.report (state);
create index report_on_behalf on referrals.report (on_behalf_organisation_id);
create index report_assigned on referrals.report (assigned_to);
create index report_redirected on referrals.report (redirected_to);
create index report_merged on referrals.report (merged_into) where merged_into is not null;
create index report_split on referrals.report (split_from) where split_from is not null;
comment on column referrals.report.client_reference is 'Made by the sender''s side (the draft, another system): the same report sent twice is one report.';
comment on column referrals.report.audience is 'The sender, and each recipient from delivery on (referrals.deliver).';

create table referrals.report_person (
  id uuid primary key,
  report_id uuid not null references referrals.report (id),
  ordinal smallint not null check (ordinal between 1 and 500),
  route text not null check (route in ('official_report', 'referral_with_consent', 'notice_without_identity')),
  age_answer text not null check (age_answer in ('adult', 'child', 'not_sure')),
  child_at_the_time text check (child_at_the_time in ('yes', 'no', 'not_sure')),
  age_band text not null check (age_band ~ '^[a-z0-9][a-z0-9_-]{0,59}$'),
  sex text not null check (sex ~ '^[a-z][a-z0-9_]{0,59}$'),
  citizenships text[] not null default '{}',
  languages text[] not null default '{}',
  interpreter_need text check (interpreter_need in ('yes', 'no', 'not_sure')),
  interpreter_language text,
  interpreter_sex text check (interpreter_sex ~ '^[a-z][a-z0-9_]{0,59}$'),
  forms text[] not null check (cardinality(forms) > 0),
  recruitment_channel text check (recruitment_channel ~ '^[a-z][a-z0-9_]{0,59}$'),
  online_platform text check (online_platform ~ '^[a-z][a-z0-9_]{0,59}$'),
  still_exploited text not null check (still_exploited in ('yes', 'no', 'not_sure')),
  last_contact text check (last_contact ~ '^[a-z][a-z0-9_]{0,59}$'),
  at_risk text check (at_risk in ('yes', 'no', 'not_sure')),
  reported_before text check (reported_before in ('yes', 'no', 'not_sure')),
  barriers text[] not null default '{}',
  cooperates text check (cooperates in ('yes', 'no', 'not_sure')),
  support_information text check (support_information ~ '^[a-z][a-z0-9_]{0,59}$'),
  has_children text check (has_children in ('yes', 'no', 'not_sure')),
  same_as uuid references referrals.report_person (id) check (same_as <> id),
  case_id uuid,
  audience uuid[] not null check (cardinality(audience) > 0)
);
create index report_person_report on referrals.report_person (report_id, ordinal);
create index report_person_audience on referrals.report_person using gin (audience);
create index report_person_same on referrals.report_person (same_as) where same_as is not null;
create index report_person_case on referrals.report_person (case_id) where case_id is not null;
comment on column referrals.report_person.same_as is 'The same human being in a merged report; counted once.';

create table referrals.report_person_needs (
  person_id uuid primary key references referrals.report_person (id),
  special_needs text[] not null default '{}',
  communication_aids text[] not null default '{}',
  audience uuid[] not null check (cardinality(audience) > 0)
);
create index report_person_needs_audience on referrals.report_person_needs using gin (audience);
comment on table referrals.report_person_needs is 'Compartment health.';

create table referrals.report_person_residence (
  person_id uuid primary key references referrals.report_person (id),
  residence_situation text check (residence_situation ~ '^[a-z][a-z0-9_]{0,59}$'),
  document_kinds text[] not null default '{}',
  documents_withheld text check (documents_withheld in ('yes', 'no', 'not_sure')),
  audience uuid[] not null check (cardinality(audience) > 0)
);
create index report_person_residence_audience on referrals.report_person_residence using gin (audience);
comment on table referrals.report_person_residence is 'Compartment legal_residence.';

create table referrals.report_person_contact (
  person_id uuid primary key references referrals.report_person (id),
  contactable text not null check (contactable ~ '^[a-z][a-z0-9_]{0,59}$'),
  no_contact_reason text check (no_contact_reason ~ '^[a-z][a-z0-9_]{0,59}$'),
  alternative_relation text check (alternative_relation ~ '^[a-z][a-z0-9_]{0,59}$'),
  alternative_is_not_exploiter boolean,
  third_party_permitted boolean,
  audience uuid[] not null check (cardinality(audience) > 0),
  check (alternative_relation is null or alternative_is_not_exploiter)
);
create index report_person_contact_audience on referrals.report_person_contact using gin (audience);
comment on table referrals.report_person_contact is 'Compartment contact_safe; numbers and addresses are sealed.';

create table referrals.report_person_channel (
  id uuid primary key,
  person_id uuid not null references referrals.report_person (id),
  ordinal smallint not null,
  channel text not null check (channel ~ '^[a-z][a-z0-9_]{0,59}$'),
  is_safe boolean not null,
  voice_message_allowed boolean not null default false,
  from_hour smallint check (from_hour between 0 and 23),
  to_hour smallint check (to_hour between 1 and 24),
  audience uuid[] not null check (cardinality(audience) > 0)
);
create index report_person_channel_person on referrals.report_person_channel (person_id);
create index report_person_channel_audience on referrals.report_person_channel using gin (audience);
comment on table referrals.report_person_channel is 'At which channel and hours writing or calling endangers nobody. Nothing is sent where is_safe is false.';

create table referrals.report_person_link (
  id uuid primary key,
  person_id uuid not null references referrals.report_person (id),
  other_person_id uuid not null references referrals.report_person (id) check (other_person_id <> person_id),
  relation text not null check (relation ~ '^[a-z][a-z0-9_]{0,59}$'),
  audience uuid[] not null check (cardinality(audience) > 0)
);
create index report_person_link_person on referrals.report_person_link (person_id);
create index report_person_link_other on referrals.report_person_link (other_person_id);
create index report_person_link_audience on referrals.report_person_link using gin (audience);

create table referrals.person_consent (
  id uuid primary key,
  person_id uuid not null references referrals.report_person (id),
  recipient_id uuid not null references directory.organisation (id),
  agreed boolean not null,
  refusal_reason text check (refusal_reason ~ '^[a-z][a-z0-9_]{0,59}$'),
  explained_on date,
  explained_in text,
  interpreter_kind text check (interpreter_kind ~ '^[a-z][a-z0-9_]{0,59}$'),
  notice_version smallint not null check (notice_version > 0),
  recorded_by uuid,
  recorded_at timestamptz not null,
  withdrawn_at timestamptz,
  audience uuid[] not null check (cardinality(audience) > 0),
  unique (person_id, recipient_id)
);
create index person_consent_recipient on referrals.person_consent (recipient_id);
create index person_consent_audience on referrals.person_consent using gin (audience);
comment on table referrals.person_consent is 'What one person agreed to, per recipient: who explained it, in which language and wording, when. Its id is the basis of the keys.';

create table referrals.period (
  id uuid primary key,
  person_id uuid not null references referrals.report_person (id),
  ordinal smallint not null,
  date_precision text not null check (date_precision in ('exact', 'month', 'year', 'age', 'range', 'unknown')),
  from_day date,
  to_day date,
  at_age smallint check (at_age between 0 and 120),
  form text check (form ~ '^[a-z][a-z0-9_]{0,59}$'),
  sector text,
  control_means text[] not null default '{}',
  audience uuid[] not null check (cardinality(audience) > 0),
  check (from_day is null or to_day is null or from_day <= to_day)
);
create index period_person on referrals.period (person_id, ordinal);
create index period_audience on referrals.period using gin (audience);
comment on table referrals.period is 'One episode of exploitation: when (an interval and how exactly it is known), which form, how controlled. Compartment testimony.';

create table referrals.place (
  id uuid primary key,
  person_id uuid not null references referrals.report_person (id),
  ordinal smallint not null,
  what text check (what ~ '^[a-z][a-z0-9_]{0,59}$'),
  country text,
  commune text,
  place_precision text check (place_precision ~ '^[a-z][a-z0-9_]{0,59}$'),
  audience uuid[] not null check (cardinality(audience) > 0)
);
create index place_person on referrals.place (person_id, ordinal);
create index place_audience on referrals.place using gin (audience);
comment on table referrals.place is 'Where it happened. Compartment testimony.';

create table referrals.exploiter (
  id uuid primary key,
  report_id uuid not null references referrals.report (id),
  ordinal smallint not null,
  is_known text check (is_known in ('yes', 'no', 'not_sure')),
  relation text check (relation ~ '^[a-z][a-z0-9_]{0,59}$'),
  role text check (role ~ '^[a-z][a-z0-9_]{0,59}$'),
  sex text check (sex ~ '^[a-z][a-z0-9_]{0,59}$'),
  citizenship text,
  languages text[] not null default '{}',
  whereabouts_country text,
  near_person text check (near_person in ('yes', 'no', 'not_sure')),
  audience uuid[] not null check (cardinality(audience) > 0)
);
create index exploiter_report on referrals.exploiter (report_id, ordinal);
create index exploiter_audience on referrals.exploiter using gin (audience);
comment on table referrals.exploiter is 'As told, accused of nothing. Names, nicknames, marks, vehicles and handles are sealed. Compartment investigation.';

create table referrals.report_indicator (
  id uuid primary key,
  person_id uuid not null references referrals.report_person (id),
  indicator text not null check (indicator ~ '^[A-Z0-9][A-Z0-9-]{0,59}$'),
  noticed_where text[] not null default '{}',
  audience uuid[] not null check (cardinality(audience) > 0),
  unique (person_id, indicator)
);
create index report_indicator_indicator on referrals.report_indicator (indicator);
create index report_indicator_audience on referrals.report_indicator using gin (audience);
comment on table referrals.report_indicator is 'Signs that were noticed, by the profile''s list. Compartment testimony.';

create table referrals.interview_circumstances (
  report_id uuid primary key references referrals.report (id),
  place text check (place ~ '^[a-z][a-z0-9_]{0,59}$'),
  held_on date,
  persons_present text[] not null default '{}',
  interpreter_kind text check (interpreter_kind ~ '^[a-z][a-z0-9_]{0,59}$'),
  interpreter_language text,
  conditions text[] not null default '{}',
  audience uuid[] not null check (cardinality(audience) > 0)
);
create index interview_circumstances_audience on referrals.interview_circumstances using gin (audience);

create table referrals.snapshot (
  id uuid primary key,
  report_id uuid not null references referrals.report (id),
  person_id uuid references referrals.report_person (id),
  compartment text not null check (compartment in
    ('open', 'identity', 'contact_safe', 'testimony', 'health', 'legal_residence', 'investigation', 'reporter', 'notes')),
  language text not null,
  questions jsonb not null,
  audience uuid[] not null check (cardinality(audience) > 0)
);
create index snapshot_report on referrals.snapshot (report_id);
create index snapshot_person on referrals.snapshot (person_id);
create index snapshot_audience on referrals.snapshot using gin (audience);
comment on table referrals.snapshot is 'The questions as they were worded and answered at sending; sealed answers only by the name of their field. One row per subject and compartment, so that each reader sees the part that reached her.';

create table referrals.share (
  id uuid primary key,
  report_id uuid not null references referrals.report (id),
  person_id uuid references referrals.report_person (id),
  organisation_id uuid not null references directory.organisation (id),
  compartments text[] not null,
  basis_kind text not null check (basis_kind in ('consent', 'law')),
  basis_code text not null check (basis_code ~ '^[A-Za-z0-9._:-]{1,120}$'),
  audience uuid[] not null check (cardinality(audience) > 0)
);
create index share_report on referrals.share (report_id, organisation_id);
create index share_person on referrals.share (person_id);
create index share_organisation on referrals.share (organisation_id);
create index share_audience on referrals.share using gin (audience);
comment on table referrals.share is 'Who gets which compartments of the report or of one person, and on what ground. Delivery extends the audiences by it.';

create table referrals.outbox (
  id uuid primary key,
  report_id uuid not null references referrals.report (id),
  organisation_id uuid not null references directory.organisation (id),
  kind text not null check (kind in ('inbox', 'mail', 'api')),
  state text not null default 'waiting' check (state in ('waiting', 'delivered')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  last_fault text check (last_fault ~ '^[a-z][a-z0-9_]{0,59}$'),
  created_at timestamptz not null,
  delivered_at timestamptz,
  audience uuid[] not null check (cardinality(audience) > 0),
  unique (report_id, organisation_id)
);
create index outbox_waiting on referrals.outbox (next_attempt_at) where state = 'waiting';
create index outbox_organisation on referrals.outbox (organisation_id);
create index outbox_audience on referrals.outbox using gin (audience);

create table referrals.inbox (
  id uuid primary key,
  report_id uuid not null references referrals.report (id),
  organisation_id uuid not null references directory.organisation (id),
  receipt text not null check (receipt ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  delivered_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  alarmed_at timestamptz,
  audience uuid[] not null check (cardinality(audience) > 0),
  unique (report_id, organisation_id)
);
create index inbox_organisation on referrals.inbox (organisation_id);
create index inbox_waiting on referrals.inbox (delivered_at) where acknowledged_at is null and alarmed_at is null;
create index inbox_audience on referrals.inbox using gin (audience);
comment on table referrals.inbox is 'A row is the receipt: the report lies in the recipient''s inbox since then. Made by referrals.deliver alone.';

create table referrals.report_reference (
  report_id uuid not null references referrals.report (id),
  organisation_id uuid not null references directory.organisation (id),
  code text not null check (code ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  own_label bytea,
  own_label_token bytea check (length(own_label_token) = 32),
  primary key (report_id, organisation_id),
  unique (organisation_id, code)
);
create index report_reference_label on referrals.report_reference (organisation_id, own_label_token) where own_label_token is not null;
comment on table referrals.report_reference is 'How one body calls the report: a random reference and a word of its own, sealed under the key of the staff program (searched by its keyed hash).';

create table referrals.draft (
  id uuid primary key,
  owner_staff uuid not null references directory.staff (id),
  organisation_id uuid not null references directory.organisation (id),
  content bytea not null,
  form_version smallint not null check (form_version > 0),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz not null,
  warned_at timestamptz,
  report_id uuid references referrals.report (id)
);
create index draft_owner on referrals.draft (owner_staff, updated_at desc);
create index draft_organisation on referrals.draft (organisation_id);
create index draft_expiry on referrals.draft (expires_at);
create index draft_report on referrals.draft (report_id) where report_id is not null;
comment on table referrals.draft is 'A report half filled, sealed under the key of the staff program. Ends 28 days after it was last touched, or when all recipients have it.';

create table referrals.evidence_file (
  id uuid primary key,
  draft_id uuid references referrals.draft (id) on delete cascade,
  report_id uuid references referrals.report (id),
  owner_staff uuid not null references directory.staff (id),
  kind text not null check (kind ~ '^[a-z][a-z0-9_]{0,59}$'),
  compartment text not null check (compartment in ('identity', 'testimony', 'health', 'legal_residence', 'investigation')),
  document_day date,
  document_precision text not null check (document_precision in ('exact', 'month', 'year', 'range', 'unknown')),
  media_type text not null check (media_type ~ '^[a-z0-9.+/-]{3,100}$'),
  size integer not null check (size between 1 and 26214400),
  sealed bytea not null,
  hash bytea not null check (length(hash) = 32),
  added_at timestamptz not null,
  audience uuid[] not null check (cardinality(audience) > 0),
  check (draft_id is null or report_id is null)
);
create index evidence_file_draft on referrals.evidence_file (draft_id);
create index evidence_file_report on referrals.evidence_file (report_id);
create index evidence_file_owner on referrals.evidence_file (owner_staff);
create index evidence_file_audience on referrals.evidence_file using gin (audience);
comment on column referrals.evidence_file.hash is 'SHA-256 of the sealed bytes, to notice damage; that of the file itself is sealed with its name.';

create table referrals.question_to_reporter (
  id uuid primary key,
  report_id uuid not null references referrals.report (id),
  organisation_id uuid not null references directory.organisation (id),
  asked_by uuid not null,
  asked_at timestamptz not null,
  due_on date,
  answered_by uuid,
  answered_at timestamptz,
  audience uuid[] not null check (cardinality(audience) > 0)
);
create index question_to_reporter_report on referrals.question_to_reporter (report_id, asked_at);
create index question_to_reporter_organisation on referrals.question_to_reporter (organisation_id);
create index question_to_reporter_audience on referrals.question_to_reporter using gin (audience);
comment on table referrals.question_to_reporter is 'Headers only: question and answer are sealed fields question.<id> and answer.<id> of the report, compartment reporter.';

create table referrals.outcome_notice (
  id uuid primary key,
  report_id uuid not null references referrals.report (id),
  person_id uuid references referrals.report_person (id),
  organisation_id uuid not null references directory.organisation (id),
  outcome text not null check (outcome ~ '^[a-z][a-z0-9_]{0,59}$'),
  told_at timestamptz not null,
  seen_at timestamptz,
  audience uuid[] not null check (cardinality(audience) > 0)
);
create index outcome_notice_report on referrals.outcome_notice (report_id, told_at);
create index outcome_notice_person on referrals.outcome_notice (person_id);
create index outcome_notice_organisation on referrals.outcome_notice (organisation_id);
create index outcome_notice_audience on referrals.outcome_notice using gin (audience);
comment on table referrals.outcome_notice is 'What the reporting body may know of what came of it: a code, no reason and no name.';

create table referrals.change (
  id uuid primary key,
  report_id uuid not null references referrals.report (id),
  field text not null check (field ~ '^[a-z][a-z_]{0,59}$'),
  old_value text,
  new_value text,
  reason text not null check (reason ~ '^[a-z][a-z0-9_]{0,59}$'),
  changed_by uuid not null,
  changed_at timestamptz not null,
  audience uuid[] not null check (cardinality(audience) > 0)
);
create index change_report on referrals.change (report_id, changed_at);
create index change_audience on referrals.change using gin (audience);
comment on table referrals.change is 'Every change of a sent report, in codes, with its reason.';

create table referrals.api_request (
  organisation_id uuid not null references directory.organisation (id),
  key_hash bytea not null check (length(key_hash) = 32),
  body_hash bytea not null check (length(body_hash) = 32),
  report_id uuid references referrals.report (id),
  response jsonb,
  created_at timestamptz not null,
  primary key (organisation_id, key_hash)
);
create index api_request_report on referrals.api_request (report_id);
comment on table referrals.api_request is 'Idempotency keys of other systems: the same key with the same body gets the same answer.';

do $$ declare name text; begin
  for name in select tablename from pg_catalog.pg_tables where schemaname = 'referrals' loop
    execute format('alter table referrals.%I enable row level security, force row level security', name);
  end loop;
end $$;

set local role {{definer}};

-- Adds a recipient to the audiences of what its shares name; each kind of row belongs to one compartment.
create function referrals.extend_audience(report uuid, recipient uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  part record;
begin
  update referrals.report r set audience = r.audience || recipient
    where (r.id = report or r.split_from = report) and not r.audience @> array[recipient];
  for part in select * from (values
      ('report_person', 'id', null), ('report_person_link', 'person_id', null), ('person_consent', 'person_id', null),
      ('report_person_needs', 'person_id', 'health'), ('report_person_residence', 'person_id', 'legal_residence'),
      ('report_person_contact', 'person_id', 'contact_safe'), ('report_person_channel', 'person_id', 'contact_safe'),
      ('period', 'person_id', 'testimony'), ('place', 'person_id', 'testimony'), ('report_indicator', 'person_id', 'testimony')
    ) as t (name, key, compartment) loop
    execute format('update referrals.%1$I x set audience = x.audience || $2 from referrals.share s
      where s.report_id = $1 and s.organisation_id = $2 and s.person_id = x.%2$I and ($3::text is null or $3 = any (s.compartments))
        and not x.audience @> array[$2]', part.name, part.key) using report, recipient, part.compartment;
  end loop;
  for part in select * from (values ('exploiter', 'investigation'), ('interview_circumstances', 'testimony')) as t (name, compartment) loop
    execute format('update referrals.%I x set audience = x.audience || $2 from referrals.share s
      where x.report_id = $1 and s.report_id = $1 and s.organisation_id = $2 and s.person_id is null and $3 = any (s.compartments)
        and not x.audience @> array[$2]', part.name) using report, recipient, part.compartment;
  end loop;
  update referrals.snapshot x set audience = x.audience || recipient from referrals.share s
    where x.report_id = report and s.report_id = report and s.organisation_id = recipient and s.person_id is not distinct from x.person_id
      and (x.compartment = 'open' or x.compartment = any (s.compartments)) and not x.audience @> array[recipient];
  update referrals.evidence_file x set audience = x.audience || recipient from referrals.share s
    where x.report_id = report and s.report_id = report and s.organisation_id = recipient and s.person_id is null
      and x.compartment = any (s.compartments) and not x.audience @> array[recipient];
end $$;

-- Puts a report into its recipient's inbox, once: receipt, audiences, reference, event on the recipient's chain. False when it lay there already.
create function referrals.deliver(outbox_id uuid, inbox_id uuid, event_id uuid, receipt text, reference text, at timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  sending referrals.outbox;
  sender uuid;
begin
  select * into sending from referrals.outbox o where o.id = deliver.outbox_id for update;
  if not found or sending.state = 'delivered' then return false; end if;
  select r.sender_organisation_id into sender from referrals.report r where r.id = sending.report_id;
  insert into referrals.inbox (id, report_id, organisation_id, receipt, delivered_at, audience)
    values (deliver.inbox_id, sending.report_id, sending.organisation_id, deliver.receipt, deliver.at,
      array(select distinct unnest(sending.audience || sending.organisation_id)));
  perform referrals.extend_audience(sending.report_id, sending.organisation_id);
  insert into referrals.report_reference (report_id, organisation_id, code)
    values (sending.report_id, sending.organisation_id, deliver.reference) on conflict (report_id, organisation_id) do nothing;
  update referrals.outbox o set state = 'delivered', delivered_at = deliver.at, attempts = o.attempts + 1, last_fault = null
    where o.id = sending.id;
  perform journal.append(sending.organisation_id, jsonb_build_array(jsonb_build_object('id', deliver.event_id,
    'type', 'referrals.received', 'at', to_char(deliver.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'actor', null,
    'organisation', sending.organisation_id, 'subject_kind', 'report', 'subject_id', sending.report_id, 'case_id', null,
    'report_id', sending.report_id, 'person_id', null,
    'audience', to_jsonb(array(select distinct unnest(sending.audience || sending.organisation_id))),
    'data', jsonb_build_object('sender', sender, 'receipt', deliver.receipt))));
  return true;
end $$;

-- Notes that a delivery failed and when it is tried again.
create function referrals.delivery_failed(outbox_id uuid, fault text, next_attempt timestamptz) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  update referrals.outbox o set attempts = o.attempts + 1, last_fault = fault, next_attempt_at = next_attempt
  where o.id = outbox_id and o.state = 'waiting' $$;

-- True when a report to be inserted is a part of one the viewer sees, with its sender, date and audience unchanged.
create function referrals.is_part_of(whole uuid, sender uuid, sent timestamptz, readers uuid[]) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select 1 from referrals.report r where r.id = whole and r.sender_organisation_id = sender and r.sent_at = sent
    and r.audience = readers and r.audience && (select security.viewer_organisations())) $$;

revoke all on all functions in schema referrals from public;
grant execute on function referrals.is_part_of(uuid, uuid, timestamptz, uuid[]) to {{casework}};
grant execute on function referrals.deliver(uuid, uuid, uuid, text, text, timestamptz), referrals.delivery_failed(uuid, text, timestamptz) to {{worker}};
set local role {{owner}};

-- What other rooms and statistics may know of a report: codes and numbers.
create view referrals.report_published with (security_invoker = true) as
  select id, coalesce(on_behalf_organisation_id, sender_organisation_id) as sender_organisation_id,
    sender_organisation_id as keyed_by_organisation_id, intake_channel, route, how_came_to_light, urgency, urgency_rank, in_danger,
    has_child, n_persons, commune, sent_at, state, outcome, outcome_reason, outcome_at, redirected_reason, merged_into, split_from
  from referrals.report;
create view referrals.report_person_published with (security_invoker = true) as
  select id, report_id, ordinal, route, age_answer, age_band, sex, citizenships, languages, interpreter_need, interpreter_language,
    interpreter_sex, forms, recruitment_channel, online_platform, still_exploited, last_contact, at_risk, cooperates, support_information, same_as, case_id
  from referrals.report_person;
create view referrals.report_indicator_published with (security_invoker = true) as
  select id, person_id, indicator, noticed_where from referrals.report_indicator;
create view referrals.period_published with (security_invoker = true) as
  select id, person_id, ordinal, date_precision, from_day, to_day, form, sector, control_means from referrals.period;
create view referrals.place_published with (security_invoker = true) as
  select id, person_id, ordinal, what, country, commune, place_precision from referrals.place;
create view referrals.report_reference_published with (security_invoker = true) as
  select report_id, organisation_id, code from referrals.report_reference;
