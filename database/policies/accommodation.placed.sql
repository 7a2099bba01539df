-- Whether somebody has a bed: for the police of the case. Nothing of where.
grant select on accommodation.placed to {{casework}};
create policy follower_reads on accommodation.placed for select to {{casework}}
  using ((select security.may('accommodation.follow')) and exists (select 1 from cases.case_file c where c.id = placed.case_id));
grant select, insert, update (placed, since, version) on accommodation.placed to {{definer}};
create policy definer_keeps on accommodation.placed to {{definer}} using (version > 0) with check (version > 0);
