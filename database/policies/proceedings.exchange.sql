-- Seen and written by who investigates the case, and never changed.
grant select, insert on proceedings.exchange to {{casework}};
create policy inquiry_reads on proceedings.exchange for select to {{casework}}
  using ((select security.may('proceedings.investigate'))
    and exists (select 1 from proceedings.criminal_case c where c.id = exchange.criminal_case_id));
create policy inquiry_writes on proceedings.exchange for insert to {{casework}}
  with check ((select security.may('proceedings.investigate')) and recorded_by = (select security.viewer_staff())
    and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from proceedings.criminal_case c where c.id = exchange.criminal_case_id));
