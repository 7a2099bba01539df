-- The public site's process is the one most people can reach. What it asks for is judged here: a box is new, and never what somebody
-- else's texts hang under, for erasing the conversation destroys the keys of its box; the body works here and answers messages; what is
-- sealed is sealed to the key in use of that body and of the vault.
set local role {{definer}};

-- Whether texts hang, or hung, under this subject.
create function portal.box_is_taken(box uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select 1 from identity.data_key k where k.subject_id = box)
    or exists (select 1 from portal.conversation c where box = any (c.ended_boxes)) $$;

create function portal.receives_messages(body uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select 1 from directory.organisation o join directory.role r on o.code = any (r.organisation_codes)
    where o.id = body and o.has_accounts and 'portal.messages' = any (r.permits)) $$;

-- Only keys in use are seen here: one that was exchanged since the look is none of them.
create function portal.keys_in_use(rows jsonb, body uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select 1 from identity.organisation_key k where k.organisation_id = body and k.key_id = (rows -> 'envelopes' -> 0 ->> 'key_id')::uuid)
    and exists (select 1 from identity.organisation_key k where k.organisation_id = '00000000-0000-0000-0000-000000000000'
      and k.key_id = (rows -> 'envelopes' -> 1 ->> 'key_id')::uuid) $$;

-- Begins one, with its first message. A body that has no keys, or does not work here, receives none.
create or replace function portal.conversation_begin(it jsonb, rows jsonb, attachment bytea, happened text, at timestamptz) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  made portal.conversation;
  body constant uuid := (it ->> 'organisation')::uuid;
begin
  if happened <> 'portal.conversation_received' or portal.box_is_taken((it ->> 'box')::uuid) or not portal.receives_messages(body) then
    raise exception 'nothing else happens here' using errcode = '42501';
  end if;
  if not portal.keys_in_use(rows, body) then
    return 'again';
  end if;
  insert into portal.conversation (id, box_id, organisation_id, door, language, channel, received_on, due_on, lookup, wrapped, pending, public_key, sign_key)
    values ((it ->> 'id')::uuid, (it ->> 'box')::uuid, body, it ->> 'door', it ->> 'language', 'web',
      (it ->> 'on')::date, (it ->> 'due')::date, (it ->> 'lookup')::bytea, (it ->> 'wrapped')::bytea, (it ->> 'pending')::bytea,
      (it ->> 'publicKey')::bytea, (it ->> 'signKey')::bytea)
    returning * into made;
  insert into portal.conversation_message (id, conversation_id, sequence, direction, sent_on, for_person, attachment)
    values ((it ->> 'message')::uuid, made.id, 1, 'from_person', made.received_on, (it ->> 'copy')::bytea, attachment);
  perform portal.seal_in_box(made, rows, made.received_on);
  perform portal.note_conversation(made, happened, at);
  perform jobs.wake('portal:notify', json_build_object('organisationId', made.organisation_id), 'portal:notify:' || made.organisation_id, null);
  return 'sent';
end $$;

create or replace function portal.conversation_write(asked bytea, sent jsonb, rows jsonb, attachment bytea, happened text, at timestamptz) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  it portal.conversation;
  today constant date := (sent ->> 'on')::date;
  due constant date := (sent ->> 'due')::date;
begin
  if happened <> 'portal.conversation_written' then
    raise exception 'nothing else happens here' using errcode = '42501';
  end if;
  it := portal.conversation_of(asked);
  if it.id is null or it.state = 'unfounded' or it.must_change then
    return 'shut';
  end if;
  if it.version is distinct from (sent ->> 'version')::integer or not portal.keys_in_use(rows, it.organisation_id) then
    return 'again';
  end if;
  if (select count(*) filter (where m.sent_on = today) >= 20 or count(*) >= 200 from portal.conversation_message m
    where m.conversation_id = it.id and m.direction = 'from_person') then
    return 'enough';
  end if;
  insert into portal.conversation_message (id, conversation_id, sequence, direction, sent_on, for_person, attachment)
    values ((sent ->> 'message')::uuid, it.id, (sent ->> 'sequence')::integer, 'from_person', today, (sent ->> 'copy')::bytea, attachment);
  update portal.conversation set due_on = case when it.answered_on is null then least(it.due_on, due) else due end, answered_on = null,
      version = version + 1 where id = it.id;
  perform portal.seal_in_box(it, rows, today);
  perform portal.note_conversation(it, happened, at);
  perform jobs.wake('portal:notify', json_build_object('organisationId', it.organisation_id), 'portal:notify:' || it.organisation_id, null);
  return 'sent';
end $$;

create or replace function portal.conversation_hand_on(handed uuid, seen integer, to_body uuid, new_box uuid, due date) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update portal.conversation c set organisation_id = to_body, ended_boxes = ended_boxes || box_id, box_id = new_box, due_on = due, assigned_to = null,
      answered_on = null, version = version + 1
    where c.id = handed and c.state = 'open' and c.version = seen and c.organisation_id <> to_body and not portal.box_is_taken(new_box)
      and c.organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('portal.messages'));
  return found;
end $$;

revoke all on function portal.box_is_taken(uuid), portal.receives_messages(uuid), portal.keys_in_use(jsonb, uuid) from public;
set local role {{owner}};
