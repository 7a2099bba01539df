-- Seen and written with the support that ended, never changed.
grant select, insert on assistance.closing to {{casework}};
create policy support_reads on assistance.closing for select to {{casework}}
  using (exists (select 1 from assistance.support s where s.id = closing.support_id));
create policy support_writes on assistance.closing for insert to {{casework}}
  with check (closed_by = (select security.viewer_staff()) and exists (select 1 from assistance.support s where s.id = closing.support_id));
