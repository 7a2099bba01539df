-- Each body sees and labels its own reference only.
grant select, insert, update (own_label, own_label_token) on referrals.report_reference to {{casework}};
create policy own_body on referrals.report_reference to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[])
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or report_id in (select referrals.in_reach())))
  with check (organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from referrals.report r where r.id = report_id));
grant select, insert, update (own_label, own_label_token) on referrals.report_reference to {{definer}};
create policy definer_refers on referrals.report_reference to {{definer}} using (code <> '') with check (code <> '');
grant select on referrals.report_reference_published to {{casework}};
