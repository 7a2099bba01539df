-- Who sees the case sees the status; who examines changes it.
grant select, update (state, since, third_country, version, reviewed_on, reviewed_by) on identification.status to {{casework}};
create policy case_reads on identification.status for select to {{casework}} using (exists (select 1 from cases.case_file c where c.id = status.case_id));
create policy examiner_changes on identification.status for update to {{casework}}
  using ((select security.may('identification.decide')) and exists (select 1 from cases.case_file c where c.id = status.case_id and c.inquiry_audience && (select security.viewer_organisations())))
  with check (exists (select 1 from cases.case_file c where c.id = status.case_id and c.inquiry_audience && (select security.viewer_organisations())));
grant select, insert on identification.status to {{definer}};
create policy definer_begins on identification.status to {{definer}} using (version > 0) with check (version = 1);
-- By itself, for the worker: the functions of review dates.
grant update (state, since, version, reviewed_on, reviewed_by, reminded_for, reminded_on) on identification.status to {{definer}};
create policy definer_moves on identification.status for update to {{definer}} using (version > 0) with check (reminded_for is not null);
grant select (case_id, person_id, report_id, state, since) on identification.status to {{statistics}};
create policy statistics_counts on identification.status for select to {{statistics}} using (version > 0);
grant select on identification.status_published to {{casework}}, {{statistics}};
