-- Seen by the desk; written in one's own name about a call of one's own body, and never changed.
grant select, insert on referrals.call_line to {{casework}};
create policy desk_reads on referrals.call_line for select to {{casework}}
  using ((select security.may('referrals.take-calls')) and organisation_id = any ((select security.viewer_organisations())::uuid[]));
create policy desk_writes on referrals.call_line for insert to {{casework}}
  with check (by_staff = (select security.viewer_staff())
    and exists (select 1 from referrals.call c where c.id = call_line.call_id and c.organisation_id = call_line.organisation_id));
-- What was added goes with the words of the call.
grant select on referrals.call_line to {{definer}};
create policy definer_finds on referrals.call_line for select to {{definer}} using (kind <> '');
