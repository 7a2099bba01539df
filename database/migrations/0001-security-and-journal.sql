-- Who is looking (signed by the vault), sessions, and the journal: what everything else stands on.
create schema security;
create schema journal;
grant usage, create on schema security, journal to {{definer}};
grant usage on schema security to {{casework}}, {{portal}}, {{worker}}, {{vault}}, {{statistics}}, {{auditor}};
grant usage on schema journal to {{casework}}, {{portal}}, {{worker}}, {{vault}}, {{statistics}}, {{auditor}};
grant usage on schema extension to {{definer}};

create table security.context_key (
  id smallint primary key default 1 check (id = 1),
  key bytea not null check (length(key) = 32),
  set_at timestamptz not null default now()
);
comment on table security.context_key is 'The key with which the vault signs who is looking. No process but the vault knows it; only definer functions read it.';

create table security.session (
  id_hash bytea primary key check (length(id_hash) = 32),
  staff_id uuid not null,
  organisation_id uuid not null,
  kind text not null check (kind in ('staff', 'api')),
  context text not null,
  mac bytea not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  idle_minutes smallint not null check (idle_minutes between 1 and 525600),
  ended_at timestamptz
);
create index session_staff on security.session (staff_id);
create index session_organisation on security.session (organisation_id);
comment on table security.session is 'A signed-in person or an API token. The token itself is never stored, only its SHA-256.';

create table journal.head (
  chain uuid primary key,
  seq bigint not null,
  hash bytea not null
);
create table journal.event (
  chain uuid not null,
  seq bigint not null,
  id uuid not null unique,
  type text not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  actor uuid,
  subject_kind text not null,
  subject_id uuid not null,
  case_id uuid,
  report_id uuid,
  person_id uuid,
  audience uuid[] not null,
  data jsonb not null,
  body text not null,
  prev bytea not null,
  hash bytea not null,
  primary key (chain, seq)
);
create index event_audience on journal.event using gin (audience);
create index event_case on journal.event (case_id, at) where case_id is not null;
create index event_report on journal.event (report_id, at) where report_id is not null;
create index event_person on journal.event (person_id) where person_id is not null;
create index event_subject on journal.event (subject_id);
create index event_type on journal.event (type, at);
comment on table journal.event is 'What happened. One hash chain per organisation; insert only through journal.append; the columns repeat what body says.';
create table journal.checkpoint (
  id uuid primary key,
  signed_at timestamptz not null default now(),
  note text not null,
  signature bytea not null,
  public_key bytea not null
);
comment on table journal.checkpoint is 'Heads of all chains, signed by the vault (Ed25519), so that a cut tail shows.';

alter table security.context_key enable row level security, force row level security;
alter table security.session enable row level security, force row level security;
alter table journal.head enable row level security, force row level security;
alter table journal.event enable row level security, force row level security;
alter table journal.checkpoint enable row level security, force row level security;

set local role {{definer}};

create function security.set_context_key(new_key bytea) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into security.context_key (id, key) values (1, new_key)
  on conflict (id) do update set key = excluded.key, set_at = now() $$;

create function security.context_is_signed(context text, mac bytea) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select extension.hmac(convert_to(context, 'UTF8'), key, 'sha256') = mac from security.context_key where id = 1), false) $$;

-- Called first in every transaction of a person. A forged or ended context stops the transaction.
create function security.authenticate(context text, mac bytea) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_variable
begin
  if not security.context_is_signed(context, mac) then
    raise exception 'the context is not signed by the vault' using errcode = '28000';
  end if;
  if not exists (select 1 from security.session s
      where s.id_hash = decode(context::jsonb ->> 'session', 'hex') and s.ended_at is null and s.expires_at > now()
        and s.staff_id = (context::jsonb ->> 'staff')::uuid) then
    raise exception 'the session has ended' using errcode = '28000';
  end if;
  perform set_config('ariane.context', context, true), set_config('ariane.mac', encode(mac, 'hex'), true);
end $$;

-- The viewer, or null. Verifies the signature each time, for a session variable alone proves nothing: wrap in (select …).
create function security.viewer() returns jsonb
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
  return context::jsonb;
end $$;

create function security.viewer_staff() returns uuid language sql stable set search_path = pg_catalog, pg_temp as $$
  select (security.viewer() ->> 'staff')::uuid $$;
create function security.viewer_organisation() returns uuid language sql stable set search_path = pg_catalog, pg_temp as $$
  select (security.viewer() ->> 'organisation')::uuid $$;
create function security.may(permit text) returns boolean language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce(security.viewer() -> 'permits' ? permit, false) $$;

