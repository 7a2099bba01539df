-- Compartment testimony: seen by the sender and by recipients who get it. Statistics counts codes.
grant select, insert on referrals.place to {{casework}};
create policy audience_reads on referrals.place for select to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may_any('{referrals.send,referrals.read-own,referrals.receive}')));
create policy sender_sends on referrals.place for insert to {{casework}}
  with check ((select security.may('referrals.send')) and audience && (select security.viewer_organisations())
    and exists (select 1 from referrals.report_person p join referrals.report r on r.id = p.report_id
      where p.id = person_id and r.sent_by = (select security.viewer_staff())));
grant select, update (audience) on referrals.place to {{definer}};
create policy definer_delivers on referrals.place to {{definer}} using (cardinality(audience) > 0) with check (cardinality(audience) > 0);
grant select (id, person_id, ordinal, what, country, commune, place_precision) on referrals.place to {{statistics}};
create policy statistics_counts on referrals.place for select to {{statistics}} using (person_id is not null);
grant select on referrals.place_published to {{casework}}, {{statistics}};
