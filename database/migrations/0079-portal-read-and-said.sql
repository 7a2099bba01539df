-- What is read on the public site: a page, a language, a day, a number. Who read it is known to nobody, here or elsewhere.
create table portal.visit_count (
  day date not null,
  language text not null check (language ~ '^[a-z]{2,3}$'),
  page text not null check (page ~ '^[a-z]{1,20}$'),
  visits integer not null check (visits > 0),
  primary key (day, language, page)
);
comment on table portal.visit_count is 'How often a page of the public site was read in a language on a day. No address, no time, no reader.';

-- A sentence at the head of every public page of a language, out of the texts that were checked, until a day.
create table portal.banner (
  id uuid primary key,
  language text not null check (language ~ '^[a-z]{2,3}$'),
  says text not null check (says ~ '^banner\.[a-z_]{1,40}$'),
  until_day date not null,
  begun_at timestamptz not null,
  begun_by uuid not null,
  ended_at timestamptz,
  ended_by uuid,
  check ((ended_at is null) = (ended_by is null))
);
create unique index banner_one_per_language on portal.banner (language) where ended_at is null;
comment on table portal.banner is 'Sentences at the head of the public pages of a language: which checked text, until which day, who switched it on and off.';

alter table portal.visit_count enable row level security, force row level security;
alter table portal.banner enable row level security, force row level security;

set local role {{definer}};

-- Adds up what the public site has counted. It can do nothing else with these rows, not even read them.
create function portal.count_visits(on_day date, counted jsonb) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into portal.visit_count as kept (day, language, page, visits)
    select on_day, c.language, c.page, c.visits
    from (select c.language, c.page, sum(c.visits)::integer as visits
      from jsonb_to_recordset(counted) c (language text, page text, visits integer) where c.visits > 0 group by c.language, c.page) c
  on conflict (day, language, page) do update set visits = kept.visits + excluded.visits $$;

-- What stands at the head of the pages today.
create function portal.banners_on(on_day date) returns table (language text, says text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select b.language, b.says from portal.banner b where b.ended_at is null and b.until_day >= on_day $$;

revoke all on function portal.count_visits(date, jsonb), portal.banners_on(date) from public;
grant execute on function portal.count_visits(date, jsonb), portal.banners_on(date) to {{portal}};
set local role {{owner}};
