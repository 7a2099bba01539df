-- That a bed is taken is seen with its house, not by whom. A stay is written by who looks for beds, for a placement of hers; a closure by
-- the body that runs the house. Both may end a stay that is theirs.
grant select, insert, update (from_day, until_day, free_from, reason, cancelled_at, version) on accommodation.claim to {{casework}};
create policy house_reads on accommodation.claim for select to {{casework}}
  using (exists (select 1 from accommodation.house h where h.id = claim.house_id));
create policy placer_takes on accommodation.claim for insert to {{casework}}
  with check ((select security.may('accommodation.place')) and made_by = (select security.viewer_staff())
    and exists (select 1 from accommodation.placement p where p.id = claim.placement_id)
    and exists (select 1 from accommodation.bed b where b.id = claim.bed_id and b.house_id = claim.house_id and b.organisation_id = claim.organisation_id));
create policy body_closes on accommodation.claim for insert to {{casework}}
  with check ((select security.may('accommodation.run')) and kind = 'closure' and made_by = (select security.viewer_staff())
    and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from accommodation.bed b where b.id = claim.bed_id and b.house_id = claim.house_id and b.organisation_id = claim.organisation_id));
create policy placer_changes on accommodation.claim for update to {{casework}}
  using ((select security.may('accommodation.place')) and exists (select 1 from accommodation.placement p where p.id = claim.placement_id));
create policy body_changes on accommodation.claim for update to {{casework}}
  using ((select security.may('accommodation.run')) and organisation_id = any ((select security.viewer_organisations())::uuid[]));
grant select on accommodation.claim to {{definer}};
create policy definer_compares on accommodation.claim for select to {{definer}} using (version > 0);
