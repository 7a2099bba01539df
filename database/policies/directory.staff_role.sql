-- The directory is open to everyone who is signed in; the vault reads it to sign what a role may do.
grant select on directory.staff_role to {{casework}};
create policy signed_in_reads on directory.staff_role for select to {{casework}} using ((select security.viewer_staff()) is not null);
grant select on directory.staff_role to {{vault}};
create policy vault_reads on directory.staff_role for select to {{vault}} using (role_code <> '');
grant insert, delete on directory.staff_role to {{casework}};
-- A role goes only to a body that the profile names for it: no labour inspectorate gives the rights of the police.
create policy administrator_gives on directory.staff_role for insert to {{casework}}
  with check ((select security.may('directory.administer')) and staff_id <> (select security.viewer_staff())
    and exists (select 1 from directory.staff s where s.id = staff_id and s.organisation_id = (select security.viewer_organisation()))
    and exists (select 1 from directory.role r join directory.organisation o on o.id = (select security.viewer_organisation())
      where r.code = role_code and r.organisation_codes && array['*', o.code]));
create policy administrator_takes on directory.staff_role for delete to {{casework}}
  using ((select security.may('directory.administer')) and staff_id <> (select security.viewer_staff())
    and exists (select 1 from directory.staff s where s.id = staff_id and s.organisation_id = (select security.viewer_organisation())));
grant select, insert on directory.staff_role to {{owner}};
create policy installation_gives on directory.staff_role to {{owner}} using (role_code <> '') with check (role_code <> '');
grant select on directory.staff_role to {{definer}};
create policy step_in_lists on directory.staff_role for select to {{definer}} using (role_code <> '');
