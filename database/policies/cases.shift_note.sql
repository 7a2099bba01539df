-- A body's own. One writes in one's own name about cases one sees; somebody else of the body acknowledges, in her own name.
grant select, insert, update (acknowledged_by, acknowledged_at) on cases.shift_note to {{casework}};
create policy own_reads on cases.shift_note for select to {{casework}}
  using ((select security.may('cases.hand-over')) and organisation_id = any ((select security.viewer_organisations())::uuid[]));
create policy own_writes on cases.shift_note for insert to {{casework}}
  with check ((select security.may('cases.hand-over')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and written_by = (select security.viewer_staff()) and acknowledged_by is null
    and not exists (select 1 from unnest(shift_note.case_ids) mentioned where not exists (select 1 from cases.case_file c where c.id = mentioned)));
create policy next_acknowledges on cases.shift_note for update to {{casework}}
  using ((select security.may('cases.hand-over')) and organisation_id = any ((select security.viewer_organisations())::uuid[]) and acknowledged_by is null)
  with check (acknowledged_by = (select security.viewer_staff()));
-- What nobody took over in time, told once; who wrote it and about which cases is not read for it.
grant select (id, organisation_id, due_at, acknowledged_by, reminded_at), update (reminded_at) on cases.shift_note to {{worker}};
create policy worker_looks on cases.shift_note for select to {{worker}} using (acknowledged_by is null);
create policy worker_reminds on cases.shift_note for update to {{worker}}
  using (acknowledged_by is null and reminded_at is null) with check (reminded_at is not null);
