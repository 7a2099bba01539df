-- Seen and kept with the support it belongs to.
grant select, insert, update (state, reason, ended_on, version) on assistance.goal to {{casework}};
create policy support_reads on assistance.goal for select to {{casework}}
  using (exists (select 1 from assistance.support s where s.id = goal.support_id));
create policy support_writes on assistance.goal for insert to {{casework}}
  with check (set_by = (select security.viewer_staff()) and exists (select 1 from assistance.support s where s.id = goal.support_id));
create policy support_changes on assistance.goal for update to {{casework}}
  using (exists (select 1 from assistance.support s where s.id = goal.support_id));
