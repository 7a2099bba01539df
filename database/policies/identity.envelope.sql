-- Made by whoever seals. An organisation sees its own envelopes; who else holds one is told by identity.who_can_open.
-- Comes in through identity.insert_sealed alone.
grant insert on identity.envelope to {{definer}};
-- What is opened in an emergency is wrapped by the vault alone, never by who seals.
create policy definer_seals on identity.envelope for insert to {{definer}} with check (withdrawn_at is null and basis_kind <> 'break_glass');
grant select (id, organisation_id, basis_kind, basis_code, created_at, withdrawn_at) on identity.envelope to {{casework}};
create policy holder_sees on identity.envelope for select to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]));
grant select on identity.envelope to {{definer}};
create policy definer_tells_holders on identity.envelope for select to {{definer}} using (withdrawn_at is null);
grant select, delete on identity.envelope to {{vault}};
create policy vault_opens on identity.envelope for select to {{vault}} using (withdrawn_at is null);
-- Shared on a consent or a law that a person named, or approved in an emergency; never to itself, and never as if a report had been addressed there.
grant insert on identity.envelope to {{vault}};
create policy vault_shares on identity.envelope for insert to {{vault}}
  with check (withdrawn_at is null and basis_kind in ('consent', 'law', 'break_glass') and organisation_id <> '00000000-0000-0000-0000-000000000000'::uuid);
-- Wrapped anew when its body's key is exchanged: another key and its two halves, never another body or ground.
grant update (key_id, encapsulation, ciphertext) on identity.envelope to {{vault}};
create policy vault_rewraps on identity.envelope for update to {{vault}} using (withdrawn_at is null) with check (withdrawn_at is null);
-- Nothing hangs under it any more: its erase keys were taken in, its consent taken back, the emergency over, or its subjects erased.
create policy vault_clears on identity.envelope for delete to {{vault}}
  using (not exists (select 1 from identity.data_key_wrap w where w.envelope_id = envelope.id));
