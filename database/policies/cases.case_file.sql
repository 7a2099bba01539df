-- Seen by the bodies that have an access; opened by cases.open_case alone, its audience kept by trigger.
grant select on cases.case_file to {{casework}};
create policy audience_reads on cases.case_file for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.sees_all('{cases.read}')) or id in (select cases.in_reach())));
grant update (victim_status, victim_status_on, flags, version, closed_at) on cases.case_file to {{casework}};
create policy audience_works on cases.case_file for update to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may('cases.work'))
    and ((select security.sees_all('{cases.read}')) or id in (select cases.in_reach())))
  with check (audience && (select security.viewer_organisations()));
grant select, insert, update (audience, inquiry_audience, victim_status, victim_status_on, closed_at, closed_because) on cases.case_file to {{definer}};
create policy definer_keeps on cases.case_file to {{definer}} using (version > 0) with check (version > 0);
-- What is counted: no audience, no flags.
grant select (id, person_id, report_id, lead_organisation_id, victim_status, victim_status_on, opened_at, closed_at) on cases.case_file to {{statistics}};
create policy statistics_counts on cases.case_file for select to {{statistics}} using (version > 0);
grant select on cases.case_published to {{casework}}, {{statistics}};
