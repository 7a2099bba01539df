-- Seen by the bodies of the criminal case, and by the service that supports the person on her own case; written by the former alone.
grant select, insert on proceedings.victim_entry to {{casework}};
create policy case_reads on proceedings.victim_entry for select to {{casework}}
  using (exists (select 1 from proceedings.criminal_case c where c.id = victim_entry.criminal_case_id)
    or ((select security.may('assistance.work')) and exists (select 1 from cases.case_file f where f.id = victim_entry.case_id)));
create policy body_writes on proceedings.victim_entry for insert to {{casework}}
  with check ((select security.may_any('{proceedings.lead,proceedings.instruct,proceedings.investigate,proceedings.judge}'))
    and recorded_by = (select security.viewer_staff()) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from proceedings.case_victim v where v.criminal_case_id = victim_entry.criminal_case_id
      and v.case_id = victim_entry.case_id and v.left_on is null));
