-- What ties somebody to what is opened: written into the line of each opening by the vault, so that the data-protection officer
-- sees who opens what is another's work. Codes only; what is unusual is the profile's to say, afterwards.
set local role {{definer}};
-- How these people, their unit and their bodies stand to the report, person or case that a subject is; no row for anything else.
-- assigned: one of them looks after it, or sent it · unit: somebody of their unit does · task: a task on it is theirs · referral: it is
-- offered to their body, or they offered or answered it · request: they deal with what the person asked of the body · unassigned:
-- nobody of their bodies looks after it (since when, in came_at).
create function cases.ties_to(subject uuid, people uuid[], unit uuid[], bodies uuid[]) returns table (ties text[], came_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with file as (
    select c.id, c.report_id from cases.case_file c where c.id = subject or c.person_id = subject or c.report_id = subject
  ), report as (
    select r.sent_by, r.assigned_to, r.sent_at from referrals.report r
    where r.id = subject or r.id = (select p.report_id from referrals.report_person p where p.id = subject)
      or r.id in (select f.report_id from file f)
  ), keeper as (
    select k.owner_id as id from cases.case_reference k join file f on f.id = k.case_id
      where k.organisation_id = any (bodies) and k.owner_id is not null
    union select s.id from report r join directory.staff s on s.id in (r.assigned_to, r.sent_by) where s.organisation_id = any (bodies)
  ), tie as (
    select 1 as place, 'assigned' as name where exists (select from keeper k where k.id = any (people))
    union all select 2, 'unit' where exists (select from keeper k where k.id = any (unit))
    union all select 3, 'task' where exists (select from cases.task t join file f on f.id = t.case_id
      where t.organisation_id = any (bodies) and t.owner_id = any (people) and t.state = 'open')
    union all select 4, 'referral' where exists (select from cases.support_referral s join file f on f.id = s.case_id
      where s.offered_by = any (people) or s.answered_by = any (people) or s.state = 'offered' and s.to_organisation_id = any (bodies))
    union all select 5, 'request' where exists (select from identity.rights_request q join file f on f.id = q.case_id
      where q.recorded_by = any (people) or q.decided_by = any (people))
    union all select 6, 'unassigned' where not exists (select from keeper)
  )
  select array(select t.name from tie t order by t.place),
    coalesce((select min(a.valid_from) from cases.case_access a join file f on f.id = a.case_id where a.organisation_id = any (bodies)),
      (select min(r.sent_at) from report r))
  where exists (select from file) or exists (select from report) $$;
revoke all on function cases.ties_to(uuid, uuid[], uuid[], uuid[]) from public;
grant execute on function cases.ties_to(uuid, uuid[], uuid[], uuid[]) to {{vault}};
set local role {{owner}};
