-- Read by who keeps the public pages; counted by one function alone.
grant select on portal.visit_count to {{casework}};
create policy keepers_read on portal.visit_count for select to {{casework}} using ((select security.may('portal.keep-texts')));
grant select, insert, update (visits) on portal.visit_count to {{definer}};
create policy definer_counts on portal.visit_count to {{definer}} using (visits > 0) with check (visits > 0);
