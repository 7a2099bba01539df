-- Justice: criminal cases, the bodies that work on one, every step and every qualification, its victims by the number of their case
-- and its suspects in codes. Names and words are sealed (subject: the suspect or the criminal case) and stand in no column.
create schema proceedings;
grant usage, create on schema proceedings to {{definer}};
grant usage on schema proceedings to {{casework}};

create table proceedings.criminal_case (
  id uuid primary key,
  organisation_id uuid not null references directory.organisation (id),
  reference text not null unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  audience uuid[] not null check (cardinality(audience) > 0),
  sealed_for uuid[] check (cardinality(sealed_for) > 0),
  from_report_id uuid references referrals.report (id),
  origin text not null check (origin in ('report', 'own_initiative', 'joint_operation', 'abroad')),
  scope text not null check (scope in ('internal', 'transnational', 'not_known')),
  unit text check (unit ~ '^[A-Z0-9][A-Z0-9-]{0,29}$'),
  opened_on date not null,
  first_qualification text not null check (first_qualification ~ '^[a-z][a-z0-9_]{0,59}$'),
  last_qualification text not null check (last_qualification ~ '^[a-z][a-z0-9_]{0,59}$'),
  state text not null check (state ~ '^[a-z][a-z0-9_]{0,59}$'),
  since date not null,
  created_by uuid not null,
  created_at timestamptz not null,
  version integer not null default 1,
  check ((origin = 'report') = (from_report_id is not null))
);
create index criminal_case_organisation on proceedings.criminal_case (organisation_id);
create index criminal_case_audience on proceedings.criminal_case using gin (audience);
create index criminal_case_sealed on proceedings.criminal_case using gin (sealed_for) where sealed_for is not null;
create unique index criminal_case_report on proceedings.criminal_case (from_report_id, organisation_id) where from_report_id is not null;
create index criminal_case_list on proceedings.criminal_case (state, since desc);
comment on table proceedings.criminal_case is 'One criminal case from the facts reported to the final decision: codes and days alone, led by one prosecution service.';
comment on column proceedings.criminal_case.audience is 'Bodies with an open line in case_body, kept by trigger.';
comment on column proceedings.criminal_case.sealed_for is 'The members of staff who alone see a sealed investigation; empty where it is not sealed.';
comment on column proceedings.criminal_case.state is 'The last of its steps; case_step tells how it came there.';

create table proceedings.case_body (
  id uuid primary key,
  criminal_case_id uuid not null references proceedings.criminal_case (id),
  organisation_id uuid not null references directory.organisation (id),
  part text not null check (part in ('prosecutes', 'instructs', 'investigates', 'judges')),
  since date not null,
  until date check (until >= since),
  named_by uuid not null,
  recorded_at timestamptz not null
);
create index case_body_case on proceedings.case_body (criminal_case_id);
create index case_body_organisation on proceedings.case_body (organisation_id);
create unique index case_body_open on proceedings.case_body (criminal_case_id, organisation_id) where until is null;
comment on table proceedings.case_body is 'Which body works on a criminal case, as what, from when until when: who has no open line does not see the case.';

create table proceedings.case_step (
  id uuid primary key,
  criminal_case_id uuid not null references proceedings.criminal_case (id),
  organisation_id uuid not null references directory.organisation (id),
  number integer not null check (number between 1 and 5000),
  step text not null check (step ~ '^[A-Z0-9][A-Z0-9-]*$'),
  event text not null check (event ~ '^[a-z][a-z0-9_]{0,59}$'),
  from_state text not null check (from_state ~ '^[a-z][a-z0-9_]{0,59}$'),
  to_state text not null check (to_state ~ '^[a-z][a-z0-9_]{0,59}$'),
  reasons text[] not null default '{}' check (array_to_string(reasons, ' ') ~ '^([a-z][a-z0-9_]*( [a-z][a-z0-9_]*)*)?$'),
  decided_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  unique (criminal_case_id, number)
);
create index case_step_organisation on proceedings.case_step (organisation_id);
comment on table proceedings.case_step is 'One step of a criminal case by the table of steps of the profile; never changed, so that the state can be counted again from them.';

create table proceedings.qualification (
  id uuid primary key,
  criminal_case_id uuid not null references proceedings.criminal_case (id),
  organisation_id uuid not null references directory.organisation (id),
  number integer not null check (number between 1 and 500),
  code text not null check (code ~ '^[a-z][a-z0-9_]{0,59}$'),
  qualified_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  unique (criminal_case_id, number)
);
create index qualification_organisation on proceedings.qualification (organisation_id);
comment on table proceedings.qualification is 'What an investigation was taken for, from when: the first and the last both count. The reason in words is sealed.';

create table proceedings.case_victim (
  id uuid primary key,
  criminal_case_id uuid not null references proceedings.criminal_case (id),
  organisation_id uuid not null references directory.organisation (id),
  number smallint not null check (number between 1 and 500),
  case_id uuid not null references cases.case_file (id),
  joined_on date not null,
  left_on date check (left_on >= joined_on),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  unique (criminal_case_id, number),
  unique (criminal_case_id, case_id)
);
create index case_victim_case on proceedings.case_victim (case_id);
create index case_victim_organisation on proceedings.case_victim (organisation_id);
comment on table proceedings.case_victim is 'Whose exploitation a criminal case is about: the number of the person’s case, under a number of this criminal case; no name.';

create table proceedings.suspect (
  id uuid primary key,
  criminal_case_id uuid not null references proceedings.criminal_case (id),
  organisation_id uuid not null references directory.organisation (id),
  number smallint not null check (number between 1 and 500),
  kind text not null check (kind in ('natural', 'legal')),
  citizenship text check (citizenship ~ '^[A-Z]{2}$'),
  birth_country text check (birth_country ~ '^[A-Z]{2}$'),
  sex text check (sex ~ '^[a-z][a-z_]{0,59}$'),
  age_band text check (age_band ~ '^[0-9a-z][0-9a-z+_-]{0,19}$'),
  role text not null check (role ~ '^[a-z][a-z_]{0,59}$'),
  danger boolean not null,
  state text not null default 'suspect' check (state in ('suspect', 'accused', 'convicted', 'acquitted', 'cleared')),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  version integer not null default 1,
  unique (criminal_case_id, number),
  check (kind = 'natural' or (birth_country is null and sex is null and age_band is null))
);
create index suspect_organisation on proceedings.suspect (organisation_id);
comment on table proceedings.suspect is 'A natural or legal person a criminal case is about, in codes: names and addresses are sealed. Accused of nothing until charged.';
comment on column proceedings.suspect.citizenship is 'A country, or the country of the seat of a legal person; empty where it is not known. Never taken from where somebody was born.';

do $$ declare name text; begin
  foreach name in array array['criminal_case', 'case_body', 'case_step', 'qualification', 'case_victim', 'suspect'] loop
    execute format('alter table proceedings.%I enable row level security, force row level security', name);
  end loop;
end $$;

set local role {{definer}};
-- The audience of a criminal case follows its open lines, whoever changes them.
create function proceedings.keep_audience() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update proceedings.criminal_case c set audience = array(select distinct b.organisation_id from proceedings.case_body b
    where b.criminal_case_id = new.criminal_case_id and b.until is null)
  where c.id = new.criminal_case_id;
  return null;
end $$;
revoke all on all functions in schema proceedings from public;
grant execute on function proceedings.keep_audience() to {{owner}};
set local role {{owner}};

create trigger case_body_keeps_audience after insert or update on proceedings.case_body
  for each row execute function proceedings.keep_audience();
