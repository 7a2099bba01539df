-- Seen by the organisations that hold a wrap of it.
grant select on identity.data_key to {{casework}};
create policy holder_sees on identity.data_key for select to {{casework}}
  using (exists (select 1 from identity.data_key_wrap w where w.data_key_id = data_key.id));
grant select on identity.data_key to {{definer}}, {{vault}};
-- Comes in through identity.insert_sealed alone.
grant insert on identity.data_key to {{definer}};
create policy definer_seals on identity.data_key for insert to {{definer}} with check (epoch > 0);
create policy programs_read on identity.data_key for select to {{definer}}, {{vault}} using (epoch > 0);
-- A consent taken back: a new key takes the place of the old one.
grant insert, delete on identity.data_key to {{vault}};
create policy vault_rekeys on identity.data_key for insert to {{vault}} with check (epoch > 1);
create policy vault_removes on identity.data_key for delete to {{vault}} using (epoch > 0);
-- Until a body that holds it has unlocked, it waits.
grant update (renew_since) on identity.data_key to {{vault}};
create policy vault_lets_wait on identity.data_key for update to {{vault}} using (epoch > 0) with check (epoch > 0);
-- The reason of an opening in an emergency, which the vault seals for the bodies that decide and review.
create policy vault_seals_reasons on identity.data_key for insert to {{vault}}
  with check (exists (select 1 from identity.break_glass b where b.id = data_key.subject_id));
