-- Seen by the two bodies that agree on it: the service proposes, the police answers, both visit and end it.
grant select, insert, update (state, answered_by, answered_at, visited_on, visits, until_day, version) on accommodation.abroad to {{casework}};
create policy both_read on accommodation.abroad for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.may('accommodation.place')) or (select security.may('accommodation.follow'))));
create policy service_proposes on accommodation.abroad for insert to {{casework}}
  with check ((select security.may('accommodation.place')) and support_organisation_id = any ((select security.viewer_organisations())::uuid[])
    and proposed_by = (select security.viewer_staff()) and state = 'proposed'
    and exists (select 1 from accommodation.placement p where p.id = abroad.placement_id and p.case_id = abroad.case_id));
create policy police_answers on accommodation.abroad for update to {{casework}}
  using ((select security.may('accommodation.follow')) and police_organisation_id = any ((select security.viewer_organisations())::uuid[]))
  with check (answered_by is not null);
create policy service_follows on accommodation.abroad for update to {{casework}}
  using ((select security.may('accommodation.place')) and support_organisation_id = any ((select security.viewer_organisations())::uuid[]) and state = 'agreed')
  with check (state in ('agreed', 'ended'));
