-- Support of a person: where it stands, who does what, what was found, what is aimed at, when one meets. Codes and days alone; every
-- text is sealed to the body that wrote it (compartment notes, subject: the case).
create schema assistance;
grant usage, create on schema assistance to {{definer}};
grant usage on schema assistance to {{casework}};

create table assistance.support (
  id uuid primary key,
  case_id uuid not null references cases.case_file (id),
  organisation_id uuid not null references directory.organisation (id),
  state text not null check (state ~ '^[a-z][a-z_]{0,59}$'),
  since date not null,
  reason text check (reason ~ '^[a-z][a-z_]{0,59}$'),
  team text check (team ~ '^[A-Z0-9][A-Z0-9-]{0,39}$'),
  worker_id uuid references directory.staff (id),
  referred_on date,
  contacted_on date,
  assessed_on date,
  planned_on date,
  ended_on date,
  begun_by uuid not null,
  begun_at timestamptz not null,
  version integer not null default 1,
  check ((state = 'ended') = (ended_on is not null))
);
create index support_case on assistance.support (case_id);
create index support_organisation on assistance.support (organisation_id);
create index support_worker on assistance.support (worker_id);
create unique index support_living on assistance.support (case_id, organisation_id) where state <> 'ended';
comment on table assistance.support is 'The support of one person by one service: its state by the profile’s table of steps, the team that leads, who is responsible.';
comment on column assistance.support.worker_id is 'Who is responsible; null is an alarm on the service’s list.';

create table assistance.step (
  id uuid primary key,
  support_id uuid not null references assistance.support (id),
  event text not null check (event ~ '^[a-z][a-z_]{0,59}$'),
  to_state text not null check (to_state ~ '^[a-z][a-z_]{0,59}$'),
  reason text check (reason ~ '^[a-z][a-z_]{0,59}$'),
  on_day date not null,
  made_by uuid not null,
  made_at timestamptz not null
);
create index step_support on assistance.step (support_id, made_at);
comment on table assistance.step is 'Everything that happened to a support, calls included, in codes; never changed.';

create table assistance.assessment (
  id uuid primary key,
  support_id uuid not null references assistance.support (id),
  kind text not null check (kind in ('danger', 'needs')),
  levels text[] not null check (array_to_string(levels, ' ') ~ '^([A-Za-z0-9_]+:(high|some|unknown)( [A-Za-z0-9_]+:(high|some|unknown))*)?$'),
  made_on date not null,
  valid_until date not null check (valid_until >= made_on),
  made_by uuid not null,
  made_at timestamptz not null
);
create index assessment_support on assistance.assessment (support_id, kind, made_on);
comment on table assistance.assessment is 'What was found of danger or needs on a day, a level for each theme; a theme that is not named had nothing. Never changed: a new one follows.';

create table assistance.goal (
  id uuid primary key,
  support_id uuid not null references assistance.support (id),
  service text not null check (service ~ '^[A-Z0-9][A-Z0-9-]{0,39}$'),
  team text check (team ~ '^[A-Z0-9][A-Z0-9-]{0,39}$'),
  target_on date,
  state text not null default 'open' check (state in ('open', 'achieved', 'partly', 'not')),
  reason text check (reason ~ '^[a-z][a-z_]{0,59}$'),
  set_on date not null,
  ended_on date,
  set_by uuid not null,
  set_at timestamptz not null,
  version integer not null default 1,
  check ((state = 'open') = (ended_on is null) and (state = 'open') = (reason is null)),
  check (ended_on is null or ended_on >= set_on)
);
create index goal_support on assistance.goal (support_id);
comment on table assistance.goal is 'A goal of the plan under one of the services of the law, and how it ended; its words are sealed.';

create table assistance.session (
  id uuid primary key,
  support_id uuid not null references assistance.support (id),
  kind text not null check (kind ~ '^[a-z][a-z_]{0,59}$'),
  place text not null check (place ~ '^[a-z][a-z_]{0,59}$'),
  planned_at timestamptz not null,
  language text check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  state text not null default 'planned' check (state in ('planned', 'held', 'missed', 'cancelled')),
  attendance text check (attendance in ('yes', 'late', 'no')),
  reason text check (reason ~ '^[a-z][a-z_]{0,59}$'),
  minutes smallint check (minutes between 0 and 1440),
  made_by uuid not null,
  made_at timestamptz not null,
  version integer not null default 1,
  check ((state in ('held', 'missed')) = (attendance is not null) and (state = 'missed') = (attendance is not distinct from 'no')),
  check ((state in ('missed', 'cancelled')) = (reason is not null))
);
create index session_support on assistance.session (support_id, planned_at);
comment on table assistance.session is 'An appointment of the person with the service: when, of which kind, whether it took place. Where exactly stands nowhere.';

do $$ declare name text; begin
  foreach name in array array['support', 'step', 'assessment', 'goal', 'session'] loop
    execute format('alter table assistance.%I enable row level security, force row level security', name);
  end loop;
end $$;

create view assistance.appointment_published with (security_invoker = true) as
  select s.case_id, a.id as session_id, a.planned_at, a.kind, a.place, a.state
  from assistance.session a join assistance.support s on s.id = a.support_id;
comment on view assistance.appointment_published is 'Appointments for the person’s own page: day, kind and class of place; no text.';

set local role {{definer}};

-- An assessment ends soon: a task for the service, once for each day on which it is due.
create function assistance.remind(on_day date, at_moment timestamptz, most integer)
  returns table (set_task uuid, set_organisation uuid, of_case uuid, due date)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_variable
begin
  for of_case, set_organisation, due in
    select s.case_id, s.organisation_id, min(latest.until) from assistance.support s join cases.case_file c on c.id = s.case_id,
      lateral (select max(a.valid_until) as until from assistance.assessment a where a.support_id = s.id group by a.kind) latest
    where s.state <> 'ended' and c.closed_at is null and latest.until <= on_day
      and not exists (select 1 from cases.task t where t.case_id = s.case_id and t.organisation_id = s.organisation_id
        and t.kind = 'assess_again' and (t.state = 'open' or t.due_on = latest.until))
    group by s.case_id, s.organisation_id order by s.case_id limit most
  loop
    set_task := gen_random_uuid();
    insert into cases.task (id, case_id, organisation_id, kind, due_on, created_at)
      values (set_task, of_case, set_organisation, 'assess_again', due, at_moment);
    return next;
  end loop;
end $$;

revoke all on all functions in schema assistance from public;
grant execute on function assistance.remind(date, timestamptz, integer) to {{worker}};
set local role {{owner}};
grant usage on schema assistance to {{worker}};
