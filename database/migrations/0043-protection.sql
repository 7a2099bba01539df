-- Legal clocks of a case, and the stay of a person without the citizenship of the Union: certificate, permit, and what ended them.
create schema protection;
grant usage, create on schema protection to {{definer}};
grant usage on schema protection to {{casework}}, {{worker}};

create table protection.clock_event (
  id uuid primary key,
  case_id uuid not null references cases.case_file (id),
  event text not null check (event ~ '^[a-z][a-z0-9_]{0,59}$'),
  on_day date not null,
  reason text check (reason ~ '^[a-z][a-z0-9_]{0,59}$'),
  days integer check (days between 1 and 3650),
  recorded_at timestamptz not null
);
create index clock_event_case on protection.clock_event (case_id, on_day);
create index clock_event_event on protection.clock_event (event, case_id);
comment on table protection.clock_event is 'What moves the legal clocks of a case: kinds and days. The clocks are counted from it and never stored.';

create table protection.stay (
  notice_id uuid primary key references identification.minister_notice (id),
  organisation_id uuid not null references directory.organisation (id),
  number text not null unique check (number ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  state text not null check (state ~ '^[a-z][a-z0-9_]{0,59}$'),
  since date not null,
  until date,
  in_parallel boolean not null default false,
  version integer not null default 1
);
create index stay_organisation on protection.stay (organisation_id, until);
comment on table protection.stay is 'Where the stay of a person stands whom a notice names. It hangs on the notice: the residence authority holds no key to the case.';

create table protection.stay_decision (
  id uuid primary key,
  notice_id uuid not null references protection.stay (notice_id),
  organisation_id uuid not null references directory.organisation (id),
  step text not null check (step ~ '^[A-Z0-9][A-Z0-9-]*$'),
  event text not null check (event ~ '^[a-z][a-z0-9_]{0,59}$'),
  from_state text not null check (from_state ~ '^[a-z][a-z0-9_]{0,59}$'),
  to_state text not null check (to_state ~ '^[a-z][a-z0-9_]{0,59}$'),
  reasons text[] not null default '{}' check (reasons::text ~ '^\{[A-Za-z0-9_.:/,-]*\}$'),
  decided_on date not null,
  until date check (until >= decided_on),
  served_on date check (served_on >= decided_on),
  decided_by uuid,
  recorded_at timestamptz not null
);
create index stay_decision_notice on protection.stay_decision (notice_id, recorded_at);
create index stay_decision_organisation on protection.stay_decision (organisation_id);
comment on table protection.stay_decision is 'Each decision on a stay, its reasons in codes; the reason in words is the sealed field decision.<id> of the notice, compartment legal_residence. Without a person it was the term that ran out.';

alter table protection.clock_event enable row level security, force row level security;
alter table protection.stay enable row level security, force row level security;
alter table protection.stay_decision enable row level security, force row level security;

-- A certificate or permit protects too, whatever becomes of the status; only a decision of return with its check of risks lifts both.
alter table identification.removal_block add column stay boolean not null default false, add column lifted boolean not null default false;

-- What happened before this migration.
alter table identification.decision no force row level security;
alter table identification.minister_notice no force row level security;
alter table identification.notice_origin no force row level security;
alter table identification.removal_block no force row level security;
alter table protection.clock_event no force row level security;
insert into protection.clock_event (id, case_id, event, on_day, recorded_at)
  select gen_random_uuid(), d.case_id, kind.event, d.decided_on, d.recorded_at from identification.decision d,
    lateral (values ('indications_found', true), ('third_country_indications',
      exists (select 1 from identification.removal_block b where b.case_id = d.case_id))) as kind (event, holds)
  where d.event = 'indications_found' and d.state in ('in_force', 'superseded') and kind.holds
  union all select gen_random_uuid(), d.case_id, 'status_ended', d.decided_on, d.recorded_at from identification.decision d
  where d.to_state in ('not_victim', 'status_lost', 'closed') and d.state in ('in_force', 'superseded')
  union all select gen_random_uuid(), o.case_id, 'minister_told', n.sent_at::date, n.sent_at
  from identification.minister_notice n join identification.notice_origin o on o.notice_id = n.id;
alter table identification.decision force row level security;
alter table identification.minister_notice force row level security;
alter table identification.notice_origin force row level security;
alter table identification.removal_block force row level security;
alter table protection.clock_event force row level security;

set local role {{definer}};

-- *No* is also the answer for a reference that does not exist.
create or replace function identification.removal_blocked(asked text) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not security.may('identification.removal-blocked') then
    raise exception 'this role may not ask' using errcode = '42501';
  end if;
  return exists (select 1 from identification.removal_block b where b.reference = asked and (b.blocked or b.stay) and not b.lifted);
end $$;

-- Tells the case that something happened to the stay of its person: what moves the clocks, and whether it protects. The authority
-- that calls it never learns which case that is.
create function protection.tell_case(of_notice uuid, event_id uuid, happened text, day date, why text, protects boolean, lifts boolean, at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare found_case uuid;
begin
  if not security.may('protection.decide') then
    raise exception 'this role may not decide on a stay' using errcode = '42501';
  end if;
  select o.case_id into found_case from protection.stay s join identification.notice_origin o on o.notice_id = s.notice_id
    where s.notice_id = of_notice and s.organisation_id = any (security.viewer_organisations());
  if found_case is null then
    raise exception 'this stay is not decided here' using errcode = '42501';
  end if;
  if happened is not null then
    insert into protection.clock_event (id, case_id, event, on_day, reason, recorded_at) values (event_id, found_case, happened, day, why, at);
  end if;
  update identification.removal_block set stay = protects, lifted = lifts, version = version + 1 where case_id = found_case;
end $$;

-- Periods whose last day has passed: the state changes, the case is told, the protection of the certificate ends. Done by the worker.
create function protection.end_periods(running text, over text, step_id text, step_event text, happened text, today date, at timestamptz)
  returns table (ended_notice uuid, ended_organisation uuid, ended_on date)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  for ended_notice, ended_organisation, ended_on in
    select s.notice_id, s.organisation_id, s.until + 1 from protection.stay s where s.state = running and s.until < today for update skip locked
  loop
    update protection.stay set state = over, since = ended_on, until = null, version = version + 1 where notice_id = ended_notice;
    insert into protection.stay_decision (id, notice_id, organisation_id, step, event, from_state, to_state, decided_on, recorded_at)
      values (gen_random_uuid(), ended_notice, ended_organisation, step_id, step_event, running, over, ended_on, at);
    insert into protection.clock_event (id, case_id, event, on_day, recorded_at)
      select gen_random_uuid(), o.case_id, happened, ended_on, at from identification.notice_origin o where o.notice_id = ended_notice;
    update identification.removal_block b set stay = false, version = b.version + 1
      from identification.notice_origin o where o.notice_id = ended_notice and b.case_id = o.case_id;
    return next;
  end loop;
end $$;

-- A legal term ends soon: a task for those of the bodies who see the case, else for the one that leads it. Once for each day it is due.
create function protection.remind(of_case uuid, bodies uuid[], task_kind text, due date, at timestamptz)
  returns table (set_task uuid, set_organisation uuid)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare asked uuid[];
begin
  select coalesce(nullif(array(select body from unnest(c.audience) body where body = any (bodies)), '{}'), array[c.lead_organisation_id])
    into asked from cases.case_file c where c.id = of_case and c.closed_at is null;
  for set_organisation in select body from unnest(asked) body
    where not exists (select 1 from cases.task t where t.case_id = of_case and t.organisation_id = body and t.kind = task_kind
      and (t.state = 'open' or t.due_on = due))
  loop
    set_task := gen_random_uuid();
    insert into cases.task (id, case_id, organisation_id, kind, due_on, created_at)
      values (set_task, of_case, set_organisation, task_kind, due, at);
    return next;
  end loop;
end $$;

revoke all on all functions in schema protection from public;
grant execute on function protection.tell_case(uuid, uuid, text, date, text, boolean, boolean, timestamptz) to {{casework}};
grant execute on function protection.end_periods(text, text, text, text, text, date, timestamptz),
  protection.remind(uuid, uuid[], text, date, timestamptz) to {{worker}};
set local role {{owner}};

create view identification.minister_notice_published with (security_invoker = true) as
  select id, from_organisation_id, to_organisation_id, reference, status, status_on, sent_at, received_at from identification.minister_notice;
