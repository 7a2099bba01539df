-- Kept in step with the answers by trigger; each body sees its own. No process that sees tokens sees these.
grant select on matching.file to {{casework}};
create policy body_reads on matching.file for select to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('matching.answer')));
grant select on matching.file to {{worker}};
create policy worker_proposes on matching.file for select to {{worker}} using (level > 0);
grant select (person_id, record_id) on matching.file to {{statistics}};
create policy statistics_counts on matching.file for select to {{statistics}} using (record_id is not null);
grant select, insert, update, delete on matching.file to {{definer}};
create policy definer_keeps on matching.file to {{definer}} using (level > 0) with check (level > 0);
grant select on matching.person_published to {{statistics}};
grant select on matching.likeness_published, matching.said_published, matching.size_published to {{statistics}};
