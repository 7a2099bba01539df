-- Who gets what: told to the sender alone; delivery follows it.
-- Comes in with its report, through referrals.insert_report alone.
grant select on referrals.share to {{casework}};
create policy audience_reads on referrals.share for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or report_id in (select referrals.in_reach())));
grant select, insert on referrals.share to {{definer}};
create policy definer_follows on referrals.share to {{definer}} using (cardinality(audience) > 0) with check (cardinality(audience) > 0);
