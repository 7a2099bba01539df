-- The person's thread: who works on it, why they may see it, what is to be done, what was noted.
create schema cases;
grant usage, create on schema cases to {{definer}};
grant usage on schema cases to {{casework}}, {{worker}}, {{vault}}, {{statistics}};

create table cases.case_file (
  id uuid primary key,
  person_id uuid not null unique,
  report_id uuid not null,
  lead_organisation_id uuid not null references directory.organisation (id),
  audience uuid[] not null default '{}',
  inquiry_audience uuid[] not null default '{}',
  victim_status text check (victim_status ~ '^[a-z][a-z0-9_]{0,59}$'),
  victim_status_on date,
  flags text[] not null default '{}',
  version integer not null default 1,
  opened_at timestamptz not null,
  closed_at timestamptz
);
create index case_file_audience on cases.case_file using gin (audience);
create index case_file_inquiry_audience on cases.case_file using gin (inquiry_audience);
create index case_file_report on cases.case_file (report_id);
create index case_file_lead on cases.case_file (lead_organisation_id);
create index case_file_opened on cases.case_file (opened_at desc, id);
create index case_file_status on cases.case_file (victim_status, opened_at desc, id);
comment on table cases.case_file is 'One person in one situation of exploitation. The person is a sealed subject; no name stands here.';
comment on column cases.case_file.audience is 'Organisations that may see the case; kept by trigger from case_access, never written by hand.';
comment on column cases.case_file.inquiry_audience is 'Those of the audience that also see how the person is examined (compartment investigation).';
comment on column cases.case_file.victim_status is 'The status under which the case is listed; a copy set by the room that decides it.';

create table cases.case_access (
  id uuid primary key,
  case_id uuid not null references cases.case_file (id),
  organisation_id uuid not null references directory.organisation (id),
  basis_kind text not null check (basis_kind in ('lead', 'consent', 'law')),
  basis_code text not null check (basis_code ~ '^[A-Za-z0-9._:-]{1,120}$'),
  compartments text[] not null default '{}',
  purposes text[] not null default '{}',
  valid_from timestamptz not null,
  valid_until timestamptz,
  withdrawn_at timestamptz
);
create index case_access_case on cases.case_access (case_id);
create index case_access_organisation on cases.case_access (organisation_id);
create unique index case_access_living on cases.case_access (case_id, organisation_id, basis_kind, basis_code) where withdrawn_at is null;
comment on table cases.case_access is 'Which body may see the case, why, and which compartments: the source of the audience and of the panel "who can see this, and why".';

