-- Seen by the body that reported and the body that decides on residence.
grant select, insert, update (received_by, received_at) on identification.stay_report to {{casework}};
create policy both_read on identification.stay_report for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.may('identification.report-stay')) or (select security.may('identification.receive-notice'))));
create policy examiner_reports on identification.stay_report for insert to {{casework}}
  with check ((select security.may('identification.report-stay')) and from_organisation_id = any ((select security.viewer_organisations())::uuid[])
    and reported_by = (select security.viewer_staff()) and received_at is null
    and audience <@ array[from_organisation_id, to_organisation_id] and audience @> array[from_organisation_id, to_organisation_id]);
create policy residence_receives on identification.stay_report for update to {{casework}}
  using ((select security.may('identification.receive-notice')) and to_organisation_id = any ((select security.viewer_organisations())::uuid[]))
  with check (to_organisation_id = any ((select security.viewer_organisations())::uuid[]) and received_by = (select security.viewer_staff()));
