-- Written when both bodies have judged a pair; every run keeps to it.
grant select on linkage.said to {{linkage}};
create policy run_obeys on linkage.said for select to {{linkage}} using (one < other);
grant select (one, other, kind) on linkage.said to {{statistics}};
create policy statistics_obeys on linkage.said for select to {{statistics}} using (one < other);
grant select, insert, update on linkage.said to {{definer}};
create policy definer_keeps on linkage.said to {{definer}} using (one < other) with check (one < other);
