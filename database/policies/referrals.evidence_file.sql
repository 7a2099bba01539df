-- While it hangs on a draft: its owner's alone. With the report: seen by the sender and by recipients who get its compartment.
grant select, insert, delete, update (draft_id, report_id) on referrals.evidence_file to {{casework}};
create policy owner_or_audience_reads on referrals.evidence_file for select to {{casework}}
  using (owner_staff = (select security.viewer_staff()) or (report_id is not null and audience && (select security.viewer_organisations())
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or report_id in (select referrals.in_reach()))));
create policy owner_adds on referrals.evidence_file for insert to {{casework}}
  with check (owner_staff = (select security.viewer_staff()) and (select security.may('referrals.write')) and audience && (select security.viewer_organisations())
    and (report_id is null or exists (select 1 from referrals.report r where r.id = report_id and r.sent_by = (select security.viewer_staff()))));
create policy owner_sends on referrals.evidence_file for update to {{casework}}
  using (owner_staff = (select security.viewer_staff()) and draft_id is not null)
  with check (owner_staff = (select security.viewer_staff()) and draft_id is null
    and exists (select 1 from referrals.report r where r.id = report_id and r.sent_by = (select security.viewer_staff())));
create policy owner_removes on referrals.evidence_file for delete to {{casework}}
  using (owner_staff = (select security.viewer_staff()) and report_id is null);
grant select, delete, update (audience) on referrals.evidence_file to {{definer}};
create policy definer_delivers on referrals.evidence_file to {{definer}} using (report_id is not null) with check (report_id is not null);
