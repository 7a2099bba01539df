-- Seen by the bodies that work on it, and a sealed one by the named members of their staff alone. Opened by a prosecutor for her own service.
grant select, insert, update (sealed_for, scope, unit, last_qualification, state, since, version) on proceedings.criminal_case to {{casework}};
create policy body_reads on proceedings.criminal_case for select to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may('proceedings.read'))
    and (sealed_for is null or sealed_for @> array[(select security.viewer_staff())]));
create policy prosecutor_opens on proceedings.criminal_case for insert to {{casework}}
  with check ((select security.may('proceedings.lead')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and created_by = (select security.viewer_staff()) and audience = array[organisation_id]
    and (from_report_id is null or exists (select 1 from referrals.report r where r.id = from_report_id)));
create policy body_works on proceedings.criminal_case for update to {{casework}}
  using (audience && (select security.viewer_organisations())
    and (select security.may_any('{proceedings.lead,proceedings.instruct,proceedings.judge}'))
    and (sealed_for is null or sealed_for @> array[(select security.viewer_staff())]))
  with check (audience && (select security.viewer_organisations()));
grant select, update (audience) on proceedings.criminal_case to {{definer}};
create policy definer_keeps on proceedings.criminal_case to {{definer}} using (version > 0) with check (version > 0);
