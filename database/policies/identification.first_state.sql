-- Copied from the profile by the installation; asked by identification.begin_status alone.
grant select on identification.first_state to {{definer}};
create policy definer_asks on identification.first_state for select to {{definer}} using (id = 1);
grant select, insert, update on identification.first_state to {{owner}};
create policy installation_copies on identification.first_state to {{owner}} using (id = 1) with check (id = 1);
