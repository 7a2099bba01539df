-- Functions that do more than their caller may, narrowed to what their callers really ask; and what a row policy cannot say
-- (which columns, from which state to which), said by functions and a trigger.

-- The first status of a person is the profile's, not the caller's. Copied at every start, like roles.
create table identification.first_state (
  id smallint primary key default 1 check (id = 1),
  state text not null check (state ~ '^[a-z][a-z0-9_]{0,59}$')
);
alter table identification.first_state enable row level security, force row level security;
comment on table identification.first_state is 'The status with which a reported person begins, copied from the profile: begin_status takes no other.';

-- Why a report ended and where it belongs is known to the body that decided it, not to the body that reported.
create table referrals.report_reason (
  report_id uuid primary key references referrals.report (id),
  organisation_id uuid not null references directory.organisation (id),
  outcome_reason text check (outcome_reason ~ '^[a-z][a-z0-9_]{0,59}$'),
  redirected_reason text check (redirected_reason ~ '^[a-z][a-z0-9_]{0,59}$'),
  redirected_to uuid references directory.organisation (id)
);
create index report_reason_organisation on referrals.report_reason (organisation_id);
create index report_reason_redirected on referrals.report_reason (redirected_to);
alter table referrals.report_reason enable row level security, force row level security;
comment on table referrals.report_reason is 'Why work on a report ended, and to which body it belongs: for the body that decided it. A table of its own, since row security knows no columns.';

-- What stands there already was decided by the body in whose name whoever acknowledged the report works.
alter table referrals.report no force row level security;
alter table referrals.inbox no force row level security;
alter table referrals.report_reason no force row level security;
insert into referrals.report_reason (report_id, organisation_id, outcome_reason, redirected_reason, redirected_to)
  select distinct on (r.id) r.id, i.organisation_id, r.outcome_reason, r.redirected_reason, r.redirected_to
  from referrals.report r join referrals.inbox i on i.report_id = coalesce(r.split_from, r.id)
  where coalesce(r.outcome_reason, r.redirected_reason, r.redirected_to::text) is not null
  order by r.id, i.acknowledged_at nulls last;
alter table referrals.report force row level security;
alter table referrals.inbox force row level security;
alter table referrals.report_reason force row level security;

create or replace view referrals.report_published with (security_invoker = true) as
  select r.id, coalesce(r.on_behalf_organisation_id, r.sender_organisation_id) as sender_organisation_id,
    r.sender_organisation_id as keyed_by_organisation_id, r.intake_channel, r.route, r.how_came_to_light, r.urgency, r.urgency_rank, r.in_danger,
    r.has_child, r.n_persons, r.commune, r.sent_at, r.state, r.outcome, x.outcome_reason, r.outcome_at, x.redirected_reason, r.merged_into, r.split_from
  from referrals.report r left join referrals.report_reason x on x.report_id = r.id;
drop policy if exists reporter_answers on referrals.report;
alter table referrals.report drop column outcome_reason, drop column redirected_reason, drop column redirected_to;

set local role {{definer}};

-- Opens the case of a person, once: a second call finds the first. The body that leads has received the report with this
-- person in it (or another report that was merged into it), and whoever calls works in its name and takes reports on.
create or replace function cases.open_case(new_id uuid, person uuid, report uuid, lead uuid, reference text, access_id uuid, lead_compartments text[], at timestamptz)
  returns uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_variable
declare
  known uuid;
begin
  if not security.may_any('{referrals.triage,referrals.split-merge}') then
    raise exception 'this role may not open a case' using errcode = '42501';
  end if;
  if not (lead = any (security.viewer_organisations())) then
    raise exception 'a case is opened for the own body' using errcode = '42501';
  end if;
  if not exists (select 1 from referrals.report r
      join referrals.inbox i on i.report_id = coalesce(r.split_from, r.id) and i.organisation_id = lead
      join referrals.report_person p on p.id = person and p.audience @> array[lead]
      join referrals.report o on o.id = p.report_id
      where r.id = report and r.id in (o.id, o.merged_into)) then
    raise exception 'the body that is to lead has not received this person in this report' using errcode = '42501';
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

-- The first state of a person whose case was opened; a second call changes nothing. The state is the profile's, the day that
-- of the opening (give or take one for the time zone), the case one's own body's, the person one that it received.
create or replace function identification.begin_status(of_case uuid, first_state text, on_day date) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_variable
begin
  if not security.may('cases.work') then
    raise exception 'this role may not open a case' using errcode = '42501';
  end if;
  if not exists (select 1 from identification.first_state f where f.state = first_state) then
    raise exception 'a person does not begin in this state' using errcode = '42501';
  end if;
  if not exists (select 1 from cases.case_file c
      join referrals.report_person p on p.id = c.person_id and p.audience @> array[c.lead_organisation_id]
      where c.id = of_case and c.lead_organisation_id = any (security.viewer_organisations())
        and abs(on_day - c.opened_at::date) <= 1) then
    raise exception 'no case of the own body that was opened on this day' using errcode = '42501';
  end if;
  insert into identification.status (case_id, person_id, report_id, state, since)
    select c.id, c.person_id, c.report_id, first_state, on_day from cases.case_file c where c.id = of_case
    on conflict (case_id) do nothing;
  update cases.case_file set victim_status = first_state, victim_status_on = on_day where id = of_case and victim_status is null;
end $$;

-- The reporting body answers a question, once, and with it gives the report back to the queue: state and version, and
-- nothing else of the report. True when the question waited for an answer of the viewer's body.
create function referrals.answer_question(of_question uuid, at timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_variable
declare
  answered uuid;
begin
  if not security.may('referrals.answer-back') then
    raise exception 'this role may not answer' using errcode = '42501';
  end if;
  update referrals.question_to_reporter q set answered_by = security.viewer_staff(), answered_at = at
    from referrals.report r where q.id = of_question and q.answered_at is null and r.id = q.report_id
      and coalesce(r.on_behalf_organisation_id, r.sender_organisation_id) = any (security.viewer_organisations())
    returning q.report_id into answered;
  if answered is null then return false; end if;
  update referrals.report r set state = 'acknowledged', version = r.version + 1 where r.id = answered and r.state = 'more_info';
  return true;
end $$;

-- A decision that waits is answered (by whom, the policy says); only one in force is followed by another.
create function identification.decision_follows() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if old.state = 'awaiting_review' and new.state in ('in_force', 'refused')
    or old.state = 'in_force' and new.state = 'superseded'
      and (new.reviewed_by, new.reviewed_at) is not distinct from (old.reviewed_by, old.reviewed_at) then return null; end if;
  raise exception 'a decision goes from waiting to its review, and from force to being followed' using errcode = '42501';
end $$;

revoke all on function referrals.answer_question(uuid, timestamptz), identification.decision_follows() from public;
grant execute on function referrals.answer_question(uuid, timestamptz) to {{casework}};
grant execute on function identification.decision_follows() to {{owner}};
set local role {{owner}};

create trigger decision_changed after update on identification.decision
  for each row execute function identification.decision_follows();
