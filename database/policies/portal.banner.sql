-- Read, switched on and switched off by who may; the public site learns by a function what stands today.
grant select, insert, update (ended_at, ended_by) on portal.banner to {{casework}};
create policy keepers_read on portal.banner for select to {{casework}} using ((select security.may('portal.set-banner')));
create policy keepers_begin on portal.banner for insert to {{casework}}
  with check ((select security.may('portal.set-banner')) and begun_by = (select security.viewer_staff()) and ended_at is null);
create policy keepers_end on portal.banner for update to {{casework}}
  using ((select security.may('portal.set-banner')) and ended_at is null)
  with check (ended_by = (select security.viewer_staff()));
grant select on portal.banner to {{definer}};
create policy definer_tells on portal.banner for select to {{definer}} using (says <> '');
