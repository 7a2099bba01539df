-- The history of a support, seen and written with it, never changed.
grant select, insert on assistance.step to {{casework}};
create policy support_reads on assistance.step for select to {{casework}}
  using (exists (select 1 from assistance.support s where s.id = step.support_id));
create policy support_writes on assistance.step for insert to {{casework}}
  with check (made_by = (select security.viewer_staff()) and exists (select 1 from assistance.support s where s.id = step.support_id));
-- That a support ended because a consent was taken back (assistance.end_unseen).
grant insert on assistance.step to {{definer}};
create policy definer_ends on assistance.step for insert to {{definer}}
  with check (reason = 'consent_withdrawn');
