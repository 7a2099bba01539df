-- Each body sees what it is asked itself, once it is released, never what the other was asked or answered.
grant select on matching.side to {{casework}};
create policy body_reads on matching.side for select to {{casework}}
  using (released and organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('matching.answer')));
grant select, insert, update (released, shown_on, expires_on) on matching.side to {{worker}};
create policy worker_shows on matching.side for insert to {{worker}} with check (not released);
create policy worker_releases on matching.side for update to {{worker}} using (not released) with check (released);
create policy worker_reads on matching.side for select to {{worker}} using (expires_on > shown_on);
grant select, update (answer, answered_on, answered_by, method, language, verdict, verdict_on, verdict_by) on matching.side to {{definer}};
create policy definer_writes on matching.side to {{definer}} using (expires_on > shown_on) with check (answer <> 'none');
-- What nobody was shown yet goes when a stop was set or a yes was narrowed; what was shown stays until it runs out.
grant delete on matching.side to {{worker}};
create policy worker_takes_away on matching.side for delete to {{worker}} using (answer = 'none');
