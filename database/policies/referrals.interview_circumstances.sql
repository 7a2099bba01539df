-- Compartment testimony: seen by the sender and by recipients who get it.
-- Comes in with its report, through referrals.insert_report alone.
grant select on referrals.interview_circumstances to {{casework}};
create policy audience_reads on referrals.interview_circumstances for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or report_id in (select referrals.in_reach())));
grant select, insert, update (audience) on referrals.interview_circumstances to {{definer}};
create policy definer_delivers on referrals.interview_circumstances to {{definer}} using (cardinality(audience) > 0) with check (cardinality(audience) > 0);
