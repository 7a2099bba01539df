-- Read by the nightly run alone.
grant select on linkage.token_row to {{linkage}};
create policy run_reads on linkage.token_row for select to {{linkage}} using (length(token) = 16);
grant select, insert, delete on linkage.token_row to {{definer}};
create policy definer_keeps on linkage.token_row to {{definer}} using (length(token) = 16) with check (length(filter) = 144);
