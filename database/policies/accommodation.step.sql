-- The history of a placement, seen and written with it, never changed.
grant select, insert on accommodation.step to {{casework}};
create policy placement_reads on accommodation.step for select to {{casework}}
  using (exists (select 1 from accommodation.placement p where p.id = step.placement_id));
create policy placement_writes on accommodation.step for insert to {{casework}}
  with check (made_by = (select security.viewer_staff()) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from accommodation.placement p where p.id = step.placement_id));
