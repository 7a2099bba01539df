-- A report comes in with its persons among its parts: joined in the database, all of the record in words was copied once more.
set local role {{owner}};
drop function referrals.insert_report(jsonb, jsonb, jsonb);
set local role {{definer}};
create function referrals.insert_report(report jsonb, parts jsonb) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  viewer jsonb := security.viewer();
  said jsonb;
  common jsonb;
  made text;
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
  said := jsonb_path_query_array(parts, '$.report_person[*].id');
  if not jsonb_path_query_array(parts, '$.*[*].person_id ? (@ != null)') <@ said
      or not jsonb_path_query_array(parts, '$.*[*].other_person_id') <@ said then
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
  if report ? 'reference' then
    insert into referrals.report_reference select * from jsonb_populate_record(null::referrals.report_reference,
        (report -> 'reference') || jsonb_build_object('report_id', report -> 'id', 'organisation_id', viewer -> 'organisation'))
      on conflict (organisation_id, code) do nothing returning code into made;
  end if;
  return made;
end $$;
revoke all on function referrals.insert_report(jsonb, jsonb) from public;
grant execute on function referrals.insert_report(jsonb, jsonb) to {{casework}};
set local role {{owner}};

-- A key names its report from the first moment, and the answer is what the report says of itself: an answer of its own was a second
-- writing of the same row for each report. The report is checked at the end, for the key comes before it.
alter table referrals.api_request drop column response, alter column report_id set not null,
  alter constraint api_request_report_id_fkey deferrable initially deferred;
