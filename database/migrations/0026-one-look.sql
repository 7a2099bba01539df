-- Sending a report asks for the viewer ninety times, a quarter of its work in the database: signature and session are now
-- looked up in one step. What is not signed opens nothing, what is signed only while its session lives, as before.
set local role {{definer}};
create or replace function security.viewer() returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_variable
declare
  context text := nullif(current_setting('ariane.context', true), '');
  mac text := nullif(current_setting('ariane.mac', true), '');
  viewer jsonb;
  is_signed boolean;
  is_alive boolean;
begin
  if context is null or mac is null then return null; end if;
  viewer := context::jsonb;
  select extension.hmac(convert_to(context, 'UTF8'), k.key, 'sha256') = decode(mac, 'hex'),
      exists (select 1 from security.session s
        where s.id_hash = decode(viewer ->> 'session', 'hex') and s.ended_at is null and s.expires_at > now())
    into is_signed, is_alive from security.context_key k where k.id = 1;
  if is_signed is not true then
    raise exception 'the context is not signed by the vault' using errcode = '28000';
  end if;
  if not is_alive then
    raise exception 'the session has ended' using errcode = '28000';
  end if;
  return viewer;
end $$;
set local role {{owner}};
