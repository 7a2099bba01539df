-- Kept by the service: entered by one, confirmed by another (the table sees to that), revoked by any of them, in one's own name.
grant select, insert, update (confirmed_by, confirmed_at, confirmed_nonce, confirmed_seal, revoked_by, revoked_at, version) on assistance.recipient_key to {{casework}};
create policy service_reads on assistance.recipient_key for select to {{casework}}
  using ((select security.may('assistance.refer')) and organisation_id = any ((select security.viewer_organisations())::uuid[]));
create policy service_enters on assistance.recipient_key for insert to {{casework}}
  with check ((select security.may('assistance.refer')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and entered_by = (select security.viewer_staff()) and confirmed_by is null and revoked_by is null);
create policy second_confirms_any_revokes on assistance.recipient_key for update to {{casework}}
  using ((select security.may('assistance.refer')) and organisation_id = any ((select security.viewer_organisations())::uuid[]) and revoked_by is null)
  with check (organisation_id = any ((select security.viewer_organisations())::uuid[])
    and (revoked_by = (select security.viewer_staff()) or (revoked_by is null and confirmed_by = (select security.viewer_staff()))));
-- The vault looks at the seals of what was entered and confirmed, and remembers what was revoked.
grant select (id, organisation_id, recipient_id, public_key, entered_by, entered_at, entered_nonce, entered_seal,
  confirmed_by, confirmed_at, confirmed_nonce, confirmed_seal, revoked_at) on assistance.recipient_key to {{vault}};
create policy vault_checks on assistance.recipient_key for select to {{vault}} using (entered_at is not null);
