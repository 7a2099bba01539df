-- Seen with the case; written by who decides on it, in her own name, and never changed.
grant select, insert on proceedings.case_step to {{casework}};
create policy case_reads on proceedings.case_step for select to {{casework}}
  using (exists (select 1 from proceedings.criminal_case c where c.id = case_step.criminal_case_id));
create policy body_writes on proceedings.case_step for insert to {{casework}}
  with check ((select security.may_any('{proceedings.lead,proceedings.instruct,proceedings.judge}')) and recorded_by = (select security.viewer_staff())
    and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from proceedings.criminal_case c where c.id = case_step.criminal_case_id));
