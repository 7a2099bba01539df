-- Colleagues see and keep the rota of their body; who may call sees who is on call anywhere.
grant select, insert, update (cancelled_at) on directory.duty to {{casework}};
create policy colleagues_read on directory.duty for select to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]));
create policy callers_read on directory.duty for select to {{casework}}
  using ((select security.may('directory.on-call')) and cancelled_at is null);
create policy keeper_writes on directory.duty for insert to {{casework}}
  with check ((select security.may('directory.keep-rota')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and created_by = (select security.viewer_staff())
    and exists (select 1 from directory.staff s where s.id = duty.staff_id and s.organisation_id = any ((select security.viewer_organisations())::uuid[]) and s.state <> 'disabled'));
create policy keeper_cancels on directory.duty for update to {{casework}}
  using ((select security.may('directory.keep-rota')) and organisation_id = any ((select security.viewer_organisations())::uuid[]));
