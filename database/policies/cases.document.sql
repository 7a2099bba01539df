-- The body's own; and only on a case it may see.
grant select, insert on cases.document to {{casework}};
create policy own_reads on cases.document for select to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]) and exists (select 1 from cases.case_file c where c.id = document.case_id));
create policy own_writes on cases.document for insert to {{casework}}
  with check (organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('cases.document'))
    and exists (select 1 from cases.case_file c where c.id = document.case_id)
    and added_by = (select security.viewer_staff()));
-- What is erased about a person goes with its files.
grant select, delete on cases.document to {{definer}};
create policy definer_forgets on cases.document to {{definer}} using (length(hash) = 32) with check (length(hash) = 32);
