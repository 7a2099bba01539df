-- Each body answers for what it holds: seen by those of it who take and answer requests.
grant select, insert, update (state, due_on, extension_reason, ground, parts, purposes, recorded_by, decided_by, decided_at, version)
  on identity.rights_request to {{casework}};
create policy body_reads on identity.rights_request for select to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[])
    and (select security.may_any('{identity.take-request,identity.answer-request}')));
-- Taken in one's own name, about the person of a case one sees.
create policy body_takes on identity.rights_request for insert to {{casework}}
  with check (state = 'received' and recorded_by = (select security.viewer_staff()) and (select security.may('identity.take-request'))
    and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from cases.case_file c where c.id = rights_request.case_id and c.person_id = rights_request.person_id));
-- Decided by who answers requests. Nothing is approved for erasure here, and what has no certificate is not erased: the vault does both.
create policy body_answers on identity.rights_request for update to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[])
    and state in ('proposed', 'received', 'read', 'decided', 'in_force')
    and (select security.may_any('{identity.take-request,identity.answer-request}')))
  with check ((state in ('received', 'read', 'handed_over', 'done') or (select security.may('identity.answer-request')))
    and state <> 'approved');
-- The vault asks here before it opens, shares or erases; it alone says that something was erased.
grant select, update (state, kept_by, decided_by, decided_at, certificate, signature, signed_with, version) on identity.rights_request to {{vault}};
create policy vault_reads on identity.rights_request for select to {{vault}} using (version > 0);
create policy vault_erases on identity.rights_request for update to {{vault}}
  using (kind = 'erasure' and state in ('received', 'approved')) with check (state in ('approved', 'done'));
-- The nightly job proposes.
grant select, insert on identity.rights_request to {{definer}};
create policy definer_reads on identity.rights_request for select to {{definer}} using (version > 0);
create policy definer_proposes on identity.rights_request for insert to {{definer}} with check (state = 'proposed');
