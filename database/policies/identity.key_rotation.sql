-- The vault exchanges keys, asked by the command line; nobody else has to do with it.
grant select, insert, update (state, done, damaged, reached, total, ended_at) on identity.key_rotation to {{vault}};
create policy vault_exchanges on identity.key_rotation to {{vault}} using (total >= 0) with check (total >= 0);
