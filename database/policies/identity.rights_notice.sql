-- Written when a request is answered; each body sees and confirms its own.
grant select, update (confirmed_at, confirmed_by) on identity.rights_notice to {{casework}};
create policy body_reads on identity.rights_notice for select to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('cases.read')));
create policy body_confirms on identity.rights_notice for update to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('cases.read')) and confirmed_at is null)
  with check (confirmed_by = (select security.viewer_staff()));
grant select, insert on identity.rights_notice to {{definer}};
create policy definer_tells on identity.rights_notice to {{definer}} using (created_at is not null) with check (confirmed_at is null);
