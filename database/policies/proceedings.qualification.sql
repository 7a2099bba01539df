-- Seen with the case; written by the prosecutor or the investigating judge, in her own name, and never changed.
grant select, insert on proceedings.qualification to {{casework}};
create policy case_reads on proceedings.qualification for select to {{casework}}
  using (exists (select 1 from proceedings.criminal_case c where c.id = qualification.criminal_case_id));
create policy body_writes on proceedings.qualification for insert to {{casework}}
  with check ((select security.may_any('{proceedings.lead,proceedings.instruct}')) and recorded_by = (select security.viewer_staff())
    and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from proceedings.criminal_case c where c.id = qualification.criminal_case_id));
