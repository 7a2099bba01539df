-- Left by the vault and, when a review is late, by the worker; each body sees its own, the worker mails them.
grant select on identity.break_glass_notice to {{casework}};
create policy body_reads on identity.break_glass_notice for select to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from identity.break_glass b where b.id = break_glass_notice.break_glass_id));
grant insert on identity.break_glass_notice to {{vault}};
create policy vault_tells on identity.break_glass_notice for insert to {{vault}} with check (mailed_at is null and stage <> 'overdue');
grant select, insert, update (mailed_at) on identity.break_glass_notice to {{worker}};
create policy worker_finds on identity.break_glass_notice for select to {{worker}} using (at is not null);
create policy worker_tells on identity.break_glass_notice for insert to {{worker}} with check (mailed_at is null and stage = 'overdue');
create policy worker_mails on identity.break_glass_notice for update to {{worker}} using (mailed_at is null) with check (mailed_at is not null);
