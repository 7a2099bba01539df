-- Asked by the police under one's own name, answered by the reporting body through referrals.answer_question; the texts are sealed.
grant select, insert on referrals.question_to_reporter to {{casework}};
create policy audience_reads on referrals.question_to_reporter for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or report_id in (select referrals.in_reach())));
create policy police_asks on referrals.question_to_reporter for insert to {{casework}}
  with check ((select security.may('referrals.ask-back')) and asked_by = (select security.viewer_staff())
    and organisation_id = any ((select security.viewer_organisations())::uuid[]) and exists (select 1 from referrals.report r where r.id = report_id));
grant select, update (answered_by, answered_at) on referrals.question_to_reporter to {{definer}};
create policy definer_answers on referrals.question_to_reporter to {{definer}} using (cardinality(audience) > 0) with check (cardinality(audience) > 0);
