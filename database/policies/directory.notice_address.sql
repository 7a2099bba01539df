-- Colleagues see where they are told by mail; their administrator says it, in her own name; the worker mails there. The mailbox of a body
-- that has no account here is seen by all, and said by any administrator: nobody of that body could.
grant select, insert, update (address, set_by, set_at) on directory.notice_address to {{casework}};
create policy colleagues_read on directory.notice_address for select to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[])
    or exists (select 1 from directory.organisation o where o.id = organisation_id and not o.has_accounts));
create policy administrator_sets on directory.notice_address for insert to {{casework}}
  with check ((select security.may('directory.administer')) and (organisation_id = (select security.viewer_organisation())
      or exists (select 1 from directory.organisation o where o.id = organisation_id and not o.has_accounts))
    and set_by = (select security.viewer_staff()));
create policy administrator_changes on directory.notice_address for update to {{casework}}
  using ((select security.may('directory.administer')) and (organisation_id = (select security.viewer_organisation())
    or exists (select 1 from directory.organisation o where o.id = organisation_id and not o.has_accounts)))
  with check (set_by = (select security.viewer_staff()));
grant select on directory.notice_address to {{worker}};
create policy worker_mails on directory.notice_address for select to {{worker}} using (address <> '');
