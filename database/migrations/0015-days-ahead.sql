-- A role lent from today and taken back is gone at once, though the country's day may be ahead of the server's.
drop trigger role_returned_is_gone on directory.delegation;
create trigger role_returned_is_gone after update of ended_at on directory.delegation
  for each row when (old.ended_at is null and new.ended_at is not null and new.from_day <= current_date + 1)
  execute function security.end_sessions_of_role();
