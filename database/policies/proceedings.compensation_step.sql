-- Seen by the bodies of a criminal case of which the person is a victim, and by the service that supports her; each writes its own lines.
grant select, insert on proceedings.compensation_step to {{casework}};
create policy justice_reads on proceedings.compensation_step for select to {{casework}}
  using (exists (select 1 from proceedings.case_victim v where v.case_id = compensation_step.case_id and v.left_on is null));
create policy service_reads on proceedings.compensation_step for select to {{casework}}
  using ((select security.may('assistance.work')) and exists (select 1 from cases.case_file f where f.id = compensation_step.case_id));
create policy justice_writes on proceedings.compensation_step for insert to {{casework}}
  with check ((select security.may_any('{proceedings.judge,proceedings.lead}')) and recorded_by = (select security.viewer_staff())
    and organisation_id = any ((select security.viewer_organisations())::uuid[]) and claim_id is null
    and exists (select 1 from proceedings.case_victim v where v.criminal_case_id = compensation_step.criminal_case_id
      and v.case_id = compensation_step.case_id and v.left_on is null));
create policy service_writes on proceedings.compensation_step for insert to {{casework}}
  with check ((select security.may('assistance.work')) and recorded_by = (select security.viewer_staff())
    and organisation_id = any ((select security.viewer_organisations())::uuid[]) and criminal_case_id is null and judgment_id is null
    and (claim_id is null or exists (select 1 from proceedings.claim c where c.id = compensation_step.claim_id))
    and exists (select 1 from cases.case_file f where f.id = compensation_step.case_id));
grant select, insert on proceedings.compensation_step to {{definer}};
create policy definer_finds on proceedings.compensation_step for select to {{definer}} using (recorded_at is not null);
create policy definer_tells on proceedings.compensation_step for insert to {{definer}} with check (claim_id is not null);
