-- How persons of one report stand to each other: seen with the person.
grant select, insert on referrals.report_person_link to {{casework}};
create policy audience_reads on referrals.report_person_link for select to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may_any('{referrals.send,referrals.read-own,referrals.receive}')));
create policy sender_sends on referrals.report_person_link for insert to {{casework}}
  with check ((select security.may('referrals.send')) and audience && (select security.viewer_organisations())
    and exists (select 1 from referrals.report_person p join referrals.report r on r.id = p.report_id
      where p.id = person_id and r.sent_by = (select security.viewer_staff())));
grant select, update (audience) on referrals.report_person_link to {{definer}};
create policy definer_delivers on referrals.report_person_link to {{definer}} using (cardinality(audience) > 0) with check (cardinality(audience) > 0);
