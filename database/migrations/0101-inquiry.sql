-- What an inquiry does and finds: measures, requests abroad, exhibits with their chain of custody, exchanges with the magistrate, joint
-- operations, and who is linked to whom. Codes, days and hashes; what was written in words is sealed (subject: the criminal case).
create table proceedings.measure (
  id uuid primary key,
  criminal_case_id uuid not null references proceedings.criminal_case (id),
  organisation_id uuid not null references directory.organisation (id),
  number smallint not null check (number between 1 and 5000),
  kind text not null check (kind ~ '^[a-z][a-z0-9_]{0,59}$'),
  ordered_by text not null check (ordered_by in ('prosecutes', 'instructs', 'investigates')),
  ordered_on date not null,
  until date check (until >= ordered_on),
  result text check (result ~ '^[a-z][a-z0-9_]{0,59}$'),
  ended_on date check (ended_on >= ordered_on),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  version integer not null default 1,
  unique (criminal_case_id, number),
  check ((result is null) = (ended_on is null))
);
create index measure_organisation on proceedings.measure (organisation_id);
comment on table proceedings.measure is 'A measure of an inquiry: which, ordered by whom, from when until when, with which result. The law behind it is the profile’s, of the day it was ordered.';

create table proceedings.request_abroad (
  id uuid primary key,
  criminal_case_id uuid not null references proceedings.criminal_case (id),
  organisation_id uuid not null references directory.organisation (id),
  number smallint not null check (number between 1 and 5000),
  kind text not null check (kind ~ '^[a-z][a-z0-9_]{0,59}$'),
  country text check (country ~ '^[A-Z]{2}$'),
  own_definition text not null check (own_definition ~ '^[a-z][a-z0-9_]{0,59}$'),
  other_definition text check (other_definition ~ '^[a-z][a-z0-9_]{0,59}$'),
  sent_on date not null,
  answer_by date check (answer_by >= sent_on),
  state text not null check (state ~ '^[a-z][a-z0-9_]{0,59}$'),
  since date not null,
  refusal text check (refusal ~ '^[a-z][a-z0-9_]{0,59}$'),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  version integer not null default 1,
  unique (criminal_case_id, number)
);
create index request_abroad_organisation on proceedings.request_abroad (organisation_id);
comment on table proceedings.request_abroad is 'A request to another country or a body of several: which, where, under which definition of the offence here and there, and how it stands.';
comment on column proceedings.request_abroad.other_definition is 'How the other country defines the offence, where known: a difference may be the ground of a refusal.';

create table proceedings.request_step (
  id uuid primary key,
  criminal_case_id uuid not null references proceedings.criminal_case (id),
  organisation_id uuid not null references directory.organisation (id),
  request_id uuid not null references proceedings.request_abroad (id),
  number smallint not null check (number between 1 and 500),
  step text not null check (step ~ '^[A-Z0-9][A-Z0-9-]*$'),
  event text not null check (event ~ '^[a-z][a-z0-9_]{0,59}$'),
  to_state text not null check (to_state ~ '^[a-z][a-z0-9_]{0,59}$'),
  happened_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  unique (request_id, number)
);
create index request_step_case on proceedings.request_step (criminal_case_id);
create index request_step_organisation on proceedings.request_step (organisation_id);
comment on table proceedings.request_step is 'What became of a request abroad, step by step; never changed.';

create table proceedings.exhibit (
  id uuid primary key,
  criminal_case_id uuid not null references proceedings.criminal_case (id),
  organisation_id uuid not null references directory.organisation (id),
  number smallint not null check (number between 1 and 5000),
  kind text not null check (kind ~ '^[a-z][a-z0-9_]{0,59}$'),
  origin text not null check (origin in ('seized', 'handed_over', 'copied', 'online')),
  cents bigint check (cents > 0),
  fingerprint bytea check (length(fingerprint) = 32),
  taken_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  unique (criminal_case_id, number)
);
create index exhibit_organisation on proceedings.exhibit (organisation_id);
comment on table proceedings.exhibit is 'What was seized, handed over or copied. Of a file its SHA-256; of money the amount; its description and serial number are sealed.';

