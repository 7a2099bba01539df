-- Whoever sees the case sees who else does, and why.
grant select on cases.case_access to {{casework}};
create policy audience_reads on cases.case_access for select to {{casework}}
  using (exists (select 1 from cases.case_file c where c.id = case_access.case_id));
-- A service takes its place by accepting what was offered to it with consent; no wider than what was agreed.
grant insert on cases.case_access to {{casework}};
create policy service_accepts on cases.case_access for insert to {{casework}}
  with check ((select security.may('cases.accept-support')) and organisation_id = any ((select security.viewer_organisations())::uuid[]) and basis_kind = 'consent'
    and exists (select 1 from cases.support_referral r where r.case_id = case_access.case_id and r.state = 'accepted'
      and r.to_organisation_id = case_access.organisation_id and r.consent_id::text = case_access.basis_code
      and r.compartments @> case_access.compartments));
-- A consent taken back ends the access at once; a lead is not ended here.
grant update (withdrawn_at) on cases.case_access to {{casework}};
create policy consent_ends on cases.case_access for update to {{casework}}
  using (basis_kind = 'consent' and (select security.may('cases.work'))
    and exists (select 1 from cases.case_file c where c.id = case_access.case_id))
  with check (basis_kind = 'consent' and withdrawn_at is not null);
grant select, insert, update (withdrawn_at) on cases.case_access to {{definer}};
create policy definer_keeps on cases.case_access to {{definer}} using (valid_from is not null) with check (valid_from is not null);
grant select on cases.case_access to {{vault}}, {{statistics}};
create policy programs_read on cases.case_access for select to {{vault}}, {{statistics}} using (valid_from is not null);
grant select on cases.case_access_published to {{casework}}, {{statistics}}, {{vault}};
