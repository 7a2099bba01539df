-- Compartment contact_safe: seen by the sender and by recipients who get it.
-- Comes in with its report, through referrals.insert_report alone.
grant select on referrals.report_person_contact to {{casework}};
create policy audience_reads on referrals.report_person_contact for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or person_id in (select referrals.persons_in_reach())));
grant select, insert, update (audience) on referrals.report_person_contact to {{definer}};
create policy definer_delivers on referrals.report_person_contact to {{definer}} using (cardinality(audience) > 0) with check (cardinality(audience) > 0);
