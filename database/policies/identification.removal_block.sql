-- Set by those who examine. A return officer asks identification.removal_blocked by reference and is told yes or no, nothing else.
grant select, insert, update (blocked, reflection, since, version) on identification.removal_block to {{casework}};
create policy examiner_reads on identification.removal_block for select to {{casework}} using (exists (select 1 from cases.case_file c where c.id = removal_block.case_id and c.inquiry_audience && (select security.viewer_organisations())));
create policy examiner_sets on identification.removal_block for insert to {{casework}}
  with check ((select security.may('identification.decide')) and exists (select 1 from cases.case_file c where c.id = removal_block.case_id and c.inquiry_audience && (select security.viewer_organisations())));
create policy examiner_changes on identification.removal_block for update to {{casework}}
  using (((select security.may('identification.decide')) or (select security.may('identification.review'))) and exists (select 1 from cases.case_file c where c.id = removal_block.case_id and c.inquiry_audience && (select security.viewer_organisations())))
  with check (version > 1);
grant select on identification.removal_block to {{definer}};
create policy definer_answers on identification.removal_block for select to {{definer}} using (version > 0);
-- A certificate or permit protects too (protection.tell_case, protection.end_periods).
grant update (stay, lifted, version) on identification.removal_block to {{definer}};
create policy definer_protects on identification.removal_block for update to {{definer}} using (version > 0) with check (version > 1);