create function security.begin_session(id_hash bytea, context text, mac bytea, idle_minutes integer) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_variable
begin
  if not security.context_is_signed(context, mac) or decode(context::jsonb ->> 'session', 'hex') <> id_hash then
    raise exception 'the context is not signed by the vault' using errcode = '28000';
  end if;
  insert into security.session (id_hash, staff_id, organisation_id, kind, context, mac, expires_at, idle_minutes)
  values (id_hash, (context::jsonb ->> 'staff')::uuid, (context::jsonb ->> 'organisation')::uuid, context::jsonb ->> 'kind',
    context, mac, (context::jsonb ->> 'expires')::timestamptz, idle_minutes);
end $$;

-- Finds a live session by the hash of its token and notes that it was used; an idle one is ended here.
create function security.open_session(token_hash bytea) returns table (context text, mac text, idle_minutes integer, expires_at timestamptz)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_variable
begin
  update security.session s set ended_at = now()
  where s.id_hash = token_hash and s.ended_at is null and s.last_seen_at < now() - make_interval(mins => s.idle_minutes);
  update security.session s set last_seen_at = now()
  where s.id_hash = token_hash and s.ended_at is null and s.last_seen_at < now() - interval '20 seconds';
  return query select s.context, encode(s.mac, 'hex'), s.idle_minutes::integer, s.expires_at from security.session s
  where s.id_hash = token_hash and s.ended_at is null and s.expires_at > now();
end $$;

create function security.end_session(token_hash bytea) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  update security.session s set ended_at = now() where s.id_hash = token_hash and s.ended_at is null $$;

-- Appends events to one organisation's chain. A person writes only on the chain of the own organisation and as herself.
create function journal.append(chain_id uuid, entries jsonb) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_variable
declare
  viewer jsonb := security.viewer();
  entry jsonb;
  last_seq bigint;
  last_hash bytea;
  text_body text;
  is_person boolean := session_user = '{{casework:name}}';
begin
  if is_person and (viewer is null or (viewer ->> 'organisation')::uuid <> chain_id) then
    raise exception 'only the own organisation''s chain may be written' using errcode = '42501';
  end if;
  insert into journal.head (chain, seq, hash) values (chain_id, 0, sha256(convert_to(chain_id::text, 'UTF8'))) on conflict do nothing;
  select h.seq, h.hash into last_seq, last_hash from journal.head h where h.chain = chain_id for update;
  for entry in select value from jsonb_array_elements(entries) loop
    if is_person and (entry ->> 'actor')::uuid is distinct from (viewer ->> 'staff')::uuid then
      raise exception 'an event carries the name of who did it' using errcode = '42501';
    end if;
    last_seq := last_seq + 1;
    text_body := (entry || jsonb_build_object('v', 1, 'chain', chain_id, 'seq', last_seq, 'recorded_at', clock_timestamp()))::text;
    insert into journal.event (chain, seq, id, type, at, recorded_at, actor, subject_kind, subject_id, case_id, report_id, person_id, audience, data, body, prev, hash)
    values (chain_id, last_seq, (entry ->> 'id')::uuid, entry ->> 'type', (entry ->> 'at')::timestamptz, (text_body::jsonb ->> 'recorded_at')::timestamptz,
      (entry ->> 'actor')::uuid, entry ->> 'subject_kind', (entry ->> 'subject_id')::uuid, (entry ->> 'case_id')::uuid, (entry ->> 'report_id')::uuid,
      (entry ->> 'person_id')::uuid, array(select jsonb_array_elements_text(entry -> 'audience')::uuid), entry -> 'data', text_body, last_hash,
      sha256(last_hash || convert_to(text_body, 'UTF8')));
    last_hash := sha256(last_hash || convert_to(text_body, 'UTF8'));
  end loop;
  update journal.head h set seq = last_seq, hash = last_hash where h.chain = chain_id;
  return last_seq;
end $$;

revoke all on all functions in schema security, journal from public;
grant execute on function security.set_context_key(bytea) to {{vault}};
grant execute on function security.authenticate(text, bytea) to {{casework}}, {{portal}};
grant execute on function security.viewer(), security.viewer_staff(), security.viewer_organisation(), security.may(text)
  to {{casework}}, {{portal}}, {{worker}}, {{vault}}, {{statistics}}, {{auditor}};
grant execute on function security.begin_session(bytea, text, bytea, integer), security.open_session(bytea), security.end_session(bytea) to {{casework}};
grant execute on function journal.append(uuid, jsonb) to {{casework}}, {{worker}}, {{vault}};
set local role {{owner}};

-- What statistics may know of events: kinds, dates and codes, no body, no actor.
create view journal.event_published with (security_invoker = true) as
  select id, chain as organisation_id, type, at, subject_kind, subject_id, case_id, report_id, person_id, data from journal.event;
