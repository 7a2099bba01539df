-- Seen and written with the exhibit, and never changed.
grant select, insert on proceedings.custody_step to {{casework}};
create policy inquiry_reads on proceedings.custody_step for select to {{casework}}
  using ((select security.may('proceedings.investigate'))
    and exists (select 1 from proceedings.criminal_case c where c.id = custody_step.criminal_case_id));
create policy inquiry_writes on proceedings.custody_step for insert to {{casework}}
  with check ((select security.may('proceedings.investigate')) and recorded_by = (select security.viewer_staff())
    and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from proceedings.criminal_case c where c.id = custody_step.criminal_case_id));
