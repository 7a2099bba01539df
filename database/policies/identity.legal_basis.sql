-- The list is open to everyone who is signed in; the installation copies it from the profile, as the owner, at every start.
grant select on identity.legal_basis to {{casework}};
create policy signed_in_reads on identity.legal_basis for select to {{casework}} using ((select security.viewer_staff()) is not null);
grant select on identity.legal_basis to {{vault}};
create policy vault_checks on identity.legal_basis for select to {{vault}} using (code <> '');
grant select, insert, update (listed) on identity.legal_basis to {{owner}};
create policy installation_reads on identity.legal_basis for select to {{owner}} using (code <> '');
create policy installation_copies on identity.legal_basis for insert to {{owner}} with check (code <> '');
create policy installation_lists on identity.legal_basis for update to {{owner}} using (code <> '');
