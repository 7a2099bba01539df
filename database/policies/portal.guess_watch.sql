-- Counted by the functions of the page alone.
grant select, insert, update (begun_at, wrong_tries) on portal.guess_watch to {{definer}};
create policy definer_counts on portal.guess_watch to {{definer}} using (id = 1) with check (id = 1);
