-- Is this person a victim? Status, interviews, decisions with reasons and review, rights told, and the two notices to the residence authority.
create schema identification;
grant usage, create on schema identification to {{definer}};
grant usage on schema identification to {{casework}}, {{worker}}, {{statistics}};

create table identification.status (
  case_id uuid primary key references cases.case_file (id),
  person_id uuid not null,
  report_id uuid not null,
  state text not null check (state ~ '^[a-z][a-z0-9_]{0,59}$'),
  since date not null,
  third_country text check (third_country in ('yes', 'no', 'not_sure')),
  version integer not null default 1
);
create index status_report on identification.status (report_id);
create index status_person on identification.status (person_id);
create index status_state on identification.status (state);
comment on table identification.status is 'Where a person stands. A checked copy of what the journal says: replaying the events gives the same.';

create table identification.interview (
  id uuid primary key,
  case_id uuid not null references cases.case_file (id),
  organisation_id uuid not null references directory.organisation (id),
  state text not null default 'planned' check (state in ('planned', 'held', 'cancelled')),
  planned_for timestamptz,
  planned_by uuid not null,
  place text check (place ~ '^[a-z][a-z_]{0,59}$'),
  language text check (language ~ '^[A-Za-z][A-Za-z-]{1,19}$'),
  interpreter text check (interpreter ~ '^[a-z][a-z_]{0,59}$'),
  interpreter_wish text check (interpreter_wish ~ '^[a-z][a-z_]{0,59}$'),
  interpreter_number text check (interpreter_number ~ '^[A-Za-z0-9][A-Za-z0-9-]{0,19}$'),
  support_accompanies boolean not null default false,
  persons_present text[] not null default '{}',
  conditions text[] not null default '{}',
  needs text[] not null default '{}',
  needs_met text check (needs_met in ('yes', 'no', 'not_sure')),
  held_at timestamptz,
  recorded_by uuid,
  result text check (result ~ '^[a-z][a-z_]{0,59}$'),
  version integer not null default 1,
  check ((state = 'held') = (held_at is not null))
);
create index interview_case on identification.interview (case_id);
create index interview_organisation on identification.interview (organisation_id);

create table identification.decision (
  id uuid primary key,
  case_id uuid not null references cases.case_file (id),
  organisation_id uuid not null references directory.organisation (id),
  step text not null check (step ~ '^[A-Z0-9][A-Z0-9-]*$'),
  event text not null check (event ~ '^[a-z][a-z0-9_]{0,59}$'),
  from_state text not null,
  to_state text not null,
  reasons text[] not null default '{}',
  indicators text[] not null default '{}',
  by_person boolean not null default false,
  decided_by uuid not null,
  decided_on date not null,
  recorded_at timestamptz not null,
  state text not null check (state in ('awaiting_review', 'in_force', 'refused', 'superseded')),
  reviewed_by uuid check (reviewed_by <> decided_by),
  reviewed_at timestamptz,
  reverses uuid references identification.decision (id),
  check ((reviewed_by is null) = (reviewed_at is null)),
  check (state <> 'refused' or reviewed_by is not null)
);
create index decision_case on identification.decision (case_id, recorded_at);
create index decision_organisation on identification.decision (organisation_id);
create index decision_reverses on identification.decision (reverses);
create unique index decision_awaiting on identification.decision (case_id) where state = 'awaiting_review';
comment on table identification.decision is 'Each step of a person''s status: reasons and indicators in codes; the reason in words is the sealed field decision.<id> of the case, compartment investigation.';

create table identification.palermo_view (
  decision_id uuid primary key references identification.decision (id),
  case_id uuid not null references cases.case_file (id),
  organisation_id uuid not null references directory.organisation (id),
  acts text[] not null default '{}',
  means text[] not null default '{}',
  purposes text[] not null default '{}',
  national_elements text[] not null default '{}'
);
create index palermo_view_case on identification.palermo_view (case_id);
create index palermo_view_organisation on identification.palermo_view (organisation_id);
comment on table identification.palermo_view is 'Act, means and purpose as ticked beside the national elements: advice for the reader, never a decision.';

create table identification.rights_told (
  id uuid primary key,
  case_id uuid not null references cases.case_file (id),
  organisation_id uuid not null references directory.organisation (id),
  occasion text not null check (occasion in ('first', 'turning_point')),
  state text not null check (state ~ '^[a-z][a-z0-9_]{0,59}$'),
  told_on date not null,
  told_by uuid not null,
  rights text[] not null check (cardinality(rights) > 0),
  obligations text[] not null default '{}',
  dismissal_told boolean not null,
  language text not null check (language ~ '^[A-Za-z][A-Za-z-]{1,19}$'),
  interpreter text not null check (interpreter ~ '^[a-z][a-z_]{0,59}$'),
  leaflet_version text check (leaflet_version ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,29}$'),
  acknowledged text not null check (acknowledged in ('yes', 'no', 'declined', 'not_asked')),
  recorded_at timestamptz not null,
  check (occasion <> 'first' or dismissal_told)
);
create index rights_told_case on identification.rights_told (case_id, recorded_at);
create index rights_told_organisation on identification.rights_told (organisation_id);
comment on table identification.rights_told is 'What a person was told, in which language, by whom. The first information is incomplete without "the case may be dismissed": the database refuses it too.';

