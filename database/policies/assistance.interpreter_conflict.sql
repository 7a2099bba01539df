-- Seen and written with the support it protects.
grant select, insert on assistance.interpreter_conflict to {{casework}};
create policy support_reads on assistance.interpreter_conflict for select to {{casework}}
  using (exists (select 1 from assistance.support s where s.id = interpreter_conflict.support_id));
create policy support_writes on assistance.interpreter_conflict for insert to {{casework}}
  with check (set_by = (select security.viewer_staff()) and exists (select 1 from assistance.support s where s.id = interpreter_conflict.support_id)
    and exists (select 1 from assistance.interpreter i where i.id = interpreter_conflict.interpreter_id));
