-- Seen and written with the request, and never changed.
grant select, insert on proceedings.request_step to {{casework}};
create policy inquiry_reads on proceedings.request_step for select to {{casework}}
  using ((select security.may('proceedings.investigate'))
    and exists (select 1 from proceedings.criminal_case c where c.id = request_step.criminal_case_id));
create policy inquiry_writes on proceedings.request_step for insert to {{casework}}
  with check ((select security.may('proceedings.investigate')) and recorded_by = (select security.viewer_staff())
    and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from proceedings.criminal_case c where c.id = request_step.criminal_case_id));
