-- Seen in the bodies concerned by those who have to do with emergencies: codes and moments. Made and answered by the vault alone.
grant select on identity.break_glass to {{casework}};
create policy concerned_read on identity.break_glass for select to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may('identity.see-emergencies')));
-- The data-protection officer says once what she found; never who asked or approved.
grant update (verdict, reviewed_by, reviewed_at) on identity.break_glass to {{casework}};
create policy officer_reviews on identity.break_glass for update to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may('identity.review-emergency')) and verdict is null)
  with check (reviewed_by = (select security.viewer_staff()));
grant select, insert, update (answer, answered_by, answered_by_organisation, answered_at, ends_at, ended_by, review_until)
  on identity.break_glass to {{vault}};
create policy vault_reads on identity.break_glass for select to {{vault}} using (cardinality(audience) > 0);
create policy vault_takes on identity.break_glass for insert to {{vault}} with check (answer is null and alarmed_at is null);
create policy vault_answers on identity.break_glass for update to {{vault}} using (verdict is null) with check (answer is not null);
-- The worker sees what nobody has reviewed in time, and says once that it raised the alarm.
grant select (id, case_id, person_id, requested_by_organisation, answer, review_until, alarmed_at, verdict, audience), update (alarmed_at) on identity.break_glass to {{worker}};
create policy worker_finds on identity.break_glass for select to {{worker}} using (answer = 'approved' and verdict is null);
create policy worker_alarms on identity.break_glass for update to {{worker}}
  using (answer = 'approved' and verdict is null and alarmed_at is null) with check (alarmed_at is not null);
