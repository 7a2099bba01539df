-- The proofs of who somebody is: read, written and counted by the vault alone.
grant select, insert, update (counter, last_used_at, disabled_at) on security.credential to {{vault}};
create policy vault_keeps on security.credential to {{vault}} using (kind <> '') with check (kind <> '');
-- Everyone sees which credentials she has; the administrator of people sees the kinds of her own body's people, and may only put one out of use.
grant select (id, staff_id, kind, created_at, last_used_at, disabled_at), update (disabled_at) on security.credential to {{casework}};
create policy own_or_administered on security.credential for select to {{casework}}
  using (staff_id = (select security.viewer_staff()) or ((select security.may('directory.administer')) and exists (select 1 from directory.staff s
    where s.id = credential.staff_id and s.organisation_id = (select security.viewer_organisation()))));
create policy administrator_disables on security.credential for update to {{casework}}
  using ((select security.may('directory.administer')) and staff_id <> (select security.viewer_staff()) and exists (select 1 from directory.staff s
    where s.id = credential.staff_id and s.organisation_id = (select security.viewer_organisation())))
  with check (disabled_at is not null);
grant select on security.credential_published to {{casework}};
