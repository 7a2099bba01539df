-- Seen and kept with the support it belongs to.
grant select, insert, update (delivered_on, version) on assistance.translation to {{casework}};
create policy support_reads on assistance.translation for select to {{casework}}
  using (exists (select 1 from assistance.support s where s.id = translation.support_id));
create policy support_writes on assistance.translation for insert to {{casework}}
  with check (ordered_by = (select security.viewer_staff()) and exists (select 1 from assistance.support s where s.id = translation.support_id));
create policy support_changes on assistance.translation for update to {{casework}}
  using (exists (select 1 from assistance.support s where s.id = translation.support_id));
