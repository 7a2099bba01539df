-- Waiting deliveries: seen by the sender, worked off through referrals.deliver.
grant select, insert on referrals.outbox to {{casework}};
create policy audience_reads on referrals.outbox for select to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may_any('{referrals.send,referrals.read-own,referrals.receive}')));
create policy sender_sends on referrals.outbox for insert to {{casework}}
  with check ((select security.may('referrals.send')) and audience && (select security.viewer_organisations())
    and exists (select 1 from referrals.report r where r.id = report_id and r.sent_by = (select security.viewer_staff())));
grant select, update (state, attempts, next_attempt_at, last_fault, delivered_at) on referrals.outbox to {{definer}};
create policy definer_delivers on referrals.outbox to {{definer}} using (attempts >= 0) with check (attempts >= 0);
grant select (id, report_id, organisation_id, kind, state, attempts, next_attempt_at) on referrals.outbox to {{worker}};
create policy worker_finds on referrals.outbox for select to {{worker}} using (state = 'waiting');
