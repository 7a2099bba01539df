-- Compartment legal_residence: seen by the sender and by recipients who get it.
grant select, insert on referrals.report_person_residence to {{casework}};
create policy audience_reads on referrals.report_person_residence for select to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may_any('{referrals.send,referrals.read-own,referrals.receive}')));
create policy sender_sends on referrals.report_person_residence for insert to {{casework}}
  with check ((select security.may('referrals.send')) and audience && (select security.viewer_organisations())
    and exists (select 1 from referrals.report_person p join referrals.report r on r.id = p.report_id
      where p.id = person_id and r.sent_by = (select security.viewer_staff())));
grant select, update (audience) on referrals.report_person_residence to {{definer}};
create policy definer_delivers on referrals.report_person_residence to {{definer}} using (cardinality(audience) > 0) with check (cardinality(audience) > 0);
