-- A role that is taken away is gone at once: whoever held or had borrowed it signs in anew, with what is left.
set local role {{definer}};
create function security.end_sessions_of_role() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update security.session s set ended_at = now()
  where s.staff_id = coalesce((to_jsonb(new) ->> 'to_staff_id')::uuid, (to_jsonb(old) ->> 'staff_id')::uuid)
    and s.kind = 'staff' and s.ended_at is null;
  return null;
end $$;
revoke all on function security.end_sessions_of_role() from public;
grant execute on function security.end_sessions_of_role() to {{owner}};
set local role {{owner}};

create trigger role_taken_is_gone after delete on directory.staff_role
  for each row execute function security.end_sessions_of_role();
create trigger role_returned_is_gone after update of ended_at on directory.delegation
  for each row when (old.ended_at is null and new.ended_at is not null and new.from_day <= current_date)
  execute function security.end_sessions_of_role();
