-- Sending a report of four persons asked for the viewer ninety times, once for each table's policy and again for the tables
-- that these look into. The two functions through which reports and sealed texts come in now ask once, as the definer, what the
-- policies asked of every row, and casework inserts into these tables in no other way. Who sends, for which body and who may
-- read it is not taken from the caller but from the signed context: rows that say so themselves are refused.
drop function referrals.insert_report(jsonb, jsonb, jsonb);
drop function identity.insert_sealed(jsonb);

set local role {{definer}};

create function referrals.insert_report(report jsonb, persons jsonb, children jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  viewer jsonb := security.viewer();
  parts jsonb := children || jsonb_build_object('report_person', persons);
  said jsonb;
  common jsonb;
begin
  if (viewer -> 'permits' ? 'referrals.send') is not true then
    raise exception 'this role may not send a report' using errcode = '42501';
  end if;
  if report ? 'sent_by' or report ? 'sender_organisation_id' or report ? 'audience' then
    raise exception 'who sends, and who reads it before delivery, is known already' using errcode = '42501';
  end if;
  if jsonb_path_exists(parts, '$.*[*].report_id') or jsonb_path_exists(parts, '$.*[*].audience')
      or jsonb_path_exists(parts, '$.*[*].recorded_by') then
    raise exception 'what hangs on a report says of itself neither whose it is nor who reads it' using errcode = '42501';
  end if;
  said := jsonb_path_query_array(persons, '$[*].id');
  if not jsonb_path_query_array(children, '$.*[*].person_id ? (@ != null)') <@ said
      or not jsonb_path_query_array(children, '$.*[*].other_person_id') <@ said then
    raise exception 'a part hangs on a person of this report' using errcode = '42501';
  end if;
  common := jsonb_build_object('report_id', report -> 'id', 'recorded_by', viewer -> 'staff', 'audience',
    case when coalesce(report -> 'on_behalf_organisation_id', 'null') in ('null', viewer -> 'organisation')
      then jsonb_build_array(viewer -> 'organisation')
      else jsonb_build_array(viewer -> 'organisation', report -> 'on_behalf_organisation_id') end);
  insert into referrals.report select * from jsonb_populate_record(null::referrals.report, common
    || jsonb_build_object('version', 1, 'sender_organisation_id', viewer -> 'organisation', 'sent_by', viewer -> 'staff') || report);
  insert into referrals.report_person select * from jsonb_populate_recordset(jsonb_populate_record(null::referrals.report_person, common), parts -> 'report_person');
  insert into referrals.report_person_needs select * from jsonb_populate_recordset(jsonb_populate_record(null::referrals.report_person_needs, common), parts -> 'report_person_needs');
  insert into referrals.report_person_residence select * from jsonb_populate_recordset(jsonb_populate_record(null::referrals.report_person_residence, common), parts -> 'report_person_residence');
  insert into referrals.report_person_contact select * from jsonb_populate_recordset(jsonb_populate_record(null::referrals.report_person_contact, common), parts -> 'report_person_contact');
  insert into referrals.report_person_channel select * from jsonb_populate_recordset(jsonb_populate_record(null::referrals.report_person_channel, common), parts -> 'report_person_channel');
  insert into referrals.report_person_link select * from jsonb_populate_recordset(jsonb_populate_record(null::referrals.report_person_link, common), parts -> 'report_person_link');
  insert into referrals.person_consent select * from jsonb_populate_recordset(jsonb_populate_record(null::referrals.person_consent, common), parts -> 'person_consent');
  insert into referrals.period select * from jsonb_populate_recordset(jsonb_populate_record(null::referrals.period, common), parts -> 'period');
  insert into referrals.place select * from jsonb_populate_recordset(jsonb_populate_record(null::referrals.place, common), parts -> 'place');
  insert into referrals.report_indicator select * from jsonb_populate_recordset(jsonb_populate_record(null::referrals.report_indicator, common), parts -> 'report_indicator');
  insert into referrals.exploiter select * from jsonb_populate_recordset(jsonb_populate_record(null::referrals.exploiter, common), parts -> 'exploiter');
  insert into referrals.interview_circumstances select * from jsonb_populate_recordset(jsonb_populate_record(null::referrals.interview_circumstances, common), parts -> 'interview_circumstances');
  insert into referrals.snapshot select * from jsonb_populate_recordset(jsonb_populate_record(null::referrals.snapshot, common), parts -> 'snapshot');
  insert into referrals.share select * from jsonb_populate_recordset(jsonb_populate_record(null::referrals.share, common), parts -> 'share');
  insert into referrals.outbox (id, report_id, organisation_id, kind, next_attempt_at, created_at, audience)
    select id, report_id, organisation_id, kind, next_attempt_at, created_at, audience
    from jsonb_populate_recordset(jsonb_populate_record(null::referrals.outbox, common), parts -> 'outbox');
end $$;

-- Bytes come as '\x…'. All that is sealed in one call belongs together: a wrap is of a key of this call and lies in an envelope of
-- this call for a body, a field under a key of its own subject and compartment, an erase key in an envelope for the vault.
create function identity.insert_sealed(rows jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  viewer jsonb := security.viewer();
  vault constant uuid := '00000000-0000-0000-0000-000000000000';
  taken bigint;
  belongs boolean;
begin
  if viewer is null then
    raise exception 'nobody is signed in' using errcode = '42501';
  end if;
  insert into identity.envelope select * from jsonb_populate_recordset(null::identity.envelope, rows -> 'envelopes');
  insert into identity.data_key select * from jsonb_populate_recordset(null::identity.data_key, rows -> 'dataKeys');

  insert into identity.data_key_wrap select w.* from jsonb_populate_recordset(null::identity.data_key_wrap, rows -> 'dataKeyWraps') w
    where w.data_key_id in (select k.id from jsonb_to_recordset(rows -> 'dataKeys') k (id uuid))
      and w.envelope_id in (select e.id from jsonb_to_recordset(rows -> 'envelopes') e (id uuid, organisation_id uuid)
        where e.organisation_id <> vault);
  get diagnostics taken = row_count;
  belongs := taken = jsonb_array_length(rows -> 'dataKeyWraps');

  insert into identity.sealed_field select f.* from jsonb_populate_recordset(null::identity.sealed_field, rows -> 'sealedFields') f
    where f.created_by = (viewer ->> 'staff')::uuid
      and (f.data_key_id, f.subject_id, f.compartment) in (select k.id, k.subject_id, k.compartment
        from jsonb_to_recordset(rows -> 'dataKeys') k (id uuid, subject_id uuid, compartment text));
  get diagnostics taken = row_count;
  belongs := belongs and taken = jsonb_array_length(rows -> 'sealedFields');

  insert into identity.erase_key_inbox select i.* from jsonb_populate_recordset(null::identity.erase_key_inbox, rows -> 'eraseInbox') i
    where (i.id, i.subject_id) in (select k.erase_key_id, k.subject_id
        from jsonb_to_recordset(rows -> 'dataKeys') k (erase_key_id uuid, subject_id uuid))
      and i.envelope_id in (select e.id from jsonb_to_recordset(rows -> 'envelopes') e (id uuid, organisation_id uuid)
        where e.organisation_id = vault);
  get diagnostics taken = row_count;
  if (belongs and taken = jsonb_array_length(rows -> 'eraseInbox')) is not true then
    raise exception 'what is sealed in one call belongs together and is in one''s own name' using errcode = '42501';
  end if;
end $$;

revoke all on function referrals.insert_report(jsonb, jsonb, jsonb), identity.insert_sealed(jsonb) from public;
grant execute on function referrals.insert_report(jsonb, jsonb, jsonb), identity.insert_sealed(jsonb) to {{casework}};
set local role {{owner}};
