-- Seen by giver and receiver. Offered in one's own name of a call of one's own body; somebody of the receiving body answers, the giver takes back.
grant select, insert, update (state, ended_by, ended_at, version) on referrals.call_handover to {{casework}};
create policy both_read on referrals.call_handover for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and (select security.may_any('{referrals.take-calls,referrals.take-over-calls}')));
create policy desk_offers on referrals.call_handover for insert to {{casework}}
  with check (offered_by = (select security.viewer_staff()) and state = 'offered'
    and exists (select 1 from referrals.call c where c.id = call_handover.call_id and c.organisation_id = call_handover.from_organisation_id));
create policy receiver_answers on referrals.call_handover for update to {{casework}}
  using ((select security.may('referrals.take-over-calls')) and to_organisation_id = any ((select security.viewer_organisations())::uuid[])
    and state = 'offered')
  with check (to_organisation_id = any ((select security.viewer_organisations())::uuid[]) and state in ('accepted', 'refused')
    and ended_by = (select security.viewer_staff()));
create policy giver_takes_back on referrals.call_handover for update to {{casework}}
  using ((select security.may('referrals.take-calls')) and from_organisation_id = any ((select security.viewer_organisations())::uuid[])
    and state = 'offered')
  with check (from_organisation_id = any ((select security.viewer_organisations())::uuid[]) and state = 'taken_back'
    and ended_by = (select security.viewer_staff()));
