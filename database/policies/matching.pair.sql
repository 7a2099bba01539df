-- Seen by both bodies once both persons have said yes, and by nobody before.
grant select on matching.pair to {{casework}};
create policy both_read on matching.pair for select to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may('matching.answer')));
grant select, insert, update (state, settled_on) on matching.pair to {{worker}};
create policy worker_proposes on matching.pair for insert to {{worker}} with check (state = 'possible');
create policy worker_reads on matching.pair for select to {{worker}} using (one_file_id < other_file_id);
create policy worker_ends on matching.pair for update to {{worker}} using (state = 'possible') with check (state = 'ended');
grant select, update (state, settled_on, audience) on matching.pair to {{definer}};
create policy definer_settles on matching.pair to {{definer}} using (one_file_id < other_file_id) with check (state <> 'possible');
