-- What the reporting body may know; written by the police.
grant select, insert, update (seen_at) on referrals.outcome_notice to {{casework}};
create policy audience_reads on referrals.outcome_notice for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or report_id in (select referrals.in_reach())));
create policy police_tells on referrals.outcome_notice for insert to {{casework}}
  with check ((select security.may('referrals.triage')) and exists (select 1 from referrals.report r where r.id = report_id));
create policy reporter_reads_it on referrals.outcome_notice for update to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]) and audience && (select security.viewer_organisations())
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or report_id in (select referrals.in_reach())))
  with check (seen_at is not null);