create table identification.minister_notice (
  id uuid primary key,
  from_organisation_id uuid not null references directory.organisation (id),
  to_organisation_id uuid not null references directory.organisation (id) check (to_organisation_id <> from_organisation_id),
  audience uuid[] not null,
  fields text[] not null,
  reference text not null,
  status text not null,
  status_on date not null,
  legal_reference text not null check (length(legal_reference) between 1 and 120),
  sent_by uuid not null,
  sent_at timestamptz not null,
  received_by uuid,
  received_at timestamptz
);
create index minister_notice_audience on identification.minister_notice using gin (audience);
create index minister_notice_from on identification.minister_notice (from_organisation_id);
create index minister_notice_to on identification.minister_notice (to_organisation_id, sent_at);
comment on table identification.minister_notice is 'Tells the residence authority that a person is presumed a victim: exactly the fields the law names. Name, birth and nationality are sealed fields of the notice, compartment identity.';

create table identification.stay_report (
  id uuid primary key,
  from_organisation_id uuid not null references directory.organisation (id),
  to_organisation_id uuid not null references directory.organisation (id) check (to_organisation_id <> from_organisation_id),
  audience uuid[] not null,
  fields text[] not null,
  reported_on date not null,
  status_at_that_moment text not null,
  legal_reference text not null check (length(legal_reference) between 1 and 120),
  warning_read boolean not null check (warning_read),
  reported_by uuid not null,
  reported_at timestamptz not null,
  received_by uuid,
  received_at timestamptz
);
create index stay_report_audience on identification.stay_report using gin (audience);
create index stay_report_from on identification.stay_report (from_organisation_id);
create index stay_report_to on identification.stay_report (to_organisation_id, reported_at);
comment on table identification.stay_report is 'A person reported an irregular stay: a human act of its own, with the status of the person at that moment. Nothing in the program does it.';

create table identification.notice_origin (
  notice_id uuid primary key,
  case_id uuid not null references cases.case_file (id),
  kind text not null check (kind in ('minister_notice', 'stay_report')),
  made_at timestamptz not null
);
create index notice_origin_case on identification.notice_origin (case_id);
comment on table identification.notice_origin is 'Which case a notice came from. Kept apart, so that the receiving body holds no key to the case.';

create table identification.removal_block (
  case_id uuid primary key references cases.case_file (id),
  reference text not null unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  blocked boolean not null,
  reflection boolean not null,
  since date not null,
  version integer not null default 1
);
comment on table identification.removal_block is 'Whether a person must not be removed. The reference is the one of the notice, and all a return officer ever sees.';

create table identification.person_outcome (
  case_id uuid primary key references cases.case_file (id),
  report_id uuid not null,
  person_id uuid not null,
  outcome text not null check (outcome ~ '^[a-z][a-z_]{0,59}$'),
  on_day date not null,
  version integer not null default 1
);
create index person_outcome_report on identification.person_outcome (report_id);
create index person_outcome_person on identification.person_outcome (person_id);

do $$ declare name text; begin
  foreach name in array array['status', 'interview', 'decision', 'palermo_view', 'rights_told', 'minister_notice', 'stay_report', 'notice_origin', 'removal_block', 'person_outcome'] loop
    execute format('alter table identification.%I enable row level security, force row level security', name);
  end loop;
end $$;

set local role {{definer}};

-- The first state of a person whose case was opened; a second call changes nothing. Done by whoever opened the case.
create function identification.begin_status(of_case uuid, first_state text, on_day date) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not (security.may('cases.work') or security.may('referrals.send')) then
    raise exception 'this role may not open a case' using errcode = '42501';
  end if;
  insert into identification.status (case_id, person_id, report_id, state, since)
    select c.id, c.person_id, c.report_id, first_state, on_day from cases.case_file c where c.id = of_case
    on conflict (case_id) do nothing;
  update cases.case_file set victim_status = first_state, victim_status_on = on_day where id = of_case and victim_status is null;
end $$;

-- May this person be removed? Yes or no by reference; null when no notice has this reference.
create function identification.removal_blocked(asked text) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not security.may('identification.removal-blocked') then
    raise exception 'this role may not ask' using errcode = '42501';
  end if;
  return (select b.blocked from identification.removal_block b where b.reference = asked);
end $$;

revoke all on all functions in schema identification from public;
grant execute on function identification.begin_status(uuid, text, date), identification.removal_blocked(text) to {{casework}};
set local role {{owner}};

create view identification.status_published with (security_invoker = true) as
  select case_id, person_id, report_id, state, since from identification.status;
create view identification.person_outcome_published with (security_invoker = true) as
  select case_id, report_id, person_id, outcome, on_day from identification.person_outcome;
