-- The history of a support, seen and written with it, never changed.
grant select, insert on assistance.step to {{casework}};
create policy support_reads on assistance.step for select to {{casework}}
  using (exists (select 1 from assistance.support s where s.id = step.support_id));
create policy support_writes on assistance.step for insert to {{casework}}
  with check (made_by = (select security.viewer_staff()) and exists (select 1 from assistance.support s where s.id = step.support_id));
