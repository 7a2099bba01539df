-- Seen and written by who investigates the case: never by a court. Its result is added once.
grant select, insert, update (result, ended_on, version) on proceedings.measure to {{casework}};
create policy inquiry_reads on proceedings.measure for select to {{casework}}
  using ((select security.may('proceedings.investigate'))
    and exists (select 1 from proceedings.criminal_case c where c.id = measure.criminal_case_id));
create policy inquiry_writes on proceedings.measure for insert to {{casework}}
  with check ((select security.may('proceedings.investigate')) and recorded_by = (select security.viewer_staff())
    and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from proceedings.criminal_case c where c.id = measure.criminal_case_id));
create policy inquiry_changes on proceedings.measure for update to {{casework}}
  using ((select security.may('proceedings.investigate'))
    and exists (select 1 from proceedings.criminal_case c where c.id = measure.criminal_case_id));