create table cases.case_reference (
  case_id uuid not null references cases.case_file (id),
  organisation_id uuid not null references directory.organisation (id),
  code text not null check (code ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  own_label text check (length(own_label) between 1 and 32),
  owner_id uuid references directory.staff (id),
  version integer not null default 1,
  primary key (case_id, organisation_id),
  unique (organisation_id, code)
);
create index case_reference_organisation_label on cases.case_reference (organisation_id, lower(own_label)) where own_label is not null;
create index case_reference_owner on cases.case_reference (owner_id);
comment on table cases.case_reference is 'How one body calls the case: a random reference, a word of its own (never a name), and who looks after it there.';

create table cases.case_link (
  id uuid primary key,
  case_id uuid not null references cases.case_file (id),
  other_case_id uuid not null references cases.case_file (id) check (other_case_id <> case_id),
  kind text not null check (kind ~ '^[a-z][a-z_]{0,59}$'),
  organisation_id uuid not null references directory.organisation (id),
  created_at timestamptz not null,
  created_by uuid not null,
  ended_at timestamptz
);
create index case_link_case on cases.case_link (case_id);
create index case_link_other on cases.case_link (other_case_id);
create index case_link_organisation on cases.case_link (organisation_id);
comment on table cases.case_link is 'How two persons of one report stand to each other.';

create table cases.task (
  id uuid primary key,
  case_id uuid not null references cases.case_file (id),
  organisation_id uuid not null references directory.organisation (id),
  kind text not null check (kind ~ '^[a-z][a-z_]{0,59}$'),
  due_on date,
  owner_id uuid references directory.staff (id),
  state text not null default 'open' check (state in ('open', 'done', 'dropped')),
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  closed_at timestamptz
);
create index task_case on cases.task (case_id);
create index task_open on cases.task (organisation_id, due_on) where state = 'open';
create index task_organisation on cases.task (organisation_id);
create index task_owner on cases.task (owner_id) where state = 'open';

create table cases.note (
  id uuid primary key,
  case_id uuid not null references cases.case_file (id),
  organisation_id uuid not null references directory.organisation (id),
  author_id uuid not null references directory.staff (id),
  kind text not null check (kind ~ '^[a-z][a-z_]{0,59}$'),
  at timestamptz not null
);
create index note_case on cases.note (case_id, at);
create index note_organisation on cases.note (organisation_id);
create index note_author on cases.note (author_id);
comment on table cases.note is 'Headers only: the text is the sealed field note.<id> of the case, compartment notes.';

create table cases.document (
  id uuid primary key,
  case_id uuid not null references cases.case_file (id),
  organisation_id uuid not null references directory.organisation (id),
  kind text not null check (kind ~ '^[a-z][a-z_]{0,59}$'),
  media_type text not null check (media_type ~ '^[a-z0-9.+/-]{3,100}$'),
  size integer not null check (size > 0),
  sealed bytea not null,
  hash bytea not null check (length(hash) = 32),
  added_by uuid not null references directory.staff (id),
  added_at timestamptz not null
);
create index document_case on cases.document (case_id, added_at);
create index document_organisation on cases.document (organisation_id);
create index document_added_by on cases.document (added_by);
comment on column cases.document.hash is 'SHA-256 of the sealed bytes, to notice damage; says nothing about the content.';

create table cases.change (
  id uuid primary key,
  case_id uuid not null references cases.case_file (id),
  organisation_id uuid not null references directory.organisation (id),
  shared boolean not null,
  thing text not null check (thing in ('case', 'reference', 'task', 'access', 'support_referral', 'link')),
  thing_id uuid not null,
  field text not null check (field ~ '^[a-z][a-z_]{0,59}$'),
  old_value text,
  new_value text,
  changed_by uuid not null,
  changed_at timestamptz not null
);
create index change_case on cases.change (case_id, changed_at);
create index change_organisation on cases.change (organisation_id);
comment on table cases.change is 'What was changed, field by field, in codes. What concerns one body alone (its label, its tasks) only that body sees.';

create table cases.support_referral (
  id uuid primary key,
  case_id uuid not null references cases.case_file (id),
  person_id uuid not null,
  from_organisation_id uuid not null references directory.organisation (id),
  to_organisation_id uuid not null references directory.organisation (id) check (to_organisation_id <> from_organisation_id),
  audience uuid[] not null,
  reference text not null check (reference ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  state text not null default 'offered' check (state in ('offered', 'accepted', 'declined', 'taken_back')),
  urgency text not null check (urgency ~ '^[a-z][a-z_]{0,59}$'),
  compartments text[] not null,
  given_by text not null check (given_by ~ '^[a-z][a-z_]{0,59}$'),
  given_on date not null,
  method text not null check (method ~ '^[a-z][a-z_]{0,59}$'),
  language text not null check (language ~ '^[A-Za-z][A-Za-z-]{1,19}$'),
  interpreter text not null check (interpreter ~ '^[a-z][a-z_]{0,59}$'),
  text_version text not null check (text_version ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,29}$'),
  offered_by uuid not null,
  offered_at timestamptz not null,
  answered_by uuid,
  answered_at timestamptz,
  decline_reason text check (decline_reason ~ '^[a-z][a-z_]{0,59}$'),
  keys_shared_at timestamptz,
  version integer not null default 1,
  check ((state in ('accepted', 'declined')) = (answered_at is not null))
);
create index support_referral_case on cases.support_referral (case_id);
create index support_referral_person on cases.support_referral (person_id);
create index support_referral_audience on cases.support_referral using gin (audience);
create index support_referral_from on cases.support_referral (from_organisation_id);
create index support_referral_to on cases.support_referral (to_organisation_id, state);
create unique index support_referral_offered on cases.support_referral (case_id, to_organisation_id) where state in ('offered', 'accepted');
comment on table cases.support_referral is 'The person was referred to a support service with consent: who gave it, how, in which language and wording; and what the service answered.';

do $$ declare name text; begin
  foreach name in array array['case_file', 'case_access', 'case_reference', 'case_link', 'task', 'note', 'document', 'change', 'support_referral'] loop
    execute format('alter table cases.%I enable row level security, force row level security', name);
  end loop;
end $$;

set local role {{definer}};

-- The audience of a case follows its accesses, whoever changes them.
create function cases.keep_audience() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update cases.case_file c set
    audience = array(select distinct a.organisation_id from cases.case_access a where a.case_id = new.case_id
      and a.withdrawn_at is null and (a.valid_until is null or a.valid_until > now())),
    inquiry_audience = array(select distinct a.organisation_id from cases.case_access a where a.case_id = new.case_id
      and a.withdrawn_at is null and (a.valid_until is null or a.valid_until > now()) and 'investigation' = any (a.compartments))
  where c.id = new.case_id;
  return null;
end $$;

-- Opens the case of a person, once: a second call finds the first. Whoever sends or receives a report may open it, for the body that leads.
create function cases.open_case(new_id uuid, person uuid, report uuid, lead uuid, reference text, access_id uuid, lead_compartments text[], at timestamptz)
  returns uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  known uuid;
begin
  if not (security.may('cases.work') or security.may('referrals.send')) then
    raise exception 'this role may not open a case' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(person::text, 402));
  select c.id into known from cases.case_file c where c.person_id = person;
  if known is not null then return known; end if;
  insert into cases.case_file (id, person_id, report_id, lead_organisation_id, opened_at) values (new_id, person, report, lead, at);
  insert into cases.case_access (id, case_id, organisation_id, basis_kind, basis_code, compartments, valid_from)
    values (access_id, new_id, lead, 'lead', 'LEAD', lead_compartments, at);
  insert into cases.case_reference (case_id, organisation_id, code) values (new_id, lead, reference);
  return new_id;
end $$;

-- Ends what has run out; called by the worker.
create function cases.end_expired_access() returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  ended integer;
begin
  update cases.case_access set withdrawn_at = now() where withdrawn_at is null and valid_until <= now();
  get diagnostics ended = row_count;
  return ended;
end $$;

revoke all on all functions in schema cases from public;
grant execute on function cases.open_case(uuid, uuid, uuid, uuid, text, uuid, text[], timestamptz) to {{casework}};
grant execute on function cases.end_expired_access() to {{worker}};
grant execute on function cases.keep_audience() to {{owner}};
set local role {{owner}};

create trigger case_access_keeps_audience after insert or update on cases.case_access
  for each row execute function cases.keep_audience();

create view cases.case_published with (security_invoker = true) as
  select id, person_id, report_id, lead_organisation_id, victim_status, victim_status_on, opened_at, closed_at from cases.case_file;
create view cases.case_access_published with (security_invoker = true) as
  select case_id, organisation_id, basis_kind, basis_code, compartments, purposes, valid_from, valid_until, withdrawn_at from cases.case_access;
-- What the vault needs to know before it wraps keys for a support service: a consent that was recorded and a service that accepted.
create view cases.support_consent_published with (security_invoker = true) as
  select id, case_id, person_id, from_organisation_id, to_organisation_id, compartments, given_on, state from cases.support_referral
  where state = 'accepted';
