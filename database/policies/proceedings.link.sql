-- Seen and written by who investigates the case; withdrawn, never changed otherwise.
grant select, insert, update (withdrawn_on) on proceedings.link to {{casework}};
create policy inquiry_reads on proceedings.link for select to {{casework}}
  using ((select security.may('proceedings.investigate'))
    and exists (select 1 from proceedings.criminal_case c where c.id = link.criminal_case_id));
create policy inquiry_writes on proceedings.link for insert to {{casework}}
  with check ((select security.may('proceedings.investigate')) and recorded_by = (select security.viewer_staff())
    and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from proceedings.criminal_case c where c.id = link.criminal_case_id));
create policy inquiry_changes on proceedings.link for update to {{casework}}
  using ((select security.may('proceedings.investigate'))
    and exists (select 1 from proceedings.criminal_case c where c.id = link.criminal_case_id));
