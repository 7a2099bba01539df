-- Seen and written by who investigates the case: never by a court.
grant select, insert, update (state, since, other_definition, refusal, version) on proceedings.request_abroad to {{casework}};
create policy inquiry_reads on proceedings.request_abroad for select to {{casework}}
  using ((select security.may('proceedings.investigate'))
    and exists (select 1 from proceedings.criminal_case c where c.id = request_abroad.criminal_case_id));
create policy inquiry_writes on proceedings.request_abroad for insert to {{casework}}
  with check ((select security.may('proceedings.investigate')) and recorded_by = (select security.viewer_staff())
    and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from proceedings.criminal_case c where c.id = request_abroad.criminal_case_id));
create policy inquiry_changes on proceedings.request_abroad for update to {{casework}}
  using ((select security.may('proceedings.investigate'))
    and exists (select 1 from proceedings.criminal_case c where c.id = request_abroad.criminal_case_id));
