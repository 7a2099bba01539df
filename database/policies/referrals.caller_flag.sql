-- The desk's own, set and ended in one's own name. The worker takes the marks of what has run out away.
grant select, insert, update (ended_by, ended_at) on referrals.caller_flag to {{casework}};
create policy desk_reads on referrals.caller_flag for select to {{casework}}
  using ((select security.may('referrals.take-calls')) and organisation_id = any ((select security.viewer_organisations())::uuid[]));
create policy desk_sets on referrals.caller_flag for insert to {{casework}}
  with check ((select security.may('referrals.take-calls')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and set_by = (select security.viewer_staff()) and ended_by is null and caller_mark is not null);
create policy desk_ends on referrals.caller_flag for update to {{casework}}
  using ((select security.may('referrals.take-calls')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and ended_by is null)
  with check (ended_by = (select security.viewer_staff()));
grant select (id, expires_on, ended_at, caller_mark, version), update (caller_mark) on referrals.caller_flag to {{worker}};
create policy worker_takes_marks_away on referrals.caller_flag to {{worker}} using (version > 0) with check (caller_mark is null);
grant select, update (words_gone) on referrals.caller_flag to {{definer}};
create policy definer_ends_words on referrals.caller_flag to {{definer}} using (version > 0) with check (words_gone);
