-- The directory is open to everyone who is signed in; the vault reads it to sign what a role may do.
grant select on directory.unit to {{casework}};
create policy signed_in_reads on directory.unit for select to {{casework}} using ((select security.viewer_staff()) is not null);
grant select on directory.unit to {{vault}};
create policy vault_reads on directory.unit for select to {{vault}} using (code <> '');
-- The installation copies the profile's bodies and roles here, as the owner, at every start.
grant select, insert, update, delete on directory.unit to {{owner}};
create policy installation_copies on directory.unit to {{owner}} using (code <> '') with check (code <> '');
