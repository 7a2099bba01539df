-- The vault's own note of what it has taken in.
grant select, insert, update (version), delete on identity.search_index to {{vault}};
create policy vault_notes on identity.search_index to {{vault}} using (version > 0) with check (version > 0);
