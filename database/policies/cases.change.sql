-- What concerns all is seen by all who see the case; what concerns one body, by that body. Never changed, never removed.
grant select, insert on cases.change to {{casework}};
create policy own_or_shared_reads on cases.change for select to {{casework}}
  using ((shared or organisation_id = any ((select security.viewer_organisations())::uuid[])) and exists (select 1 from cases.case_file c where c.id = change.case_id));
create policy own_writes on cases.change for insert to {{casework}}
  with check (organisation_id = any ((select security.viewer_organisations())::uuid[]) and changed_by = (select security.viewer_staff())
    and exists (select 1 from cases.case_file c where c.id = change.case_id));
