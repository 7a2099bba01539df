-- Seen by who was told; raised by the service or the house where the person lives; closed by the service or the police.
grant select, insert, update (state, outcome, closed_by, closed_at, version) on accommodation.alarm to {{casework}};
create policy told_read on accommodation.alarm for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.may('accommodation.read')) or (select security.may('accommodation.follow'))));
create policy carer_raises on accommodation.alarm for insert to {{casework}}
  with check (raised_by = (select security.viewer_staff()) and state = 'open'
    and exists (select 1 from accommodation.placement p where p.id = alarm.placement_id
      and p.case_id is not distinct from alarm.case_id and alarm.audience @> p.audience));
create policy told_close on accommodation.alarm for update to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.may('accommodation.place')) or (select security.may('accommodation.follow'))))
  with check (closed_by = (select security.viewer_staff()));
