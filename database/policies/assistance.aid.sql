-- Seen and kept with the support; above the limit answered by a second person, in her own name.
grant select, insert, update (state, answered_by, answered_at, version) on assistance.aid to {{casework}};
create policy support_reads on assistance.aid for select to {{casework}}
  using (exists (select 1 from assistance.support s where s.id = aid.support_id));
create policy support_writes on assistance.aid for insert to {{casework}}
  with check (asked_by = (select security.viewer_staff()) and exists (select 1 from assistance.support s where s.id = aid.support_id));
create policy second_answers on assistance.aid for update to {{casework}}
  using (state = 'asked' and exists (select 1 from assistance.support s where s.id = aid.support_id))
  with check (answered_by = (select security.viewer_staff()));
