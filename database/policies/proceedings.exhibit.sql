-- Seen and written by who investigates the case, and never changed: what becomes of it stands in its chain of custody.
grant select, insert on proceedings.exhibit to {{casework}};
create policy inquiry_reads on proceedings.exhibit for select to {{casework}}
  using ((select security.may('proceedings.investigate'))
    and exists (select 1 from proceedings.criminal_case c where c.id = exhibit.criminal_case_id));
create policy inquiry_writes on proceedings.exhibit for insert to {{casework}}
  with check ((select security.may('proceedings.investigate')) and recorded_by = (select security.viewer_staff())
    and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from proceedings.criminal_case c where c.id = exhibit.criminal_case_id));
