-- The body's own; and only on a case it may see.
grant select, insert on cases.note to {{casework}};
create policy own_reads on cases.note for select to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]) and exists (select 1 from cases.case_file c where c.id = note.case_id));
create policy own_writes on cases.note for insert to {{casework}}
  with check (organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('cases.note'))
    and exists (select 1 from cases.case_file c where c.id = note.case_id)
    and author_id = (select security.viewer_staff()));
