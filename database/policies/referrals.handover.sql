-- Seen by the body that hands over and the body that receives, and by nobody else; the latter sees nothing of the report.
-- Whose role reaches less sees what she handed over of reports within reach, and all that came to her body.
grant select, insert, update (received_by, received_at) on referrals.handover to {{casework}};
create policy both_read on referrals.handover for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and (select security.may_any('{referrals.redirect,referrals.receive-redirected}'))
    and ((select security.sees_all('{referrals.redirect,referrals.receive-redirected}')) or report_id in (select referrals.in_reach())
      or to_organisation_id = any ((select security.viewer_organisations())::uuid[])));
-- Only what was redirected for this reason (reasons are seen by the body that decided alone), in one's own name.
create policy redirecting_body_hands_over on referrals.handover for insert to {{casework}}
  with check ((select security.may('referrals.redirect')) and from_organisation_id = any ((select security.viewer_organisations())::uuid[])
    and handed_by = (select security.viewer_staff()) and received_at is null
    and audience <@ array[from_organisation_id, to_organisation_id] and audience @> array[from_organisation_id, to_organisation_id]
    and exists (select 1 from referrals.report_reason x where x.report_id = handover.report_id and x.redirected_reason = handover.reason));
create policy recipient_receives on referrals.handover for update to {{casework}}
  using ((select security.may('referrals.receive-redirected')) and to_organisation_id = any ((select security.viewer_organisations())::uuid[])
    and received_at is null)
  with check (to_organisation_id = any ((select security.viewer_organisations())::uuid[]) and received_by = (select security.viewer_staff()));
