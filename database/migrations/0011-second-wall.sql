-- What the tests of the database found open: the database holds these rules by itself, whatever the program does.
set local role {{definer}};

-- A signed context is worth something only while its session lives: one kept from yesterday and set by hand opens nothing.
create or replace function security.viewer() returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_variable
declare
  context text := nullif(current_setting('ariane.context', true), '');
  mac text := nullif(current_setting('ariane.mac', true), '');
begin
  if context is null or mac is null then return null; end if;
  if not security.context_is_signed(context, decode(mac, 'hex')) then
    raise exception 'the context is not signed by the vault' using errcode = '28000';
  end if;
  if not exists (select 1 from security.session s
      where s.id_hash = decode(context::jsonb ->> 'session', 'hex') and s.ended_at is null and s.expires_at > now()) then
    raise exception 'the session has ended' using errcode = '28000';
  end if;
  return context::jsonb;
end $$;

-- True when the viewer's roles grant one of these; wrap in (select …).
create function security.may_any(permits text[]) returns boolean language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce(security.viewer() -> 'permits' ?| permits, false) $$;

-- Who is disabled is out at once, not when the session runs out.
create function security.end_sessions_of_disabled() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update security.session s set ended_at = now() where s.staff_id = new.id and s.ended_at is null;
  return null;
end $$;

-- A support service answers for itself: whoever refers a person can neither accept nor decline in its place.
create function cases.service_answers_itself() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.to_organisation_id = any ((select security.viewer_organisations())::uuid[]) then return null; end if;
  raise exception 'only the service that was asked may answer' using errcode = '42501';
end $$;

revoke all on function security.may_any(text[]), security.end_sessions_of_disabled(), cases.service_answers_itself() from public;
grant execute on function security.may_any(text[]) to {{casework}}, {{portal}}, {{worker}}, {{vault}}, {{statistics}}, {{auditor}};
grant execute on function security.end_sessions_of_disabled(), cases.service_answers_itself() to {{owner}};
set local role {{owner}};

create trigger staff_disabled_is_out after update of state on directory.staff
  for each row when (new.state = 'disabled' and old.state is distinct from new.state) execute function security.end_sessions_of_disabled();
create trigger support_referral_answered after update of state on cases.support_referral
  for each row when (new.state in ('accepted', 'declined') and old.state is distinct from new.state) execute function cases.service_answers_itself();
