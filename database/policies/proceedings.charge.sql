-- Seen with the case; a prosecutor or an investigating judge charges, in her own name, and drops a charge; nobody changes one.
grant select, insert, update (dropped_on) on proceedings.charge to {{casework}};
create policy case_reads on proceedings.charge for select to {{casework}}
  using (exists (select 1 from proceedings.criminal_case c where c.id = charge.criminal_case_id));
create policy leader_charges on proceedings.charge for insert to {{casework}}
  with check ((select security.may_any('{proceedings.lead,proceedings.instruct}')) and recorded_by = (select security.viewer_staff())
    and organisation_id = any ((select security.viewer_organisations())::uuid[]) and dropped_on is null
    and exists (select 1 from proceedings.suspect s where s.id = charge.suspect_id and s.criminal_case_id = charge.criminal_case_id));
create policy leader_drops on proceedings.charge for update to {{casework}}
  using ((select security.may_any('{proceedings.lead,proceedings.instruct}')) and dropped_on is null
    and exists (select 1 from proceedings.criminal_case c where c.id = charge.criminal_case_id))
  with check (dropped_on is not null);
