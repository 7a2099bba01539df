-- Found by the nightly run. The worker reads them to see who may be asked, the statistics login to say how sure a count is.
grant select, insert, delete on linkage.edge to {{linkage}};
create policy run_finds on linkage.edge to {{linkage}} using (one < other) with check (one < other);
grant select on linkage.edge to {{worker}};
create policy worker_proposes on linkage.edge for select to {{worker}} using (one < other);
grant select (one, other, odds, siblings) on linkage.edge to {{statistics}};
create policy statistics_weighs on linkage.edge for select to {{statistics}} using (one < other);
grant select, delete on linkage.edge to {{definer}};
create policy definer_removes on linkage.edge to {{definer}} using (one < other);
