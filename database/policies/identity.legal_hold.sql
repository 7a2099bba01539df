-- Each body holds back what it holds: set and lifted by who answers requests, seen by those who take them too.
grant select, insert, update (lifted_by, lifted_at) on identity.legal_hold to {{casework}};
create policy body_reads on identity.legal_hold for select to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[])
    and (select security.may_any('{identity.take-request,identity.answer-request}')));
create policy body_sets on identity.legal_hold for insert to {{casework}}
  with check (lifted_at is null and set_by = (select security.viewer_staff()) and (select security.may('identity.answer-request'))
    and organisation_id = any ((select security.viewer_organisations())::uuid[]));
create policy body_lifts on identity.legal_hold for update to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('identity.answer-request'))
    and lifted_at is null)
  with check (lifted_by = (select security.viewer_staff()));
-- The vault asks here before it erases.
grant select on identity.legal_hold to {{vault}};
create policy vault_reads on identity.legal_hold for select to {{vault}} using (person_id is not null);
-- What ends by its term asks here as well.
grant select on identity.legal_hold to {{definer}};
create policy definer_asks on identity.legal_hold for select to {{definer}} using (person_id is not null);
