-- A letter box: casework drops in, the vault empties.
grant insert on identity.erase_key_inbox to {{casework}};
create policy signed_in_seals on identity.erase_key_inbox for insert to {{casework}}
  with check ((select security.viewer_staff()) is not null);
grant select, delete on identity.erase_key_inbox to {{vault}};
create policy vault_empties on identity.erase_key_inbox for select to {{vault}} using (length(wrapped) = 61);
create policy vault_removes on identity.erase_key_inbox for delete to {{vault}} using (length(wrapped) = 61);
