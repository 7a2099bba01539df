-- The two bodies see it. The giver offers a person of a case that both see, ends it or takes it back; the receiver alone answers.
grant select, insert, update (state, answered_by, answered_at, ended_by, ended_at, version) on cases.warm_handover to {{casework}};
create policy both_read on cases.warm_handover for select to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may('cases.hand-over')));
create policy giver_offers on cases.warm_handover for insert to {{casework}}
  with check ((select security.may('cases.hand-over')) and from_organisation_id = any ((select security.viewer_organisations())::uuid[])
    and offered_by = (select security.viewer_staff()) and state = 'offered' and answered_by is null
    and exists (select 1 from cases.case_file c where c.id = warm_handover.case_id and warm_handover.to_organisation_id = any (c.audience)));
create policy receiver_answers on cases.warm_handover for update to {{casework}}
  using ((select security.may('cases.hand-over')) and to_organisation_id = any ((select security.viewer_organisations())::uuid[]) and state = 'offered')
  with check (to_organisation_id = any ((select security.viewer_organisations())::uuid[]) and state in ('accepted', 'refused')
    and answered_by = (select security.viewer_staff()));
create policy giver_ends on cases.warm_handover for update to {{casework}}
  using ((select security.may('cases.hand-over')) and from_organisation_id = any ((select security.viewer_organisations())::uuid[]) and state in ('offered', 'accepted'))
  with check (from_organisation_id = any ((select security.viewer_organisations())::uuid[]) and state in ('done', 'taken_back')
    and ended_by = (select security.viewer_staff()));
