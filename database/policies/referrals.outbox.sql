-- Waiting deliveries: seen by the sender, worked off through referrals.deliver.
-- Comes in with its report, through referrals.insert_report alone; but for what tells a body without account, by mail and without any
-- content, that something was handed over to it.
grant select, insert on referrals.outbox to {{casework}};
create policy audience_reads on referrals.outbox for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or report_id in (select referrals.in_reach())));
create policy giver_tells_by_mail on referrals.outbox for insert to {{casework}}
  with check (kind = 'mail' and state = 'waiting' and (select security.may('referrals.redirect'))
    and audience <@ (select security.viewer_organisations())::uuid[]
    and exists (select 1 from referrals.handover h where h.report_id = outbox.report_id and h.to_organisation_id = outbox.organisation_id
      and h.from_organisation_id = any ((select security.viewer_organisations())::uuid[])));
grant select, insert, update (state, attempts, next_attempt_at, last_fault, delivered_at) on referrals.outbox to {{definer}};
create policy definer_delivers on referrals.outbox to {{definer}} using (attempts >= 0) with check (attempts >= 0);
grant select (id, report_id, organisation_id, kind, state, attempts, next_attempt_at) on referrals.outbox to {{worker}};
create policy worker_finds on referrals.outbox for select to {{worker}} using (state = 'waiting');
