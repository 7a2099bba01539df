-- A delegation lends a role one holds, inside one organisation, for some days; both sides and their colleagues see it.
grant select, insert, update (ended_at) on directory.delegation to {{casework}};
create policy colleagues_read on directory.delegation for select to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]));
create policy own_delegation on directory.delegation for insert to {{casework}}
  with check (organisation_id = (select security.viewer_organisation()) and (select security.may('directory.delegate'))
    and from_staff_id = (select security.viewer_staff())
    and exists (select 1 from directory.staff_role h where h.staff_id = from_staff_id and h.role_code = delegation.role_code)
    and exists (select 1 from directory.staff s where s.id = to_staff_id and s.organisation_id = (select security.viewer_organisation())));
create policy own_delegation_ends on directory.delegation for update to {{casework}}
  using (from_staff_id = (select security.viewer_staff()) or (select security.may('directory.administer')))
  with check (organisation_id = (select security.viewer_organisation()));
grant select on directory.delegation to {{vault}};
create policy vault_reads on directory.delegation for select to {{vault}} using (ended_at is null);
