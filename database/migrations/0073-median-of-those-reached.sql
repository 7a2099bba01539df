-- The median counted whoever was not spoken with, assessed or planned for as zero days (`greatest` passes nulls over): it is of those alone
-- for whom there is a day.
set local role {{definer}};
create or replace function assistance.gaps()
  returns table (quarter text, persons integer, declined integer, contacted integer, contact_days numeric, assessed integer, assess_days numeric, planned integer, plan_days numeric)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not security.may('assistance.gap') then
    raise exception 'this role may not ask' using errcode = '42501';
  end if;
  return query
    select to_char(s.law_on, 'YYYY"-"Q'), count(*)::int, count(*) filter (where s.state = 'declined')::int,
      count(s.contacted_on)::int,
      (percentile_cont(0.5) within group (order by greatest(s.contacted_on - s.law_on, 0)) filter (where s.contacted_on is not null))::numeric,
      count(s.assessed_on)::int,
      (percentile_cont(0.5) within group (order by greatest(s.assessed_on - s.law_on, 0)) filter (where s.assessed_on is not null))::numeric,
      count(s.planned_on)::int,
      (percentile_cont(0.5) within group (order by greatest(s.planned_on - s.law_on, 0)) filter (where s.planned_on is not null))::numeric
    from assistance.support s where s.law_on is not null group by 1 order by 1 desc;
end $$;
set local role {{owner}};
