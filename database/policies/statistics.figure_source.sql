-- What a number is made of: identifiers without names, only for those who may see lineage. The reports themselves stay behind their own policies.
grant select, insert on statistics.figure_source to {{statistics}};
create policy computes on statistics.figure_source for insert to {{statistics}} with check (cardinality(report_ids || event_ids) > 0);
create policy compares on statistics.figure_source for select to {{statistics}} using (cardinality(report_ids || event_ids) > 0);
grant select on statistics.figure_source to {{casework}};
create policy readers_of_lineage on statistics.figure_source for select to {{casework}} using ((select security.may('statistics.lineage')));
