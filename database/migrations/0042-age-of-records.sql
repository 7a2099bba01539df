-- Some roles open a report for a time only: what it was read for then is over. The profile says how long, the vault holds to it.
alter table directory.role add column opens_days integer check (opens_days between 1 and 36500);
comment on column directory.role.opens_days is 'For how many days after a report was sent the role opens it and the persons in it; empty: without end.';

set local role {{definer}};
-- When the report was sent that this subject is or stands in; null for anything else.
create function referrals.sent_on(subject uuid) returns timestamptz
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.sent_at from referrals.report r
  where r.id = subject or r.id = (select p.report_id from referrals.report_person p where p.id = subject) $$;
revoke all on function referrals.sent_on(uuid) from public;
grant execute on function referrals.sent_on(uuid) to {{vault}};
set local role {{owner}};
