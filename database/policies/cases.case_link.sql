-- A link is seen by those who see both cases.
grant select, insert, update (ended_at) on cases.case_link to {{casework}};
create policy both_read on cases.case_link for select to {{casework}}
  using (exists (select 1 from cases.case_file c where c.id = case_link.case_id)
    and exists (select 1 from cases.case_file o where o.id = case_link.other_case_id));
create policy worker_links on cases.case_link for insert to {{casework}}
  with check ((select security.may('cases.work')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and created_by = (select security.viewer_staff())
    and exists (select 1 from cases.case_file c where c.id = case_link.case_id)
    and exists (select 1 from cases.case_file o where o.id = case_link.other_case_id));
create policy own_ends on cases.case_link for update to {{casework}}
  using ((select security.may('cases.work')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from cases.case_file c where c.id = case_link.case_id)
    and exists (select 1 from cases.case_file o where o.id = case_link.other_case_id))
  with check (organisation_id = any ((select security.viewer_organisations())::uuid[]));
-- Who must not meet is asked by who looks for a bed, without seeing both cases.
grant select on cases.case_link to {{definer}};
create policy definer_compares on cases.case_link for select to {{definer}} using (created_at is not null);
