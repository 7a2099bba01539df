-- Seen with the case; entered by the court or the prosecution, in one's own name, and never changed.
grant select, insert on proceedings.hearing to {{casework}};
create policy case_reads on proceedings.hearing for select to {{casework}}
  using (exists (select 1 from proceedings.criminal_case c where c.id = hearing.criminal_case_id));
create policy body_enters on proceedings.hearing for insert to {{casework}}
  with check ((select security.may_any('{proceedings.judge,proceedings.lead}')) and recorded_by = (select security.viewer_staff())
    and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from proceedings.criminal_case c where c.id = hearing.criminal_case_id));
