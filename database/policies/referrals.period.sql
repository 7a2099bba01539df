-- Compartment testimony: seen by the sender and by recipients who get it. Statistics counts codes.
-- Comes in with its report, through referrals.insert_report alone.
grant select on referrals.period to {{casework}};
create policy audience_reads on referrals.period for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or person_id in (select referrals.persons_in_reach())));
grant select, insert, update (audience) on referrals.period to {{definer}};
create policy definer_delivers on referrals.period to {{definer}} using (cardinality(audience) > 0) with check (cardinality(audience) > 0);
grant select (id, person_id, ordinal, date_precision, from_day, to_day, form, sector, control_means) on referrals.period to {{statistics}};
create policy statistics_counts on referrals.period for select to {{statistics}} using (person_id is not null);
grant select on referrals.period_published to {{casework}}, {{statistics}};
