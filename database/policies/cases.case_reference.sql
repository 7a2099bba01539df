-- Each body sees its own reference and label, never another's.
grant select, insert, update (own_label, own_label_token, owner_id, version) on cases.case_reference to {{casework}};
create policy own_reads on cases.case_reference for select to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[])
    and ((select security.sees_all('{cases.read}')) or case_id in (select cases.in_reach())));
create policy service_accepts on cases.case_reference for insert to {{casework}}
  with check ((select security.may('cases.accept-support')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from cases.support_referral r where r.case_id = case_reference.case_id and r.state = 'accepted'
      and r.to_organisation_id = case_reference.organisation_id));
-- Who hands a person on, or takes her over at night, looks after her even without working on cases otherwise.
create policy own_changes on cases.case_reference for update to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[])
    and ((select security.may('cases.work')) or (select security.may('cases.hand-over')))
    and ((select security.sees_all('{cases.read}')) or case_id in (select cases.in_reach())))
  with check (organisation_id = any ((select security.viewer_organisations())::uuid[]));
grant insert, select on cases.case_reference to {{definer}};
create policy definer_opens on cases.case_reference to {{definer}} using (version > 0) with check (version = 1);
grant select on cases.case_reference_published to {{casework}};
-- What is erased about a person goes with the word a body chose to find it by.
grant update (own_label, own_label_token) on cases.case_reference to {{definer}};
create policy definer_forgets on cases.case_reference for update to {{definer}} using (version > 0) with check (version > 0);
