-- How far a role reaches in lists: all its body has, what one's unit or one's own hand wrote or was given, and for how long. The
-- profile says so (`sees_only`, `sees_days`), the vault signs it into the context, the policies of reports and cases hold to it.
alter table directory.role
  add column sees_only text check (sees_only in ('own', 'unit')),
  add column sees_days integer check (sees_days between 1 and 36500);
comment on column directory.role.sees_only is 'What of the body''s reports and cases the role lists: one''s own (or of whom one stands in for), those of one''s unit; empty: all.';
comment on column directory.role.sees_days is 'For how many days after a report was sent or a case closed the role still lists it; empty: without end.';

create index report_sent_by on referrals.report (sent_by, sent_at);
create index report_sent_at on referrals.report (sent_at);

set local role {{definer}};
-- True when a role gives one of these permits without any limit: what follows is then never asked.
create function security.sees_all(permits text[]) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce((select v -> 'permits' ?| permits and (v -> 'sees' is null or exists (
      select 1 from jsonb_array_elements(v -> 'sees' -> 'roles') r
      where r -> 'permits' ?| permits and r ->> 'scope' = 'all' and r ->> 'days' is null))
    from (select security.viewer() v) seen), false) $$;

-- How far the roles with one of these permits reach: one row each, with the hands that count and since when.
create function security.reach(permits text[]) returns table (scope text, since timestamptz, hands uuid[])
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select r ->> 'scope', coalesce(now() - make_interval(days => (r ->> 'days')::integer), '-infinity'),
    array(select h::uuid from jsonb_array_elements_text(v -> 'sees' -> 'own') h
      union select h::uuid from jsonb_array_elements_text(v -> 'sees' -> 'unit') h where r ->> 'scope' = 'unit')
  from (select security.viewer() v) seen, jsonb_array_elements(v -> 'sees' -> 'roles') r
  where v -> 'permits' ?| permits and r -> 'permits' ?| permits $$;

-- The reports a narrowed viewer reaches, each by an index: written or looked after by a hand that counts, keyed in for her body
-- from a letter, or, where only age limits, all of her body.
create function referrals.in_reach() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.id from security.reach('{referrals.send,referrals.read-own,referrals.receive}') k
    join referrals.report r on r.sent_by = any (k.hands) and r.sent_at >= k.since
  union all select r.id from security.reach('{referrals.send,referrals.read-own,referrals.receive}') k
    join referrals.report r on r.assigned_to = any (k.hands) and r.sent_at >= k.since
  union all select r.id from security.reach('{referrals.send,referrals.read-own,referrals.receive}') k
    join referrals.report r on r.on_behalf_organisation_id = any (security.viewer_organisations()) and r.sent_at >= k.since
  union all select r.id from security.reach('{referrals.send,referrals.read-own,referrals.receive}') k
    join referrals.report r on k.scope = 'all' and r.sent_at >= k.since and r.audience && security.viewer_organisations() $$;

create function referrals.persons_in_reach() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id from referrals.in_reach() i join referrals.report_person p on p.report_id = i $$;

-- The cases a narrowed viewer reaches: looked after by a hand that counts, or, where only age limits, all of her body. A case
-- ages from the day it was closed.
create function cases.in_reach() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.id from security.reach('{cases.read}') k
    join cases.case_reference f on f.organisation_id = any (security.viewer_organisations())
      and (k.scope = 'all' or f.owner_id = any (k.hands))
    join cases.case_file c on c.id = f.case_id and (c.closed_at is null or c.closed_at >= k.since) $$;

revoke all on function security.sees_all(text[]), security.reach(text[]), referrals.in_reach(), referrals.persons_in_reach(), cases.in_reach() from public;
grant execute on function security.sees_all(text[]), referrals.in_reach(), referrals.persons_in_reach(), cases.in_reach() to {{casework}};
set local role {{owner}};
