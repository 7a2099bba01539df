-- Seen and kept by the support service of a case it may see: not by the police, the prosecutor, the immigration department or anybody else.
grant select, insert, update (state, since, reason, team, worker_id, contacted_on, assessed_on, planned_on, ended_on, law_on, version) on assistance.support to {{casework}};
create policy service_reads on assistance.support for select to {{casework}}
  using ((select security.may('assistance.work')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from cases.case_file c where c.id = support.case_id));
create policy service_begins on assistance.support for insert to {{casework}}
  with check ((select security.may('assistance.work')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and begun_by = (select security.viewer_staff()) and exists (select 1 from cases.case_file c where c.id = support.case_id));
create policy service_changes on assistance.support for update to {{casework}}
  using ((select security.may('assistance.work')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from cases.case_file c where c.id = support.case_id));
-- The worker's reminders, and what the person is shown of her own support.
grant select on assistance.support to {{definer}};
create policy definer_reads on assistance.support for select to {{definer}} using (version > 0);
-- A consent was taken back and the service sees the case no more (assistance.end_unseen).
grant update (state, since, reason, ended_on, version) on assistance.support to {{definer}};
create policy definer_ends on assistance.support for update to {{definer}}
  using (state <> 'ended') with check (reason = 'consent_withdrawn');
