-- The body that has it, and there those who answer. What opens it is read by no process.
grant select (id, box_id, organisation_id, door, language, channel, received_on, due_on, public_key, sign_key, must_change, state, assigned_to,
    answered_on, closed_on, closed_reason, draft_id, version), insert, update (assigned_to, answered_on, state, closed_on, closed_reason, draft_id, version)
  on portal.conversation to {{casework}};
create policy body_reads on portal.conversation for select to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('portal.messages')) and state <> 'erased');
-- Written down for somebody who called or came: that person gets a new code at the first visit.
create policy body_enters on portal.conversation for insert to {{casework}}
  with check (organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('portal.messages'))
    and channel = 'desk' and must_change and state = 'open');
-- Also once a report was begun: who wrote goes on writing, and is answered.
create policy body_works on portal.conversation for update to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('portal.messages'))
    and state in ('open', 'reported'))
  with check (version > 0);
grant select, insert, update on portal.conversation to {{definer}};
create policy definer_finds on portal.conversation to {{definer}} using (version > 0) with check (version > 0);
