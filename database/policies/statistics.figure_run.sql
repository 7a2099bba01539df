-- Written by the role that computes figures; read by staff who may read figures. A run is frozen: only its confirmation moves.
grant select, insert, update (confirmed_at) on statistics.figure_run to {{statistics}};
create policy computes on statistics.figure_run for insert to {{statistics}} with check (computed_at = confirmed_at);
create policy compares on statistics.figure_run for select to {{statistics}} using (version > 0);
create policy confirms on statistics.figure_run for update to {{statistics}} using (version > 0) with check (confirmed_at >= computed_at);
grant select on statistics.figure_run to {{casework}};
create policy readers_of_figures on statistics.figure_run for select to {{casework}} using ((select security.may('statistics.read')));
