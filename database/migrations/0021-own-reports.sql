-- Some roles open only what they wrote themselves: the profile says so, the vault holds to it.
alter table directory.role add column opens_only text check (opens_only in ('own_reports', 'unit_reports', 'entrusted'));
comment on column directory.role.opens_only is 'What of the body''s holdings the role opens: reports one sent oneself (or stands in for the sender of), those of one''s unit, what the body was entrusted with; empty: all.';

grant usage on schema referrals to {{vault}};
set local role {{definer}};
-- Is this subject a report that one of these people sent, or that was keyed in for one of these bodies, or a person in it?
create function referrals.written_by(subject uuid, authors uuid[], bodies uuid[]) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select 1 from referrals.report r
    where (r.id = subject or r.id = (select p.report_id from referrals.report_person p where p.id = subject))
      and (r.sent_by = any (authors) or r.on_behalf_organisation_id = any (bodies))) $$;
revoke all on function referrals.written_by(uuid, uuid[], uuid[]) from public;
grant execute on function referrals.written_by(uuid, uuid[], uuid[]) to {{vault}};
set local role {{owner}};
