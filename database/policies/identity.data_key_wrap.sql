-- Seen by the organisation whose envelope it hangs under; the wrapped bytes by the vault alone.
-- Comes in through identity.insert_sealed alone.
grant insert on identity.data_key_wrap to {{definer}};
create policy definer_seals on identity.data_key_wrap for insert to {{definer}} with check (length(wrapped) = 61);
grant select (data_key_id, envelope_id) on identity.data_key_wrap to {{casework}};
create policy holder_sees on identity.data_key_wrap for select to {{casework}}
  using (exists (select 1 from identity.envelope e where e.id = data_key_wrap.envelope_id and e.withdrawn_at is null));
grant select on identity.data_key_wrap to {{definer}}, {{vault}};
create policy programs_read on identity.data_key_wrap for select to {{definer}}, {{vault}} using (length(wrapped) = 61);
grant insert on identity.data_key_wrap to {{vault}};
create policy vault_shares on identity.data_key_wrap for insert to {{vault}}
  with check (exists (select 1 from identity.envelope e where e.id = data_key_wrap.envelope_id and e.basis_kind in ('consent', 'law', 'break_glass')));
-- A consent taken back: who still may opens by the new key, under the envelope it has.
grant delete on identity.data_key_wrap to {{vault}};
create policy vault_removes on identity.data_key_wrap for delete to {{vault}} using (length(wrapped) = 61);
create policy vault_rekeys on identity.data_key_wrap for insert to {{vault}}
  with check (exists (select 1 from identity.data_key k where k.id = data_key_wrap.data_key_id and k.epoch > 1));
