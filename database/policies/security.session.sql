-- Nobody reads sessions but the definer functions, and the vault to check that one lives.
grant select, insert, update on security.session to {{definer}};
create policy definer_keeps_sessions on security.session to {{definer}} using (length(id_hash) = 32) with check (length(id_hash) = 32);
grant select on security.session to {{vault}};
create policy vault_checks_sessions on security.session for select to {{vault}} using (ended_at is null);
