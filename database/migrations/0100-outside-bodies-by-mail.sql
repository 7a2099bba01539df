-- A body that has no account here is told by mail, behind the same outbox, that something is handed over to it: such a row carries nothing
-- and makes no receipt in an inbox. The worker calls it delivered once the mail was taken by the server.
set local role {{owner}};
drop function referrals.deliver(uuid, uuid, uuid, text, text, timestamptz);
set local role {{definer}};
create function referrals.deliver(outbox_id uuid, inbox_id uuid, event_id uuid, receipt text, reference text, at timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  sending referrals.outbox;
  sender uuid;
begin
  select * into sending from referrals.outbox o where o.id = deliver.outbox_id for update;
  if not found or sending.state = 'delivered' then return false; end if;
  update referrals.outbox o set state = 'delivered', delivered_at = deliver.at, attempts = o.attempts + 1, last_fault = null
    where o.id = sending.id;
  if sending.kind = 'mail' then return true; end if;
  select r.sender_organisation_id into sender from referrals.report r where r.id = sending.report_id;
  insert into referrals.inbox (id, report_id, organisation_id, receipt, delivered_at, audience)
    values (deliver.inbox_id, sending.report_id, sending.organisation_id, deliver.receipt, deliver.at,
      array(select distinct unnest(sending.audience || sending.organisation_id)));
  perform referrals.extend_audience(sending.report_id, sending.organisation_id);
  insert into referrals.report_reference (report_id, organisation_id, code)
    values (sending.report_id, sending.organisation_id, deliver.reference) on conflict (report_id, organisation_id) do nothing;
  perform journal.append(sending.organisation_id, jsonb_build_array(jsonb_build_object('id', deliver.event_id,
    'type', 'referrals.received', 'at', to_char(deliver.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'actor', null,
    'organisation', sending.organisation_id, 'subject_kind', 'report', 'subject_id', sending.report_id, 'case_id', null,
    'report_id', sending.report_id, 'person_id', null,
    'audience', to_jsonb(array(select distinct unnest(sending.audience || sending.organisation_id))),
    'data', jsonb_build_object('sender', sender, 'receipt', deliver.receipt))));
  return true;
end $$;
revoke all on function referrals.deliver(uuid, uuid, uuid, text, text, timestamptz) from public;
grant execute on function referrals.deliver(uuid, uuid, uuid, text, text, timestamptz) to {{worker}};
set local role {{owner}};

comment on column referrals.outbox.kind is 'inbox: a report for a body that works here; mail: a body without account is told that something is handed over to it.';
