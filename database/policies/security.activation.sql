-- One-time codes are issued, checked and used up by the vault; the administrator of people sees that one waits in her own body.
grant select, insert, update (used_at) on security.activation to {{vault}};
create policy vault_keeps on security.activation to {{vault}} using (length(code_hash) = 32) with check (length(code_hash) = 32);
grant select (id, staff_id, created_by, created_at, expires_at, used_at) on security.activation to {{casework}};
create policy administrator_sees on security.activation for select to {{casework}}
  using ((select security.may('directory.administer')) and exists (select 1 from directory.staff s
    where s.id = activation.staff_id and s.organisation_id = (select security.viewer_organisation())));
grant select on security.activation_published to {{casework}};
