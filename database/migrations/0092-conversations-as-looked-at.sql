-- Two who act in one conversation at the same moment: what was sealed for what somebody looked at is stored only if it is still so. The
-- version is compared under the lock of the row; who comes second is told `again`, looks once more and seals anew. Without it a message
-- would lie in a box that another body has meanwhile, or an answer stay sealed to a key that was changed.
set local role {{definer}};

-- What who brings the code sees, with the version that a later act is compared with, and the door whose days an answer takes.
create or replace function portal.conversation_look(asked bytea) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare it portal.conversation;
begin
  it := portal.conversation_of(asked);
  if it.id is null then
    return null;
  end if;
  return jsonb_build_object('id', it.id, 'version', it.version, 'box', it.box_id, 'organisation', it.organisation_id, 'door', it.door,
    'language', it.language, 'state', it.state, 'due', it.due_on,
    'mustChange', it.must_change, 'wrapped', encode(it.wrapped, 'base64'), 'publicKey', encode(it.public_key, 'base64'),
    'messages', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'sequence', m.sequence, 'direction', m.direction, 'on', m.sent_on,
      'sealed', encode(m.for_person, 'base64')) order by m.sequence desc), '[]')
      from portal.conversation_message m where m.conversation_id = it.id));
end $$;

-- One more message of who holds the code: at most twenty a day, and two hundred in all. Writing again puts no answer off that is due
-- already: the earlier day holds until somebody has answered.
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
  if it.version is distinct from (sent ->> 'version')::integer then
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

-- A new code in place of one that somebody else saw: a new key too, and the messages sealed to it, all of them.
create or replace function portal.conversation_recode(asked bytea, fresh jsonb, happened text, at timestamptz) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare it portal.conversation;
begin
  if happened <> 'portal.conversation_recoded' then
    raise exception 'nothing else happens here' using errcode = '42501';
  end if;
  it := portal.conversation_of(asked);
  if it.id is null then
    return 'shut';
  end if;
  if it.version is distinct from (fresh ->> 'version')::integer then
    return 'again';
  end if;
  update portal.conversation set lookup = (fresh ->> 'lookup')::bytea, wrapped = (fresh ->> 'wrapped')::bytea, public_key = (fresh ->> 'publicKey')::bytea,
    sign_key = (fresh ->> 'signKey')::bytea, must_change = false, version = version + 1 where id = it.id;
  update portal.conversation_message m set for_person = (c ->> 'sealed')::bytea from jsonb_array_elements(fresh -> 'copies') c
    where m.conversation_id = it.id and m.id = (c ->> 'id')::uuid;
  perform portal.note_conversation(it, happened, at);
  return 'changed';
end $$;

-- Another body takes over: its box is new, and the old one ends. Only for who has the conversation and may read it, and only as it was
-- when its messages were opened: what is sealed for the new box is then all there is.
drop function portal.conversation_hand_on(uuid, uuid, uuid, date);
create function portal.conversation_hand_on(handed uuid, seen integer, to_body uuid, new_box uuid, due date) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update portal.conversation c set organisation_id = to_body, ended_boxes = ended_boxes || box_id, box_id = new_box, due_on = due, assigned_to = null,
      answered_on = null, version = version + 1
    where c.id = handed and c.state = 'open' and c.version = seen and c.organisation_id <> to_body
      and c.organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('portal.messages'));
  return found;
end $$;

revoke all on function portal.conversation_hand_on(uuid, integer, uuid, uuid, date) from public;
grant execute on function portal.conversation_hand_on(uuid, integer, uuid, uuid, date) to {{casework}};
set local role {{owner}};
