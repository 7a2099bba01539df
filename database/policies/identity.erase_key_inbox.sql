-- A letter box: casework drops in, the vault empties.
-- Comes in through identity.insert_sealed alone.
grant insert on identity.erase_key_inbox to {{definer}};
create policy definer_seals on identity.erase_key_inbox for insert to {{definer}} with check (length(wrapped) = 61);
grant select, delete on identity.erase_key_inbox to {{vault}};
create policy vault_empties on identity.erase_key_inbox for select to {{vault}} using (length(wrapped) = 61);
create policy vault_removes on identity.erase_key_inbox for delete to {{vault}} using (length(wrapped) = 61);
