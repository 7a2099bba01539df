-- Compartment testimony: seen by the sender and by recipients who get it. Statistics counts codes.
grant select, insert on referrals.report_indicator to {{casework}};
create policy audience_reads on referrals.report_indicator for select to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may_any('{referrals.send,referrals.read-own,referrals.receive}')));
create policy sender_sends on referrals.report_indicator for insert to {{casework}}
  with check ((select security.may('referrals.send')) and audience && (select security.viewer_organisations())
    and exists (select 1 from referrals.report_person p join referrals.report r on r.id = p.report_id
      where p.id = person_id and r.sent_by = (select security.viewer_staff())));
grant select, update (audience) on referrals.report_indicator to {{definer}};
create policy definer_delivers on referrals.report_indicator to {{definer}} using (cardinality(audience) > 0) with check (cardinality(audience) > 0);
grant select (id, person_id, indicator, noticed_where) on referrals.report_indicator to {{statistics}};
create policy statistics_counts on referrals.report_indicator for select to {{statistics}} using (person_id is not null);
grant select on referrals.report_indicator_published to {{casework}}, {{statistics}};
