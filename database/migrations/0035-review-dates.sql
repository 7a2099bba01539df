-- A status is looked at again by a day, or becomes another one by itself: rules of the profile, carried out by the worker.
create table identification.review_rule (
  state text primary key check (state ~ '^[a-z][a-z0-9_]{0,59}$'),
  after_days integer not null check (after_days between 1 and 3650),
  remind_days integer not null check (remind_days between 1 and after_days),
  becomes text check (becomes ~ '^[a-z][a-z0-9_]{0,59}$'),
  check (becomes <> state)
);
alter table identification.review_rule enable row level security, force row level security;
comment on table identification.review_rule is 'After how many days a status is looked at again, and what it becomes if nobody does; copied from the profile at every start.';

alter table identification.status
  add column reviewed_on date,
  add column reviewed_by uuid references directory.staff (id),
  add column reminded_for date,
  add column reminded_on date,
  add constraint status_reviewed check ((reviewed_on is null) = (reviewed_by is null)),
  add constraint status_reminded check ((reminded_for is null) = (reminded_on is null));
create index status_reviewed_by on identification.status (reviewed_by);
comment on column identification.status.reminded_for is 'The day for which a task to look at the status was set; a status becomes another by itself only after that.';

set local role {{definer}};

-- Sets a task where a status is to be looked at soon: for the body that leads the case, once for each day on which it falls due.
create function identification.remind_of_reviews(on_day date, at_moment timestamptz, most integer)
  returns table (task_id uuid, case_id uuid, person_id uuid, organisation_id uuid, due_on date)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  one record;
  new_task uuid;
begin
  for one in
    select s.case_id, s.person_id, c.lead_organisation_id as body, coalesce(s.reviewed_on, s.since) + r.after_days as due
    from identification.status s join identification.review_rule r on r.state = s.state join cases.case_file c on c.id = s.case_id
    where c.closed_at is null and coalesce(s.reviewed_on, s.since) + r.after_days - r.remind_days <= on_day
      and s.reminded_for is distinct from coalesce(s.reviewed_on, s.since) + r.after_days
    order by s.case_id limit most for update of s skip locked
  loop
    update identification.status s set reminded_for = one.due, reminded_on = on_day where s.case_id = one.case_id;
    continue when exists (select 1 from cases.task t where t.case_id = one.case_id and t.kind = 'review_status' and t.state = 'open');
    new_task := gen_random_uuid();
    insert into cases.task (id, case_id, organisation_id, kind, due_on, created_at)
      values (new_task, one.case_id, one.body, 'review_status', one.due, at_moment);
    return query select new_task, one.case_id, one.person_id, one.body, one.due;
  end loop;
end $$;

-- Lets a status become another one where its time is over, nobody looked at it though a task said so long enough before, and no
-- decision about it waits for a second officer.
create function identification.take_due_steps(on_day date, most integer)
  returns table (case_id uuid, person_id uuid, report_id uuid, organisation_id uuid, audience uuid[], from_state text, to_state text)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  one record;
begin
  for one in
    select s.case_id, s.person_id, s.report_id, s.state, r.becomes, c.lead_organisation_id as body, c.audience
    from identification.status s join identification.review_rule r on r.state = s.state join cases.case_file c on c.id = s.case_id
    where c.closed_at is null and r.becomes is not null and coalesce(s.reviewed_on, s.since) + r.after_days <= on_day
      and s.reminded_for = coalesce(s.reviewed_on, s.since) + r.after_days and s.reminded_on + r.remind_days <= on_day
      and not exists (select 1 from identification.decision d where d.case_id = s.case_id and d.state = 'awaiting_review')
    order by s.case_id limit most for update of s skip locked
  loop
    update identification.status s
      set state = one.becomes, since = on_day, reviewed_on = null, reviewed_by = null, version = s.version + 1 where s.case_id = one.case_id;
    update cases.case_file c set victim_status = one.becomes, victim_status_on = on_day where c.id = one.case_id;
    return query select one.case_id, one.person_id, one.report_id, one.body, one.audience, one.state, one.becomes;
  end loop;
end $$;

revoke all on function identification.remind_of_reviews(date, timestamptz, integer), identification.take_due_steps(date, integer) from public;
grant execute on function identification.remind_of_reviews(date, timestamptz, integer), identification.take_due_steps(date, integer) to {{worker}};
set local role {{owner}};
