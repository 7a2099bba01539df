-- How a person is examined is seen by the bodies that examine, not by all that see the case.
grant select, insert on identification.palermo_view to {{casework}};
create policy examiner_reads on identification.palermo_view for select to {{casework}} using (exists (select 1 from cases.case_file c where c.id = palermo_view.case_id and c.inquiry_audience && (select security.viewer_organisations())));
create policy examiner_writes on identification.palermo_view for insert to {{casework}}
  with check ((select security.may('identification.decide')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from cases.case_file c where c.id = palermo_view.case_id and c.inquiry_audience && (select security.viewer_organisations())));
