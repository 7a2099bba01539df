-- A case that is closed, or whose person was erased, leaves nothing to do: what is open goes, and says why. A body's word for a case is
-- written by those who work on it. Who answered a hand-over is written with the answer and by nobody else.
alter table cases.task add column dropped_because text check (dropped_because in ('case_closed', 'person_erased'));
alter table cases.task add constraint task_dropped_for_a_reason check (dropped_because is null or state = 'dropped');
comment on column cases.task.dropped_because is 'Why the program dropped it; null when somebody did, or it was done.';

-- Row security knows no columns: who hands persons on changes who looks after her, and not the word by which she is found.
set local role {{definer}};
create function cases.word_is_for_work() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if security.viewer() is null or security.may('cases.work') then return new; end if;
  raise exception 'the own word is changed by who works on the case' using errcode = '42501';
end $$;

create function cases.answered_with_the_answer() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'who answered a hand-over is written with the answer' using errcode = '42501';
end $$;

-- What was to be done before a case was closed; of an erased person all of it, since nobody can read anything of her.
create function cases.drop_tasks_of_closed(moment timestamptz, most integer)
  returns table (task_id uuid, case_id uuid, organisation_id uuid, kind text, because text)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  return query
    with due as (
      select t.id, case when c.closed_because = 'erased' then 'person_erased' else 'case_closed' end as why
      from cases.task t join cases.case_file c on c.id = t.case_id
      where t.state = 'open' and (t.created_at < c.closed_at or c.closed_because = 'erased')
      order by t.id limit most for update of t skip locked)
    update cases.task t set state = 'dropped', dropped_because = due.why, closed_at = moment, version = t.version + 1
      from due where t.id = due.id
      returning t.id, t.case_id, t.organisation_id, t.kind, t.dropped_because;
end $$;

create or replace function cases.close_erased(persons uuid[], moment timestamptz) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare closed integer;
begin
  update cases.case_file set closed_at = coalesce(closed_at, moment), closed_because = 'erased'
    where person_id = any (persons) and closed_because is null;
  get diagnostics closed = row_count;
  if closed > 0 then
    perform jobs.wake('cases:drop-tasks', '{}', 'cases:drop-tasks', null);
  end if;
  return closed;
end $$;

revoke all on function cases.word_is_for_work(), cases.answered_with_the_answer(), cases.drop_tasks_of_closed(timestamptz, integer) from public;
grant execute on function cases.word_is_for_work(), cases.answered_with_the_answer() to {{owner}};
grant execute on function cases.drop_tasks_of_closed(timestamptz, integer) to {{worker}};
set local role {{owner}};

create trigger case_reference_word before update of own_label, own_label_token on cases.case_reference for each row
  when (old.own_label is distinct from new.own_label or old.own_label_token is distinct from new.own_label_token)
  execute function cases.word_is_for_work();
create trigger warm_handover_answered before update on cases.warm_handover for each row
  when ((old.answered_by is distinct from new.answered_by or old.answered_at is distinct from new.answered_at)
    and not (old.state = 'offered' and new.state in ('accepted', 'refused')))
  execute function cases.answered_with_the_answer();
