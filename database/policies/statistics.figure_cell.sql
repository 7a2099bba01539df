-- Numbers are written once, by the role that computes them, and read by staff who may read figures.
grant select, insert on statistics.figure_cell to {{statistics}};
create policy computes on statistics.figure_cell for insert to {{statistics}} with check (value >= 0);
create policy compares on statistics.figure_cell for select to {{statistics}} using (value >= 0);
grant select on statistics.figure_cell to {{casework}};
create policy readers_of_figures on statistics.figure_cell for select to {{casework}} using ((select security.may('statistics.read')));
