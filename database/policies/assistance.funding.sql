-- Seen and kept by the service it is given to; the body that coordinates sees it with what was done (function assistance.capacity).
grant select, insert, update (withdrawn_by, withdrawn_at) on assistance.funding to {{casework}};
create policy service_reads on assistance.funding for select to {{casework}}
  using ((select security.may('assistance.work')) and organisation_id = any ((select security.viewer_organisations())::uuid[]));
create policy service_adds on assistance.funding for insert to {{casework}}
  with check ((select security.may('assistance.work')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and added_by = (select security.viewer_staff()) and withdrawn_by is null);
create policy service_withdraws on assistance.funding for update to {{casework}}
  using ((select security.may('assistance.work')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and withdrawn_at is null)
  with check (organisation_id = any ((select security.viewer_organisations())::uuid[]) and withdrawn_by = (select security.viewer_staff()));
grant select on assistance.funding to {{definer}};
create policy definer_reads on assistance.funding for select to {{definer}} using (weekly_minutes > 0);
