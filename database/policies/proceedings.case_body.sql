-- Seen with the case. A prosecutor or an investigating judge who sees the case lets a body in, in her own name, and ends its part.
grant select, insert, update (until) on proceedings.case_body to {{casework}};
create policy case_reads on proceedings.case_body for select to {{casework}}
  using (exists (select 1 from proceedings.criminal_case c where c.id = case_body.criminal_case_id));
create policy leader_names on proceedings.case_body for insert to {{casework}}
  with check ((select security.may_any('{proceedings.lead,proceedings.instruct}')) and named_by = (select security.viewer_staff()) and until is null
    and exists (select 1 from proceedings.criminal_case c where c.id = case_body.criminal_case_id));
create policy leader_ends on proceedings.case_body for update to {{casework}}
  using ((select security.may_any('{proceedings.lead,proceedings.instruct}')) and until is null
    and exists (select 1 from proceedings.criminal_case c where c.id = case_body.criminal_case_id))
  with check (until is not null);
grant select on proceedings.case_body to {{definer}};
create policy definer_counts on proceedings.case_body for select to {{definer}} using (recorded_at is not null);
