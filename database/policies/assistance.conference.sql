-- Seen and written with the support it is about, never changed.
grant select, insert on assistance.conference to {{casework}};
create policy support_reads on assistance.conference for select to {{casework}}
  using (exists (select 1 from assistance.support s where s.id = conference.support_id));
create policy support_writes on assistance.conference for insert to {{casework}}
  with check (written_by = (select security.viewer_staff()) and exists (select 1 from assistance.support s where s.id = conference.support_id));
