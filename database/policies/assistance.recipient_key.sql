-- Kept by the service: entered by one, confirmed by another (the table sees to that), revoked by any of them, in one's own name.
grant select, insert, update (confirmed_by, confirmed_at, revoked_by, revoked_at, version) on assistance.recipient_key to {{casework}};
create policy service_reads on assistance.recipient_key for select to {{casework}}
  using ((select security.may('assistance.refer')) and organisation_id = any ((select security.viewer_organisations())::uuid[]));
create policy service_enters on assistance.recipient_key for insert to {{casework}}
  with check ((select security.may('assistance.refer')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and entered_by = (select security.viewer_staff()) and confirmed_by is null and revoked_by is null);
create policy second_confirms_any_revokes on assistance.recipient_key for update to {{casework}}
  using ((select security.may('assistance.refer')) and organisation_id = any ((select security.viewer_organisations())::uuid[]) and revoked_by is null)
  with check (organisation_id = any ((select security.viewer_organisations())::uuid[])
    and (revoked_by = (select security.viewer_staff()) or (revoked_by is null and confirmed_by = (select security.viewer_staff()))));
-- The vault seals to keys that are confirmed and not revoked, and reads no others.
grant select (id, organisation_id, recipient_id, public_key, confirmed_at, revoked_at) on assistance.recipient_key to {{vault}};
create policy vault_seals on assistance.recipient_key for select to {{vault}} using (confirmed_at is not null and revoked_at is null);
