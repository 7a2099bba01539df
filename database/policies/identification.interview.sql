-- How a person is examined is seen by the bodies that examine, not by all that see the case.
grant select, insert, update (state, planned_for, place, language, interpreter, interpreter_wish, interpreter_number, support_accompanies, persons_present, conditions, needs, needs_met, held_at, recorded_by, result, version) on identification.interview to {{casework}};
create policy examiner_reads on identification.interview for select to {{casework}} using (exists (select 1 from cases.case_file c where c.id = interview.case_id and c.inquiry_audience && (select security.viewer_organisations())));
create policy examiner_writes on identification.interview for insert to {{casework}}
  with check ((select security.may('identification.interview')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and planned_by = (select security.viewer_staff())
    and exists (select 1 from cases.case_file c where c.id = interview.case_id and c.inquiry_audience && (select security.viewer_organisations())));
create policy examiner_changes on identification.interview for update to {{casework}}
  using ((select security.may('identification.interview')) and exists (select 1 from cases.case_file c where c.id = interview.case_id and c.inquiry_audience && (select security.viewer_organisations())))
  with check (organisation_id = any ((select security.viewer_organisations())::uuid[]));
