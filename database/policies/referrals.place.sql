-- Compartment testimony: seen by the sender and by recipients who get it. Statistics counts codes.
-- Comes in with its report, through referrals.insert_report alone.
grant select on referrals.place to {{casework}};
create policy audience_reads on referrals.place for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or person_id in (select referrals.persons_in_reach())));
grant select, insert, update (audience) on referrals.place to {{definer}};
create policy definer_delivers on referrals.place to {{definer}} using (cardinality(audience) > 0) with check (cardinality(audience) > 0);
grant select (id, person_id, ordinal, what, country, commune, place_precision) on referrals.place to {{statistics}};
create policy statistics_counts on referrals.place for select to {{statistics}} using (person_id is not null);
grant select on referrals.place_published to {{casework}}, {{statistics}};
