-- Known to who sees the case; written by the police, who know which case their notice came from.
grant select, insert on protection.conference_case to {{casework}};
create policy case_reads on protection.conference_case for select to {{casework}}
  using (exists (select 1 from cases.case_file c where c.id = conference_case.case_id));
create policy examiner_writes on protection.conference_case for insert to {{casework}}
  with check ((select security.may('identification.notify-minister'))
    and exists (select 1 from identification.notice_origin o where o.notice_id = conference_case.notice_id and o.case_id = conference_case.case_id));
