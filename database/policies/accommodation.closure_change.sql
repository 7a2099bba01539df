-- What a closed time was before it was changed: seen with its house, written by the body that runs it, in one's own name; never changed.
grant select, insert on accommodation.closure_change to {{casework}};
create policy house_reads on accommodation.closure_change for select to {{casework}}
  using (exists (select 1 from accommodation.claim c where c.id = closure_change.claim_id));
create policy body_writes on accommodation.closure_change for insert to {{casework}}
  with check ((select security.may('accommodation.run')) and made_by = (select security.viewer_staff())
    and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from accommodation.claim c where c.id = closure_change.claim_id and c.kind = 'closure'
      and c.organisation_id = closure_change.organisation_id));
