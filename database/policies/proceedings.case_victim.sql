-- Seen with the case; a person joins it by who received the report she stands in.
grant select, insert, update (left_on) on proceedings.case_victim to {{casework}};
create policy case_reads on proceedings.case_victim for select to {{casework}}
  using (exists (select 1 from proceedings.criminal_case c where c.id = case_victim.criminal_case_id));
create policy body_writes on proceedings.case_victim for insert to {{casework}}
  with check ((select security.may_any('{proceedings.lead,proceedings.investigate}')) and recorded_by = (select security.viewer_staff())
    and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from proceedings.criminal_case c where c.id = case_victim.criminal_case_id)
    and exists (select 1 from referrals.report_person p where p.case_id = case_victim.case_id));
create policy body_ends on proceedings.case_victim for update to {{casework}}
  using ((select security.may_any('{proceedings.lead,proceedings.investigate}')) and left_on is null
    and exists (select 1 from proceedings.criminal_case c where c.id = case_victim.criminal_case_id))
  with check (left_on is not null);
-- Tells the cases of victims what moves their clocks.
grant select on proceedings.case_victim to {{definer}};
create policy definer_tells on proceedings.case_victim for select to {{definer}} using (recorded_at is not null);
