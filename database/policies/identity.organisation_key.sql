-- Public keys are public to every process that seals; the vault alone publishes and retires them.
grant select on identity.organisation_key to {{casework}}, {{portal}}, {{worker}}, {{definer}};
create policy sealers_read on identity.organisation_key for select to {{casework}}, {{portal}}, {{worker}}, {{definer}} using (state = 'active');
grant select on identity.organisation_key_published to {{casework}}, {{portal}}, {{worker}};
grant select, insert, update (state, retired_at) on identity.organisation_key to {{vault}};
create policy vault_publishes on identity.organisation_key to {{vault}}
  using (length(public_key) = 32) with check (length(public_key) = 32);
