-- Seen with the case; entered by the court alone, in one's own name. Afterwards an appeal or that it is final is added, once.
grant select, insert, update (appealed_on, final_on, final_how) on proceedings.judgment to {{casework}};
create policy case_reads on proceedings.judgment for select to {{casework}}
  using (exists (select 1 from proceedings.criminal_case c where c.id = judgment.criminal_case_id));
create policy court_enters on proceedings.judgment for insert to {{casework}}
  with check ((select security.may('proceedings.judge')) and recorded_by = (select security.viewer_staff())
    and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from proceedings.suspect s where s.id = judgment.suspect_id and s.criminal_case_id = judgment.criminal_case_id));
create policy court_adds on proceedings.judgment for update to {{casework}}
  using ((select security.may('proceedings.judge')) and final_on is null and appealed_on is null
    and exists (select 1 from proceedings.criminal_case c where c.id = judgment.criminal_case_id))
  with check (final_on is not null or appealed_on is not null);
