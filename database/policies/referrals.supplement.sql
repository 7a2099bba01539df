-- Said by the body that reported, under one's own name and about its own report; the police says once that it was read. The text is sealed.
grant select, insert, update (read_by, read_at) on referrals.supplement to {{casework}};
create policy audience_reads on referrals.supplement for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or report_id in (select referrals.in_reach())));
create policy sender_says on referrals.supplement for insert to {{casework}}
  with check ((select security.may('referrals.answer-back')) and said_by = (select security.viewer_staff())
    and organisation_id = any ((select security.viewer_organisations())::uuid[]) and read_at is null
    and exists (select 1 from referrals.report r where r.id = report_id
      and organisation_id in (r.sender_organisation_id, r.on_behalf_organisation_id)));
create policy police_reads_it on referrals.supplement for update to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may('referrals.triage')) and read_at is null
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or report_id in (select referrals.in_reach())))
  with check (read_by = (select security.viewer_staff()));
