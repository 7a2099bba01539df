-- Seen by the body that refers and the service that is asked; the service sees no more of the case until it accepts.
-- Whose role reaches less sees those of the cases it reaches, and what her body was offered as long as
-- nobody took it up, or when she did.
grant select, insert, update (state, answered_by, answered_at, decline_reason, keys_shared_at, version) on cases.support_referral to {{casework}};
create policy both_read on cases.support_referral for select to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may('cases.read'))
    and ((select security.sees_all('{cases.read}')) or case_id in (select cases.in_reach())
      or (to_organisation_id = any ((select security.viewer_organisations())::uuid[]) and (state = 'offered' or answered_by = (select security.viewer_staff())))));
create policy lead_offers on cases.support_referral for insert to {{casework}}
  with check ((select security.may('cases.refer-support')) and from_organisation_id = any ((select security.viewer_organisations())::uuid[])
    and offered_by = (select security.viewer_staff()) and state = 'offered'
    and audience <@ array[from_organisation_id, to_organisation_id] and audience @> array[from_organisation_id, to_organisation_id]
    and exists (select 1 from cases.case_file c where c.id = support_referral.case_id and c.person_id = support_referral.person_id)
    and exists (select 1 from identity.consent n where n.id = support_referral.consent_id and n.person_id = support_referral.person_id
      and n.answer = 'given' and n.withdrawn_at is null and to_organisation_id = any (n.organisations) and n.compartments @> support_referral.compartments));
create policy service_answers on cases.support_referral for update to {{casework}}
  using ((select security.may('cases.accept-support')) and to_organisation_id = any ((select security.viewer_organisations())::uuid[])
    and (state = 'offered' or (select security.sees_all('{cases.read}'))))
  with check (to_organisation_id = any ((select security.viewer_organisations())::uuid[]) and state in ('accepted', 'declined'));
create policy lead_takes_back on cases.support_referral for update to {{casework}}
  using ((select security.may('cases.refer-support')) and from_organisation_id = any ((select security.viewer_organisations())::uuid[])
    and ((select security.sees_all('{cases.read}')) or case_id in (select cases.in_reach())))
  with check (from_organisation_id = any ((select security.viewer_organisations())::uuid[]) and state in ('taken_back', 'accepted'));
-- A consent taken back ends what rested on it.
grant select, update (state, version) on cases.support_referral to {{definer}};
create policy definer_ends on cases.support_referral to {{definer}}
  using (version > 0) with check (version > 0);
