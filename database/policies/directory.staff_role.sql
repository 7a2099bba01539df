-- The directory is open to everyone who is signed in; the vault reads it to sign what a role may do.
grant select on directory.staff_role to {{casework}};
create policy signed_in_reads on directory.staff_role for select to {{casework}} using ((select security.viewer_staff()) is not null);
grant select on directory.staff_role to {{vault}};
create policy vault_reads on directory.staff_role for select to {{vault}} using (role_code <> '');
grant insert, delete on directory.staff_role to {{casework}};
create policy administrator_gives on directory.staff_role for insert to {{casework}}
  with check ((select security.may('directory.administer')) and staff_id <> (select security.viewer_staff()));
create policy administrator_takes on directory.staff_role for delete to {{casework}}
  using ((select security.may('directory.administer')) and staff_id <> (select security.viewer_staff()));
