-- Compartment testimony: seen by the sender and by recipients who get it.
grant select, insert on referrals.interview_circumstances to {{casework}};
create policy audience_reads on referrals.interview_circumstances for select to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may_any('{referrals.send,referrals.read-own,referrals.receive}')));
create policy sender_sends on referrals.interview_circumstances for insert to {{casework}}
  with check ((select security.may('referrals.send')) and audience && (select security.viewer_organisations())
    and exists (select 1 from referrals.report r where r.id = report_id and r.sent_by = (select security.viewer_staff())));
grant select, update (audience) on referrals.interview_circumstances to {{definer}};
create policy definer_delivers on referrals.interview_circumstances to {{definer}} using (cardinality(audience) > 0) with check (cardinality(audience) > 0);
