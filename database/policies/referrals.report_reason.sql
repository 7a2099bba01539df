-- Seen and written by the body that decided, never by the one that reported. Statistics counts codes.
grant select, insert, update (outcome_reason, redirected_reason, redirected_to) on referrals.report_reason to {{casework}};
create policy decider_reads on referrals.report_reason for select to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('referrals.receive'))
    and ((select security.sees_all('{referrals.receive}')) or report_id in (select referrals.in_reach())));
create policy decider_writes on referrals.report_reason for insert to {{casework}}
  with check (organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('referrals.redirect'))
    and exists (select 1 from referrals.report r where r.id = report_id));
create policy decider_changes on referrals.report_reason for update to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('referrals.redirect'))
    and ((select security.sees_all('{referrals.receive}')) or report_id in (select referrals.in_reach())))
  with check (organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('referrals.redirect')));
grant select (report_id, outcome_reason, redirected_reason) on referrals.report_reason to {{statistics}};
create policy statistics_counts on referrals.report_reason for select to {{statistics}} using (report_id is not null);
