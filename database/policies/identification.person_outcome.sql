-- What the examination came to for each person of a report, in one code; the reporter hears it through the room of reports.
grant select, insert, update (outcome, on_day, version) on identification.person_outcome to {{casework}};
create policy case_reads on identification.person_outcome for select to {{casework}} using (exists (select 1 from cases.case_file c where c.id = person_outcome.case_id and c.inquiry_audience && (select security.viewer_organisations())));
create policy examiner_writes on identification.person_outcome for insert to {{casework}}
  with check (((select security.may('identification.decide')) or (select security.may('identification.review'))) and exists (select 1 from cases.case_file c where c.id = person_outcome.case_id and c.inquiry_audience && (select security.viewer_organisations())));
create policy examiner_changes on identification.person_outcome for update to {{casework}}
  using (((select security.may('identification.decide')) or (select security.may('identification.review'))) and exists (select 1 from cases.case_file c where c.id = person_outcome.case_id and c.inquiry_audience && (select security.viewer_organisations())))
  with check (version > 1);
grant select (case_id, report_id, person_id, outcome, on_day) on identification.person_outcome to {{statistics}};
create policy statistics_counts on identification.person_outcome for select to {{statistics}} using (version > 0);
grant select on identification.person_outcome_published to {{casework}}, {{statistics}};
