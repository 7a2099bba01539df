-- The directory is open to everyone who is signed in; the vault reads it to sign what a role may do.
grant select on directory.organisation to {{casework}};
create policy signed_in_reads on directory.organisation for select to {{casework}} using ((select security.viewer_staff()) is not null);
grant select on directory.organisation to {{vault}};
create policy vault_reads on directory.organisation for select to {{vault}} using (code <> '');
grant select on directory.organisation to {{definer}}, {{worker}}, {{statistics}};
create policy programs_read on directory.organisation for select to {{definer}}, {{worker}}, {{statistics}} using (code <> '');
grant select on directory.organisation_published to {{casework}}, {{worker}}, {{statistics}}, {{vault}};
-- The installation copies the profile's bodies and roles here, as the owner, at every start.
grant select, insert, update, delete on directory.organisation to {{owner}};
create policy installation_copies on directory.organisation to {{owner}} using (code <> '') with check (code <> '');
