-- What a body will be asked lay in its sight from the night on, and only the program's pages hid it until its day. Now it is nobody's
-- before the worker releases it, on its day, while the body has fewer open questions than the profile allows; the others wait their turn.
-- What was planned before this stands as it stood: its pages wait for its day, at most ten days more.
alter table matching.side add column released boolean not null default true;
alter table matching.side alter column released set default false;
alter table matching.side add constraint side_answered_when_released check (released or answer = 'none');
create index side_to_release on matching.side (shown_on, id) where not released;
comment on column matching.side.released is 'Shown to its body. Before that nobody but the worker sees the row: whether it is there tells that a person is known elsewhere.';

set local role {{definer}};

create or replace function matching.answer_side(asked uuid, said text, how text, in_language text, on_day date) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  answered matching.side;
begin
  if not (select security.may('matching.answer')) then return false; end if;
  update matching.side s set answer = said, answered_on = on_day, answered_by = (select security.viewer_staff()), method = how, language = in_language
    where s.id = asked and s.answer = 'none' and s.released and s.shown_on <= on_day and s.expires_on >= on_day
      and s.organisation_id = any ((select security.viewer_organisations())::uuid[])
    returning s.* into answered;
  if answered.id is null then return false; end if;
  update matching.pair p set state = 'open', audience = array(select s.organisation_id from matching.side s where s.pair_id = p.id)
    where p.id = answered.pair_id and p.state = 'possible'
      and (select count(*) from matching.side s where s.pair_id = p.id and s.answer = 'yes') = 2;
  return true;
end $$;
