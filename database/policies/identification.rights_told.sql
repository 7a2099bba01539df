-- Seen by all who see the case, so that nobody tells a person twice or not at all.
grant select, insert on identification.rights_told to {{casework}};
create policy case_reads on identification.rights_told for select to {{casework}} using (exists (select 1 from cases.case_file c where c.id = rights_told.case_id));
create policy teller_writes on identification.rights_told for insert to {{casework}}
  with check ((select security.may('identification.tell-rights')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and told_by = (select security.viewer_staff()) and exists (select 1 from cases.case_file c where c.id = rights_told.case_id));
