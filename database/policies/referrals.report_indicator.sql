-- Compartment testimony: seen by the sender and by recipients who get it. Statistics counts codes.
-- Comes in with its report, through referrals.insert_report alone.
grant select on referrals.report_indicator to {{casework}};
create policy audience_reads on referrals.report_indicator for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or person_id in (select referrals.persons_in_reach())));
grant select, insert, update (audience) on referrals.report_indicator to {{definer}};
create policy definer_delivers on referrals.report_indicator to {{definer}} using (cardinality(audience) > 0) with check (cardinality(audience) > 0);
grant select (id, person_id, indicator, noticed_where) on referrals.report_indicator to {{statistics}};
create policy statistics_counts on referrals.report_indicator for select to {{statistics}} using (person_id is not null);
grant select on referrals.report_indicator_published to {{casework}}, {{statistics}};
