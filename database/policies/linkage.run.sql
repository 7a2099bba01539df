-- One line for each night; numbers only.
grant select, insert on linkage.run to {{linkage}};
create policy run_writes on linkage.run for insert to {{linkage}} with check (records >= 0);
create policy run_reads on linkage.run for select to {{linkage}} using (records >= 0);
grant select on linkage.run to {{worker}};
create policy worker_sizes on linkage.run for select to {{worker}} using (records >= 0);
grant select on linkage.run to {{statistics}};
create policy statistics_reads on linkage.run for select to {{statistics}} using (records >= 0);
