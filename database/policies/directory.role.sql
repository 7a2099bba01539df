-- The directory is open to everyone who is signed in; the vault reads it to sign what a role may do.
grant select on directory.role to {{casework}};
create policy signed_in_reads on directory.role for select to {{casework}} using ((select security.viewer_staff()) is not null);
grant select on directory.role to {{vault}};
create policy vault_reads on directory.role for select to {{vault}} using (code <> '');
-- Whether a body answers messages is asked before one is kept for it.
grant select on directory.role to {{definer}};
create policy programs_read on directory.role for select to {{definer}} using (code <> '');
-- The installation copies the profile's bodies and roles here, as the owner, at every start.
grant select, insert, update, delete on directory.role to {{owner}};
create policy installation_copies on directory.role to {{owner}} using (code <> '') with check (code <> '');
