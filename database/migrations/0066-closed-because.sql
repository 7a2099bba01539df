-- A case whose person was erased is closed and says why: nobody can read anything of her, so nothing is left to work on.
alter table cases.case_file add column closed_because text check (closed_because = 'erased');
alter table cases.case_file add constraint case_file_closed_for_a_reason check (closed_because is null or closed_at is not null);
comment on column cases.case_file.closed_because is 'Why it was closed where its status does not say it: erased, when nobody keeps anything of the person. Such a case is never opened again.';

set local role {{definer}};

create function cases.close_erased(persons uuid[], moment timestamptz) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare closed integer;
begin
  update cases.case_file set closed_at = coalesce(closed_at, moment), closed_because = 'erased'
    where person_id = any (persons) and closed_because is null;
  get diagnostics closed = row_count;
  return closed;
end $$;

revoke all on function cases.close_erased(uuid[], timestamptz) from public;
grant execute on function cases.close_erased(uuid[], timestamptz) to {{vault}};
