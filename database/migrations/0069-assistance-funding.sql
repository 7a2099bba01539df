-- Hours and money given for the support of persons: for which team, from when until when, by whom. Beside them stands what was done with them.
create table assistance.funding (
  id uuid primary key,
  organisation_id uuid not null references directory.organisation (id),
  team text not null check (team ~ '^[A-Z0-9][A-Z0-9-]{0,39}$'),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  weekly_minutes integer not null check (weekly_minutes > 0),
  payer text not null check (payer ~ '^[a-z][a-z_]{0,59}$'),
  amount_cents bigint check (amount_cents > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  added_by uuid not null,
  added_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  check ((withdrawn_by is null) = (withdrawn_at is null))
);
create unique index funding_once on assistance.funding (organisation_id, team, payer, starts_on) where withdrawn_at is null;
create index funding_organisation on assistance.funding (organisation_id);
comment on table assistance.funding is 'A funding period of a team that supports: staff hours a week, who pays, and the sum where it is known. No person stands in it.';
comment on column assistance.funding.withdrawn_at is 'A line that was wrong stays, and counts no more.';
alter table assistance.funding enable row level security, force row level security;

set local role {{definer}};

-- What stands behind each funding period, as numbers: appointments that took place, their minutes, persons who had one. For the body itself,
-- and for the body that coordinates.
create function assistance.capacity(zone text)
  returns table (id uuid, organisation_id uuid, team text, starts_on date, ends_on date, weekly_minutes integer, payer text, amount_cents bigint, currency text, sessions integer, minutes integer, persons integer)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  everybody boolean := security.may('assistance.gap');
begin
  if not (everybody or security.may('assistance.work')) then
    raise exception 'this role may not ask' using errcode = '42501';
  end if;
  return query
    select f.id, f.organisation_id, f.team, f.starts_on, f.ends_on, f.weekly_minutes, f.payer, f.amount_cents, f.currency, done.sessions, done.minutes, done.persons
    from assistance.funding f cross join lateral (
      select count(*)::int as sessions, coalesce(sum(n.minutes), 0)::int as minutes, count(distinct s.case_id)::int as persons
      from assistance.support s join assistance.session n on n.support_id = s.id
      where s.organisation_id = f.organisation_id and s.team = f.team and n.state = 'held'
        and (n.planned_at at time zone zone)::date between f.starts_on and f.ends_on) done
    where f.withdrawn_at is null and (everybody or f.organisation_id = any (security.viewer_organisations()))
    order by f.ends_on desc, f.team, f.starts_on limit 200;
end $$;
revoke all on function assistance.capacity(text) from public;
grant execute on function assistance.capacity(text) to {{casework}};
set local role {{owner}};
