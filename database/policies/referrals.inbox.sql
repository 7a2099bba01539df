-- Receipts: made by referrals.deliver, seen by sender and recipient, acknowledged by the recipient in one's own name.
grant select, update (acknowledged_at, acknowledged_by) on referrals.inbox to {{casework}};
create policy audience_reads on referrals.inbox for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or report_id in (select referrals.in_reach())));
create policy recipient_acknowledges on referrals.inbox for update to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('referrals.receive')) and acknowledged_at is null
    and ((select security.sees_all('{referrals.receive}')) or report_id in (select referrals.in_reach())))
  with check (acknowledged_by = (select security.viewer_staff()));
grant select, insert on referrals.inbox to {{definer}};
create policy definer_delivers on referrals.inbox to {{definer}} using (cardinality(audience) > 0) with check (cardinality(audience) > 0);
-- The worker looks for what waits too long, and says so once.
grant select (id, report_id, organisation_id, delivered_at, acknowledged_at, alarmed_at, audience), update (alarmed_at) on referrals.inbox to {{worker}};
create policy worker_watches on referrals.inbox to {{worker}}
  using (acknowledged_at is null) with check (alarmed_at is not null);
