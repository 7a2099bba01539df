-- The desk's own. While a record is open it is written in the name of whoever changes it, so that taking it over shows. The worker takes
-- marks away when their term is over, and sees nothing else.
grant select, insert, update (noted_by, kind, language, interpreter, danger, caller_mark, call_back, call_back_from, call_back_until,
  call_back_by, called_back_at, outcomes, draft, draft_id, closed_at, closed_by, version) on referrals.call to {{casework}};
create policy desk_reads on referrals.call for select to {{casework}}
  using ((select security.may('referrals.take-calls')) and organisation_id = any ((select security.viewer_organisations())::uuid[]));
create policy desk_opens on referrals.call for insert to {{casework}}
  with check ((select security.may('referrals.take-calls')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and noted_by = (select security.viewer_staff())
    and exists (select 1 from directory.staff s where s.id = call.taken_by and s.organisation_id = any ((select security.viewer_organisations())::uuid[])));
create policy desk_changes on referrals.call for update to {{casework}}
  using ((select security.may('referrals.take-calls')) and organisation_id = any ((select security.viewer_organisations())::uuid[]))
  with check (closed_at is not null or noted_by = (select security.viewer_staff()));
grant select (id, began_at, caller_mark, version), update (caller_mark) on referrals.call to {{worker}};
create policy worker_takes_marks_away on referrals.call to {{worker}} using (version > 0) with check (caller_mark is null);
