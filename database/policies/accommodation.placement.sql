-- Seen by the service that asked and the house that was asked, and by nobody else: not by the police, not by the immigration department.
grant select, insert, update (case_id, house_organisation_id, audience, state, house_id, bed_id, needed_from, nights, persons, children, sex, minor,
  needs, wishes, languages, avoid_areas, avoid_houses, security, child_ages, unwanted, distance, person_answer, house_answer, from_day, until_day, moved_in_on, left_on, move_on,
  outside_place, at_risk, review_on, version) on accommodation.placement to {{casework}};
create policy placer_reads on accommodation.placement for select to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may('accommodation.place')));
create policy house_reads on accommodation.placement for select to {{casework}}
  using ((select security.may('accommodation.run')) and house_organisation_id = any ((select security.viewer_organisations())::uuid[]));
create policy placer_asks on accommodation.placement for insert to {{casework}}
  with check ((select security.may('accommodation.place')) and support_organisation_id = any ((select security.viewer_organisations())::uuid[])
    and requested_by = (select security.viewer_staff())
    and (case_id is null or exists (select 1 from cases.case_file c where c.id = placement.case_id)));
create policy placer_changes on accommodation.placement for update to {{casework}}
  using ((select security.may('accommodation.place')) and support_organisation_id = any ((select security.viewer_organisations())::uuid[]));
create policy house_changes on accommodation.placement for update to {{casework}}
  using ((select security.may('accommodation.run')) and house_organisation_id = any ((select security.viewer_organisations())::uuid[]));
grant select on accommodation.placement to {{definer}};
create policy definer_compares on accommodation.placement for select to {{definer}} using (version > 0);
