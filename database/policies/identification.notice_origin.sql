-- Which case a notice speaks of: known to those who examine, never to the body that receives it.
grant select, insert on identification.notice_origin to {{casework}};
create policy examiner_reads on identification.notice_origin for select to {{casework}} using (exists (select 1 from cases.case_file c where c.id = notice_origin.case_id and c.inquiry_audience && (select security.viewer_organisations())));
create policy examiner_writes on identification.notice_origin for insert to {{casework}}
  with check (((select security.may('identification.notify-minister')) or (select security.may('identification.report-stay'))) and exists (select 1 from cases.case_file c where c.id = notice_origin.case_id and c.inquiry_audience && (select security.viewer_organisations()))
    -- Within the reflection period nobody is removed, and no stay is reported.
    and (kind <> 'stay_report' or not exists (select 1 from identification.removal_block b where b.case_id = notice_origin.case_id and b.reflection)));
-- Tells the case what became of the stay, without telling the authority which case that is.
grant select on identification.notice_origin to {{definer}};
create policy definer_follows on identification.notice_origin for select to {{definer}} using (made_at is not null);
