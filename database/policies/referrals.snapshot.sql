-- The questions as asked: each reader sees the part that reached her.
grant select, insert on referrals.snapshot to {{casework}};
create policy audience_reads on referrals.snapshot for select to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may_any('{referrals.send,referrals.read-own,referrals.receive}')));
create policy sender_sends on referrals.snapshot for insert to {{casework}}
  with check ((select security.may('referrals.send')) and audience && (select security.viewer_organisations())
    and exists (select 1 from referrals.report r where r.id = report_id and r.sent_by = (select security.viewer_staff())));
grant select, update (audience) on referrals.snapshot to {{definer}};
create policy definer_delivers on referrals.snapshot to {{definer}} using (cardinality(audience) > 0) with check (cardinality(audience) > 0);
