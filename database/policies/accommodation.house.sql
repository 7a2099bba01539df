-- Seen by who looks for beds and by the body that runs it, which alone opens and changes it.
grant select, insert, update (kind, area, takes, features, languages, security, child_from, child_until, restrictions, restricted_by, restricted_on, review_on, turnaround_days, opened_on, closes_on, version) on accommodation.house to {{casework}};
create policy placer_reads on accommodation.house for select to {{casework}} using ((select security.may('accommodation.place')));
create policy body_reads on accommodation.house for select to {{casework}}
  using ((select security.may('accommodation.run')) and organisation_id = any ((select security.viewer_organisations())::uuid[]));
create policy body_opens on accommodation.house for insert to {{casework}}
  with check ((select security.may('accommodation.run')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and created_by = (select security.viewer_staff()));
create policy body_changes on accommodation.house for update to {{casework}}
  using ((select security.may('accommodation.run')) and organisation_id = any ((select security.viewer_organisations())::uuid[]));
