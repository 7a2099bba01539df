-- Seen by the sender and by the recipients this person's sharing names.
grant select, insert, update (report_id, ordinal, same_as, case_id) on referrals.report_person to {{casework}};
create policy audience_reads on referrals.report_person for select to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may_any('{referrals.send,referrals.read-own,referrals.receive}')));
create policy sender_sends on referrals.report_person for insert to {{casework}}
  with check ((select security.may('referrals.send')) and audience && (select security.viewer_organisations())
    and exists (select 1 from referrals.report r where r.id = report_id and r.sent_by = (select security.viewer_staff())));
create policy police_orders on referrals.report_person for update to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may('referrals.split-merge')))
  with check (exists (select 1 from referrals.report r where r.id = report_id));
grant select, update (audience) on referrals.report_person to {{definer}};
create policy definer_delivers on referrals.report_person to {{definer}} using (ordinal > 0) with check (ordinal > 0);
grant select (id, report_id, ordinal, route, age_answer, age_band, sex, citizenships, languages, interpreter_need, interpreter_language,
  interpreter_sex, forms, recruitment_channel, online_platform, still_exploited, last_contact, at_risk, cooperates, support_information, same_as, case_id)
  on referrals.report_person to {{statistics}};
create policy statistics_counts on referrals.report_person for select to {{statistics}} using (ordinal > 0);
grant select on referrals.report_person_published to {{casework}}, {{statistics}};
