-- Seen with the case; written by whoever works on it, in one's own name, and never changed.
grant select, insert on protection.onward_step to {{casework}};
create policy case_reads on protection.onward_step for select to {{casework}}
  using (exists (select 1 from cases.case_file c where c.id = onward_step.case_id));
create policy case_writes on protection.onward_step for insert to {{casework}}
  with check ((select security.may('cases.work')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and recorded_by = (select security.viewer_staff())
    and exists (select 1 from cases.case_file c where c.id = onward_step.case_id));
