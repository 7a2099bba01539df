-- Seen and written with the support it is about, never changed.
grant select, insert on assistance.assessment to {{casework}};
create policy support_reads on assistance.assessment for select to {{casework}}
  using (exists (select 1 from assistance.support s where s.id = assessment.support_id));
create policy support_writes on assistance.assessment for insert to {{casework}}
  with check (made_by = (select security.viewer_staff()) and exists (select 1 from assistance.support s where s.id = assessment.support_id));
-- The worker's reminders.
grant select on assistance.assessment to {{definer}};
create policy definer_reads on assistance.assessment for select to {{definer}} using (made_at is not null);
