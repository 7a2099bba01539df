-- Counted by the vault alone.
grant select, insert, update, delete on security.sign_in_attempt to {{vault}};
create policy vault_counts on security.sign_in_attempt to {{vault}} using (failures > 0) with check (failures > 0);
