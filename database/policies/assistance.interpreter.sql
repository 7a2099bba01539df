-- The service's own directory.
grant select, insert on assistance.interpreter to {{casework}};
create policy service_reads on assistance.interpreter for select to {{casework}}
  using ((select security.may('assistance.work')) and organisation_id = any ((select security.viewer_organisations())::uuid[]));
create policy service_adds on assistance.interpreter for insert to {{casework}}
  with check ((select security.may('assistance.work')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and added_by = (select security.viewer_staff()));
