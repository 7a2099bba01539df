-- A placement is seen by its house and its service alone, and these two are not one body: so who asks about one it sees is its house.
-- Seen by the house and the service it asked, as far as they see the placement; asked by the one, answered by the other, in one's own name.
grant select, insert, update (state, outcome, answered_by, answered_at, version) on accommodation.house_request to {{casework}};
create policy both_read on accommodation.house_request for select to {{casework}}
  using (array[house_organisation_id, support_organisation_id] && (select security.viewer_organisations())
    and exists (select 1 from accommodation.placement p where p.id = house_request.placement_id));
create policy house_asks on accommodation.house_request for insert to {{casework}}
  with check ((select security.may('accommodation.run')) and house_organisation_id = any ((select security.viewer_organisations())::uuid[])
    and asked_by = (select security.viewer_staff()) and state = 'asked'
    and exists (select 1 from accommodation.placement p where p.id = house_request.placement_id
      and p.support_organisation_id = house_request.support_organisation_id));
create policy service_answers on accommodation.house_request for update to {{casework}}
  using (support_organisation_id = any ((select security.viewer_organisations())::uuid[]) and state = 'asked'
    and exists (select 1 from accommodation.placement p where p.id = house_request.placement_id))
  with check (answered_by = (select security.viewer_staff()));
