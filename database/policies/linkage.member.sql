-- To whom a record belongs, until the next night.
grant select, insert, delete on linkage.member to {{linkage}};
create policy run_groups on linkage.member to {{linkage}} using (record_id is not null) with check (record_id is not null);
grant select on linkage.member to {{statistics}};
create policy statistics_counts on linkage.member for select to {{statistics}} using (record_id is not null);
