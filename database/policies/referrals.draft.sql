-- A draft is its owner's alone. The worker sees that it exists and ends it in time, never what it holds.
grant select, insert, delete, update (content, form_version, version, updated_at, expires_at, warned_at, report_id) on referrals.draft to {{casework}};
create policy owner_writes on referrals.draft to {{casework}}
  using (owner_staff = (select security.viewer_staff()))
  with check (owner_staff = (select security.viewer_staff()) and organisation_id = (select security.viewer_organisation())
    and (select security.may('referrals.write')));
grant select (id, owner_staff, organisation_id, created_at, updated_at, expires_at, warned_at, report_id), update (warned_at), delete
  on referrals.draft to {{worker}};
create policy worker_ends on referrals.draft to {{worker}} using (version > 0) with check (warned_at is not null);
