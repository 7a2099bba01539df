-- The body's own; and only on a case it may see.
grant select, insert, update (due_on, owner_id, state, version, closed_at) on cases.task to {{casework}};
create policy own_reads on cases.task for select to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]) and exists (select 1 from cases.case_file c where c.id = task.case_id));
create policy own_writes on cases.task for insert to {{casework}}
  with check (organisation_id = any ((select security.viewer_organisations())::uuid[]) and ((select security.may('cases.task')) or (select security.may('cases.work')))
    and exists (select 1 from cases.case_file c where c.id = task.case_id));
create policy own_changes on cases.task for update to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]) and ((select security.may('cases.task')) or (select security.may('cases.work')))
    and exists (select 1 from cases.case_file c where c.id = task.case_id))
  with check (organisation_id = any ((select security.viewer_organisations())::uuid[]));
-- A task of the program itself: to look at a status again, that a legal term ends (protection.remind), that an assessment does (assistance.remind).
grant select, insert on cases.task to {{definer}};
create policy definer_looks on cases.task for select to {{definer}} using (kind in ('review_status', 'term_ends', 'assess_again', 'guardian', 'check_return_risk', 'return_travel'));
-- Whose task it is ties her to the case (cases.ties_to).
create policy definer_ties on cases.task for select to {{definer}} using (owner_id is not null);
create policy definer_reminds on cases.task for insert to {{definer}} with check (kind in ('review_status', 'term_ends', 'assess_again') and state = 'open');
-- What is open where a case was closed goes (cases.drop_tasks_of_closed). When somebody who represents a child was named, what called for one
-- is done, whichever body wrote it down (cases.settle_everywhere); so is what a return called for, once it was made or stopped. One policy: the checks of two would hold for the rows of either.
grant update (state, dropped_because, closed_at, version) on cases.task to {{definer}};
create policy definer_sees_open on cases.task for select to {{definer}} using (state = 'open' or dropped_because is not null);
create policy definer_ends on cases.task for update to {{definer}}
  using (state = 'open') with check (dropped_because is not null or (kind in ('guardian', 'check_return_risk', 'return_travel') and state = 'done'));
