-- Who sees the case sees what moves its clocks; who works on it or decides notes it. The worker counts the terms of all cases.
grant select, insert on protection.clock_event to {{casework}};
create policy case_reads on protection.clock_event for select to {{casework}}
  using (exists (select 1 from cases.case_file c where c.id = clock_event.case_id));
create policy case_notes on protection.clock_event for insert to {{casework}}
  with check ((select security.may('cases.work')) and exists (select 1 from cases.case_file c where c.id = clock_event.case_id));
grant insert on protection.clock_event to {{definer}};
create policy definer_notes on protection.clock_event for insert to {{definer}} with check (recorded_at is not null);
grant select on protection.clock_event to {{worker}};
create policy worker_counts on protection.clock_event for select to {{worker}} using (recorded_at is not null);
-- What moves the clocks of a person, for her own page.
grant select on protection.clock_event to {{definer}};
create policy definer_tells on protection.clock_event for select to {{definer}} using (recorded_at is not null);
