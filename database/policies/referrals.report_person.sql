-- Seen by the sender and by the recipients this person's sharing names.
-- Comes in with its report, through referrals.insert_report alone.
grant select, update (report_id, ordinal, same_as, case_id) on referrals.report_person to {{casework}};
create policy audience_reads on referrals.report_person for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or report_id in (select referrals.in_reach())));
create policy police_orders on referrals.report_person for update to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may('referrals.split-merge'))
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or report_id in (select referrals.in_reach())))
  with check (exists (select 1 from referrals.report r where r.id = report_id));
grant select, insert, update (audience) on referrals.report_person to {{definer}};
create policy definer_delivers on referrals.report_person to {{definer}} using (ordinal > 0) with check (ordinal > 0);
create policy definer_takes_in on referrals.report_person as restrictive for insert to {{definer}}
  with check (case_id is null and same_as is null);
grant select (id, report_id, ordinal, route, age_answer, age_band, sex, citizenships, languages, interpreter_need, interpreter_language,
  interpreter_sex, forms, recruitment_channel, online_platform, still_exploited, last_contact, at_risk, cooperates, support_information, same_as, case_id)
  on referrals.report_person to {{statistics}};
create policy statistics_counts on referrals.report_person for select to {{statistics}} using (ordinal > 0);
grant select on referrals.report_person_published to {{casework}}, {{statistics}};
