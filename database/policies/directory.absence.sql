-- Colleagues see who is away; each person, or the administrator, writes it.
grant select, insert, update (cancelled_at) on directory.absence to {{casework}};
create policy colleagues_read on directory.absence for select to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]));
create policy own_absence on directory.absence for insert to {{casework}}
  with check (organisation_id = (select security.viewer_organisation())
    and (staff_id = (select security.viewer_staff()) or (select security.may('directory.administer'))));
create policy own_absence_ends on directory.absence for update to {{casework}}
  using (staff_id = (select security.viewer_staff()) or (select security.may('directory.administer')))
  with check (organisation_id = (select security.viewer_organisation()));
grant select on directory.absence to {{vault}};
create policy vault_reads on directory.absence for select to {{vault}} using (cancelled_at is null);
grant select on directory.absence_published to {{casework}};
