-- Filed by the service that supports the person; seen by it and by those who decide on claims, who see no case with it.
grant select, insert, update (state, decided_on, granted_cents, reasons, decided_by) on proceedings.claim to {{casework}};
create policy decider_reads on proceedings.claim for select to {{casework}}
  using ((select security.may('proceedings.compensate')) and organisation_id = any ((select security.viewer_organisations())::uuid[]));
create policy service_reads on proceedings.claim for select to {{casework}}
  using ((select security.may('assistance.work')) and from_organisation_id = any ((select security.viewer_organisations())::uuid[]));
create policy service_files on proceedings.claim for insert to {{casework}}
  with check ((select security.may('assistance.work')) and from_organisation_id = any ((select security.viewer_organisations())::uuid[])
    and recorded_by = (select security.viewer_staff()) and state = 'filed');
create policy decider_decides on proceedings.claim for update to {{casework}}
  using ((select security.may('proceedings.compensate')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and state = 'filed')
  with check (state <> 'filed' and decided_by = (select security.viewer_staff()));
grant select on proceedings.claim to {{definer}};
create policy definer_tells on proceedings.claim for select to {{definer}} using (recorded_at is not null);
