-- Seen with the case; entered and changed by who investigates, in her own name.
grant select, insert, update (citizenship, birth_country, sex, age_band, role, danger, state, version) on proceedings.suspect to {{casework}};
create policy case_reads on proceedings.suspect for select to {{casework}}
  using (exists (select 1 from proceedings.criminal_case c where c.id = suspect.criminal_case_id));
create policy body_writes on proceedings.suspect for insert to {{casework}}
  with check ((select security.may('proceedings.investigate')) and recorded_by = (select security.viewer_staff())
    and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from proceedings.criminal_case c where c.id = suspect.criminal_case_id));
create policy body_changes on proceedings.suspect for update to {{casework}}
  using ((select security.may_any('{proceedings.investigate,proceedings.judge}'))
    and exists (select 1 from proceedings.criminal_case c where c.id = suspect.criminal_case_id));
