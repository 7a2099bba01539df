-- How a person is examined is seen by the bodies that examine, not by all that see the case.
grant select, insert, update (state, reviewed_by, reviewed_at) on identification.decision to {{casework}};
create policy examiner_reads on identification.decision for select to {{casework}} using (exists (select 1 from cases.case_file c where c.id = decision.case_id and c.inquiry_audience && (select security.viewer_organisations())));
create policy examiner_writes on identification.decision for insert to {{casework}}
  with check ((select security.may('identification.decide')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and decided_by = (select security.viewer_staff()) and reviewed_by is null
    and exists (select 1 from cases.case_file c where c.id = decision.case_id and c.inquiry_audience && (select security.viewer_organisations())));
create policy examiner_changes on identification.decision for update to {{casework}}
  using ((select security.may('identification.review')) and exists (select 1 from cases.case_file c where c.id = decision.case_id and c.inquiry_audience && (select security.viewer_organisations())))
  with check (organisation_id = any ((select security.viewer_organisations())::uuid[]) and decided_by <> (select security.viewer_staff()) and reviewed_by = (select security.viewer_staff()));
-- A decision that another one follows is marked as no longer in force by whoever decides anew.
create policy decider_supersedes on identification.decision for update to {{casework}}
  using ((select security.may('identification.decide')) and state = 'in_force' and exists (select 1 from cases.case_file c where c.id = decision.case_id and c.inquiry_audience && (select security.viewer_organisations())))
  with check (organisation_id = any ((select security.viewer_organisations())::uuid[]) and state = 'superseded');
-- Nothing becomes something else by itself while a decision waits.
grant select (case_id, state) on identification.decision to {{definer}};
create policy definer_looks on identification.decision for select to {{definer}} using (state = 'awaiting_review');
