-- Asked by the police and answered by the reporter, each under one's own name; the texts are sealed.
grant select, insert, update (answered_by, answered_at) on referrals.question_to_reporter to {{casework}};
create policy audience_reads on referrals.question_to_reporter for select to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may_any('{referrals.send,referrals.read-own,referrals.receive}')));
create policy police_asks on referrals.question_to_reporter for insert to {{casework}}
  with check ((select security.may('referrals.ask-back')) and asked_by = (select security.viewer_staff())
    and organisation_id = any ((select security.viewer_organisations())::uuid[]) and exists (select 1 from referrals.report r where r.id = report_id));
create policy reporter_answers on referrals.question_to_reporter for update to {{casework}}
  using (audience && (select security.viewer_organisations()) and answered_at is null and (select security.may('referrals.answer-back')))
  with check (answered_by = (select security.viewer_staff()));
