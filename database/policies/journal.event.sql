-- Written by journal.append alone. A person reads the events whose audience holds one of her organisations; when her roles reach less, what hangs on no case,
-- report or person, and what hangs on one within reach.
grant select, insert on journal.event to {{definer}};
create policy definer_appends on journal.event to {{definer}} using (seq > 0) with check (seq > 0);
grant select on journal.event to {{casework}};
create policy audience_reads on journal.event for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.sees_unnarrowed()) or coalesce(case_id, report_id, person_id) is null
      or case_id in (select cases.in_reach()) or report_id in (select referrals.in_reach())
      or person_id in (select cases.persons_in_reach()) or person_id in (select referrals.persons_in_reach())));
-- The auditor checks every chain; bodies hold codes and identifiers, no names.
grant select on journal.event to {{auditor}};
create policy auditor_verifies on journal.event for select to {{auditor}} using (seq > 0);
-- Statistics sees kinds, dates and codes of what is counted.
grant select (id, chain, type, at, subject_kind, subject_id, case_id, report_id, person_id, data) on journal.event to {{statistics}};
create policy statistics_counts on journal.event for select to {{statistics}}
  using (type like 'referrals.%' or type like 'identification.%' or type like 'proceedings.%');
grant select on journal.event_published to {{statistics}}, {{casework}};
grant select on journal.access_published to {{casework}};
