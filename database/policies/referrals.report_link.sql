-- Seen by who sends for the body that made it, the link's own session included; made in one's own name, taken back by who makes links.
grant select, insert, update (revoked_at, revoked_by) on referrals.report_link to {{casework}};
create policy senders_see on referrals.report_link for select to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('referrals.send')));
create policy makers_make on referrals.report_link for insert to {{casework}}
  with check (organisation_id = (select security.viewer_organisation()) and (select security.may('referrals.make-link'))
    and made_by = (select security.viewer_staff()) and revoked_at is null);
create policy makers_take_back on referrals.report_link for update to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('referrals.make-link'))
    and revoked_at is null)
  with check (revoked_by = (select security.viewer_staff()));