create table proceedings.custody_step (
  id uuid primary key,
  criminal_case_id uuid not null references proceedings.criminal_case (id),
  organisation_id uuid not null references directory.organisation (id),
  exhibit_id uuid not null references proceedings.exhibit (id),
  number smallint not null check (number between 1 and 5000),
  event text not null check (event in ('taken', 'handed_over', 'examined', 'returned', 'destroyed')),
  holder_id uuid not null references directory.organisation (id),
  happened_on date not null,
  previous bytea check (length(previous) = 32),
  hash bytea not null check (length(hash) = 32),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  unique (exhibit_id, number),
  check ((number = 1) = (previous is null))
);
create index custody_step_case on proceedings.custody_step (criminal_case_id);
create index custody_step_holder on proceedings.custody_step (holder_id);
create index custody_step_organisation on proceedings.custody_step (organisation_id);
comment on table proceedings.custody_step is 'Who holds an exhibit from when: a chain in which each link carries the hash of the one before, so that a break shows.';

create table proceedings.exchange (
  id uuid primary key,
  criminal_case_id uuid not null references proceedings.criminal_case (id),
  organisation_id uuid not null references directory.organisation (id),
  number smallint not null check (number between 1 and 5000),
  to_part text not null check (to_part in ('prosecutes', 'instructs', 'investigates')),
  purpose text not null check (purpose ~ '^[a-z][a-z0-9_]{0,59}$'),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  unique (criminal_case_id, number)
);
create index exchange_organisation on proceedings.exchange (organisation_id);
comment on table proceedings.exchange is 'A note between police and magistrate on a case: to whom and what for; its words are sealed.';

create table proceedings.joint_operation (
  id uuid primary key,
  criminal_case_id uuid not null references proceedings.criminal_case (id),
  organisation_id uuid not null references directory.organisation (id),
  number smallint not null check (number between 1 and 500),
  held_on date not null,
  bodies text[] not null check (cardinality(bodies) > 1 and array_to_string(bodies, ' ') ~ '^[A-Z0-9][A-Z0-9-]*( [A-Z0-9][A-Z0-9-]*)*$'),
  commune text check (commune ~ '^[a-z][a-z0-9_]{0,59}$'),
  result text not null check (result ~ '^[a-z][a-z0-9_]{0,59}$'),
  persons smallint not null check (persons between 0 and 500),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  unique (criminal_case_id, number)
);
create index joint_operation_organisation on proceedings.joint_operation (organisation_id);
comment on table proceedings.joint_operation is 'An operation of several bodies together: who, when, in which commune, with which result, how many persons were found.';

create table proceedings.node (
  id uuid primary key,
  criminal_case_id uuid not null references proceedings.criminal_case (id),
  organisation_id uuid not null references directory.organisation (id),
  number smallint not null check (number between 1 and 5000),
  kind text not null check (kind in ('company', 'recruiter', 'place', 'handle', 'account', 'telephone')),
  platform text check (platform ~ '^[a-z][a-z0-9_]{0,59}$'),
  country text check (country ~ '^[A-Z]{2}$'),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  unique (criminal_case_id, number),
  check (platform is null or kind = 'handle')
);
create index node_organisation on proceedings.node (organisation_id);
comment on table proceedings.node is 'A company, recruiter, place, online handle, account or telephone that stands in a case beside its persons; what it is called is sealed.';

create table proceedings.link (
  id uuid primary key,
  criminal_case_id uuid not null references proceedings.criminal_case (id),
  organisation_id uuid not null references directory.organisation (id),
  number smallint not null check (number between 1 and 5000),
  from_label text not null check (from_label ~ '^[SVN][0-9]{1,4}$'),
  to_label text not null check (to_label ~ '^[SVN][0-9]{1,4}$'),
  kind text not null check (kind ~ '^[a-z][a-z0-9_]{0,59}$'),
  confidence text not null check (confidence in ('confirmed', 'probable', 'possible')),
  source text not null check (source ~ '^[a-z][a-z0-9_]{0,59}$'),
  technology text[] not null default '{}' check (array_to_string(technology, ' ') ~ '^([a-z][a-z0-9_]*( [a-z][a-z0-9_]*)*)?$'),
  asserted_on date not null,
  withdrawn_on date check (withdrawn_on >= asserted_on),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  unique (criminal_case_id, number),
  check (to_label <> from_label)
);
create index link_organisation on proceedings.link (organisation_id);
comment on table proceedings.link is 'That somebody or something is linked to another, by the numbers of the case: how, how sure, from which source, asserted by whom. Accuses nobody; one that does not hold is withdrawn and stays.';
comment on column proceedings.link.from_label is 'S, V or N and a number: a suspect, a victim or a node of this case.';

do $$ declare name text; begin
  foreach name in array array['measure', 'request_abroad', 'request_step', 'exhibit', 'custody_step', 'exchange', 'joint_operation', 'node', 'link'] loop
    execute format('alter table proceedings.%I enable row level security, force row level security', name);
  end loop;
end $$;
