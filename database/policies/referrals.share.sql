-- Who gets what: told to the sender alone; delivery follows it.
grant select, insert on referrals.share to {{casework}};
create policy audience_reads on referrals.share for select to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may_any('{referrals.send,referrals.read-own,referrals.receive}')));
create policy sender_sends on referrals.share for insert to {{casework}}
  with check ((select security.may('referrals.send')) and audience && (select security.viewer_organisations())
    and exists (select 1 from referrals.report r where r.id = report_id and r.sent_by = (select security.viewer_staff())));
grant select on referrals.share to {{definer}};
create policy definer_follows on referrals.share for select to {{definer}} using (cardinality(audience) > 0);
