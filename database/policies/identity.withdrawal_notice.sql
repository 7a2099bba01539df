-- Written when a consent is taken back; each body sees and confirms its own; whose role reaches less, those of the cases and reports it
-- reaches: the reference is the body's own, and seen by whom its case or report is.
grant select, update (confirmed_at, confirmed_by) on identity.withdrawal_notice to {{casework}};
create policy body_reads on identity.withdrawal_notice for select to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[])
    and (select security.may('cases.read')) and ((select security.sees_all('{cases.read}'))
      or (organisation_id, reference) in (select c.organisation_id, c.code from cases.case_reference c
        union all select r.organisation_id, r.code from referrals.report_reference r)));
create policy body_confirms on identity.withdrawal_notice for update to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]) and confirmed_at is null
    and (select security.may('cases.read')) and ((select security.sees_all('{cases.read}'))
      or (organisation_id, reference) in (select c.organisation_id, c.code from cases.case_reference c
        union all select r.organisation_id, r.code from referrals.report_reference r)))
  with check (confirmed_by = (select security.viewer_staff()));
grant select, insert on identity.withdrawal_notice to {{definer}};
create policy definer_tells on identity.withdrawal_notice to {{definer}} using (created_at is not null) with check (confirmed_at is null);
