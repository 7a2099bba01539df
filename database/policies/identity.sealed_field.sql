-- Written under one's own name. Casework sees that a field exists when its organisation could have it opened; the bytes go to the vault alone.
-- Comes in through identity.insert_sealed alone, under one’s own name.
grant insert on identity.sealed_field to {{definer}};
create policy definer_seals on identity.sealed_field for insert to {{definer}} with check (length(blob) > 200);
-- Who wrote: asked by identity.wrote_of, for what a body keeps of its own.
grant select (subject_id, created_by) on identity.sealed_field to {{definer}};
create policy definer_asks on identity.sealed_field for select to {{definer}} using (length(blob) > 200);
grant select (id, subject_id, compartment, data_key_id, field, created_at, created_by) on identity.sealed_field to {{casework}};
create policy holder_sees on identity.sealed_field for select to {{casework}}
  using (exists (select 1 from identity.data_key_wrap w where w.data_key_id = sealed_field.data_key_id));
grant select on identity.sealed_field_published to {{casework}};
grant select on identity.sealed_field to {{vault}};
create policy vault_opens on identity.sealed_field for select to {{vault}} using (length(blob) > 200);
-- A consent taken back: the same texts, of the same authors and times, under a new key.
grant insert, delete on identity.sealed_field to {{vault}};
create policy vault_rekeys on identity.sealed_field for insert to {{vault}}
  with check (exists (select 1 from identity.data_key k where k.id = sealed_field.data_key_id and k.epoch > 1));
create policy vault_removes on identity.sealed_field for delete to {{vault}} using (length(blob) > 200);
-- The reason of an opening in an emergency.
create policy vault_seals_reasons on identity.sealed_field for insert to {{vault}}
  with check (exists (select 1 from identity.break_glass b where b.id = sealed_field.subject_id));
