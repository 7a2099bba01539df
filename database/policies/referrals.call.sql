-- The desk's own. While a record is open it is written in the name of whoever changes it, so that taking it over shows. The worker takes
-- marks away when their term is over, and sees nothing else.
grant select, insert, update (noted_by, kind, language, interpreter, danger, caller_mark, call_back, call_back_from, call_back_until,
  call_back_by, called_back_at, outcomes, draft, draft_id, placement_id, bed_sex, bed_minor, bed_persons, bed_children, bed_needs, bed_language, closed_at, closed_by, version) on referrals.call to {{casework}};
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
-- The term of its words, and the erasure of who called: only the functions for it.
grant select, update (texts_over_on, texts_gone, draft, draft_id, caller_mark, call_back, call_back_from, call_back_until, call_back_by, bed_sex,
  bed_minor, bed_persons, bed_children, bed_needs, bed_language, version) on referrals.call to {{definer}};
create policy definer_ends_words on referrals.call to {{definer}} using (version > 0) with check (texts_over_on is not null);
-- A draft that went unsent is no report begun.
create policy definer_frees on referrals.call for update to {{definer}} using (version > 0) with check (draft_id is null);
-- Figures count what was closed: when, of what kind, in which language.
grant select (id, organisation_id, began_at, closed_at, kind, language, counts_apart) on referrals.call to {{statistics}};
create policy statistics_counts on referrals.call for select to {{statistics}} using (closed_at is not null);
grant select on referrals.call_published to {{statistics}};
