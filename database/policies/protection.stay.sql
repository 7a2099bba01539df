-- The residence authority's own: those who decide there, and nobody else, of any body. Begun on a notice that it received.
grant select, insert, update (state, since, until, in_parallel, version) on protection.stay to {{casework}};
create policy authority_reads on protection.stay for select to {{casework}}
  using ((select security.may('protection.decide')) and organisation_id = any ((select security.viewer_organisations())::uuid[]));
create policy authority_begins on protection.stay for insert to {{casework}}
  with check ((select security.may('protection.decide')) and organisation_id = any ((select security.viewer_organisations())::uuid[]) and version = 1
    and exists (select 1 from identification.minister_notice n where n.id = stay.notice_id and n.to_organisation_id = stay.organisation_id));
create policy authority_changes on protection.stay for update to {{casework}}
  using ((select security.may('protection.decide')) and organisation_id = any ((select security.viewer_organisations())::uuid[]))
  with check (version > 1);
grant select, update (state, since, until, version) on protection.stay to {{definer}};
create policy definer_ends on protection.stay to {{definer}} using (version > 0) with check (version > 1);
