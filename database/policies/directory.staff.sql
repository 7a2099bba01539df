-- The directory is open to everyone who is signed in; the vault reads it to sign what a role may do.
grant select on directory.staff to {{casework}};
create policy signed_in_reads on directory.staff for select to {{casework}} using ((select security.viewer_staff()) is not null);
grant select on directory.staff to {{vault}};
create policy vault_reads on directory.staff for select to {{vault}} using (state <> 'disabled');
-- An administrator of people works in the own organisation only, and never on herself.
grant insert, update (unit_id, display_name, language, languages, work_contact, state, version) on directory.staff to {{casework}};
create policy administrator_adds on directory.staff for insert to {{casework}}
  with check ((select security.may('directory.administer')) and organisation_id = (select security.viewer_organisation())
    and (not synthetic or exists (select 1 from security.installation i where i.kind = 'demonstration')));
create policy administrator_changes on directory.staff for update to {{casework}}
  using ((select security.may('directory.administer')) and id <> (select security.viewer_staff())
    and organisation_id = (select security.viewer_organisation()))
  with check (organisation_id = (select security.viewer_organisation()));
grant select on directory.staff_published to {{casework}};
-- The vault marks a person active when the one-time activation has been used.
grant update (state) on directory.staff to {{vault}};
create policy vault_activates on directory.staff for update to {{vault}} using (state = 'invited') with check (state = 'active');
-- The installation adds the first administrators, and the demonstration its synthetic personas, as the owner.
grant select, insert on directory.staff to {{owner}};
create policy installation_adds on directory.staff to {{owner}} using (state <> 'disabled') with check (state <> 'disabled');
-- The page to step in lists synthetic people alone: security.synthetic_personas asks for no others. For which body somebody wrote
-- is asked whatever became of her since (identity.wrote_of).
grant select on directory.staff to {{definer}};
create policy definer_asks on directory.staff for select to {{definer}} using (login <> '');
