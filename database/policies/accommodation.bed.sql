-- Seen with its house; added and changed by the body that runs it.
grant select, insert, update (emergency, sleeps, features, in_service_from, in_service_until, version) on accommodation.bed to {{casework}};
create policy house_reads on accommodation.bed for select to {{casework}}
  using (exists (select 1 from accommodation.house h where h.id = bed.house_id));
create policy body_adds on accommodation.bed for insert to {{casework}}
  with check ((select security.may('accommodation.run')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from accommodation.house h where h.id = bed.house_id and h.organisation_id = bed.organisation_id));
create policy body_changes on accommodation.bed for update to {{casework}}
  using ((select security.may('accommodation.run')) and organisation_id = any ((select security.viewer_organisations())::uuid[]));
