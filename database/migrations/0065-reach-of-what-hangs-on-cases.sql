-- What hangs on a person or a case (consents, offers, notices, the journal) is listed no further than the role reaches.
create index support_referral_answered_by on cases.support_referral (answered_by);

set local role {{definer}};
-- True when no role of the viewer is narrowed, or nobody is signed in: what follows is then never asked.
create function security.sees_unnarrowed() returns boolean
  language sql stable set search_path = pg_catalog, pg_temp as $$ select (security.viewer() -> 'sees') is null $$;

-- As before (0057). A case that nobody looks after yet is within reach of whoever its report is, and of whoever took up the offer
-- of it: who opened or accepted it goes on with it.
create or replace function cases.in_reach() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.id from security.reach('{cases.read}') k
    join cases.case_reference f on f.organisation_id = any (security.viewer_organisations())
      and (k.scope = 'all' or f.owner_id = any (k.hands))
    join cases.case_file c on c.id = f.case_id and (c.closed_at is null or c.closed_at >= k.since)
  union all select c.id from security.reach('{cases.read}') k
    join cases.case_reference f on f.organisation_id = any (security.viewer_organisations()) and f.owner_id is null
    join cases.case_file c on c.id = f.case_id and (c.closed_at is null or c.closed_at >= k.since)
    where k.scope <> 'all' and (c.report_id in (select referrals.in_reach())
      or exists (select 1 from cases.support_referral s where s.case_id = c.id and s.state = 'accepted' and s.answered_by = any (k.hands))) $$;

create function cases.persons_in_reach() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.person_id from cases.in_reach() i join cases.case_file c on c.id = i $$;

-- As before (0019), and nobody opens the case of somebody in a report beyond her reach.
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
      where r.id = report and r.id in (o.id, o.merged_into)
        and (security.sees_all('{referrals.send,referrals.read-own,referrals.receive}') or o.id in (select referrals.in_reach()))) then
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

revoke all on function security.sees_unnarrowed(), cases.persons_in_reach() from public;
grant execute on function security.sees_unnarrowed(), cases.persons_in_reach() to {{casework}};
set local role {{owner}};
