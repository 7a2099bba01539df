-- With whom somebody would live: what links the person to others is looked up once, not once for each who lives somewhere.
set local role {{definer}};
create or replace function accommodation.neighbours(since date, until date, own uuid, about uuid)
  returns table (house_id uuid, sex text, minor text, persons smallint, children smallint, conflict text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_variable
declare
  report uuid;
  apart uuid[];
  together uuid[];
begin
  if not security.may('accommodation.place') then
    raise exception 'this role may not look for a bed' using errcode = '42501';
  end if;
  select f.report_id into report from cases.case_file f where f.id = about;
  select array_agg(other) filter (where kind = 'must_not_meet'),
      array_agg(other) filter (where kind in ('family', 'couple', 'parent_child'))
    into apart, together
  from (
    select l.other_case_id as other, l.kind from cases.case_link l where l.case_id = about and l.ended_at is null
    union all
    select l.case_id, l.kind from cases.case_link l where l.other_case_id = about and l.ended_at is null
  ) linked;
  return query
    select c.house_id, p.sex, p.minor, p.persons, p.children,
      case
        when p.case_id = any (apart) then 'must_not_meet'
        when f.report_id = report and not coalesce(p.case_id = any (together), false) then 'same_exploiter'
      end
    from accommodation.claim c join accommodation.placement p on p.id = c.placement_id left join cases.case_file f on f.id = p.case_id
    where c.cancelled_at is null and c.from_day < until and c.until_day > since and p.id <> own;
end $$;
set local role {{owner}};
