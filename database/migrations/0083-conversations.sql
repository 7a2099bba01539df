-- Messages both ways with somebody who gives no name. Who writes has a code of twenty digits and nothing else; the code becomes a
-- key only with the vault's pepper, so that this database alone can confirm no guess. Here stand ciphertext, the day of receipt,
-- the language and the way it came: no address, no browser, no hour. The copy for staff is sealed under box_id, as all texts are.
create table portal.conversation (
  id uuid primary key,
  box_id uuid not null unique,
  organisation_id uuid not null references directory.organisation (id),
  door text not null check (door ~ '^[a-z][a-z0-9_]{0,59}$'),
  language text not null check (language ~ '^[a-z]{2,3}$'),
  channel text not null check (channel in ('web', 'desk')),
  received_on date not null,
  due_on date not null,
  lookup bytea unique check (length(lookup) = 32),
  wrapped bytea check (length(wrapped) between 60 and 200),
  pending bytea check (length(pending) > 100),
  public_key bytea not null check (length(public_key) = 32),
  sign_key bytea not null check (length(sign_key) = 32),
  must_change boolean not null default false,
  state text not null default 'open' check (state in ('open', 'reported', 'unfounded', 'erased')),
  assigned_to uuid,
  answered_on date,
  closed_on date,
  closed_reason text check (closed_reason ~ '^[a-z][a-z0-9_]{0,59}$'),
  draft_id uuid,
  ended_boxes uuid[] not null default '{}',
  version integer not null default 1,
  check ((lookup is null) = (wrapped is null)),
  -- Until the vault has finished it, a conversation waits with a sealed receipt; erased, it has neither.
  check (case when state = 'erased' then lookup is null and pending is null else (lookup is null) <> (pending is null) end),
  check ((state = 'open') = (closed_on is null)),
  check ((state = 'unfounded') = (closed_reason is not null)),
  check (draft_id is null or state in ('reported', 'erased'))
);
create index conversation_organisation on portal.conversation (organisation_id, state, due_on);
create index conversation_pending on portal.conversation (received_on) where pending is not null;
create index conversation_ended_boxes on portal.conversation (received_on) where ended_boxes <> '{}';
comment on table portal.conversation is 'Messages with somebody who gave no name. lookup is the SHA-256 of what code and pepper become; wrapped is the seed of public_key under the code; nothing here opens either.';
comment on column portal.conversation.box_id is 'What the copies for staff are sealed under; a new one when another body takes over.';
comment on column portal.conversation.pending is 'Sealed to the vault, which was away: what the code became, and the seed.';
comment on column portal.conversation.ended_boxes is 'Boxes whose keys the vault has still to destroy.';

create table portal.conversation_message (
  id uuid primary key,
  conversation_id uuid not null references portal.conversation (id),
  sequence integer not null check (sequence between 1 and 10000),
  direction text not null check (direction in ('to_person', 'from_person')),
  sent_on date not null,
  sent_by uuid,
  for_person bytea not null check (length(for_person) > 200),
  attachment bytea check (length(attachment) between 200 and 8000000),
  read_on date,
  unique (conversation_id, sequence),
  check (direction = 'from_person' or (sent_by is not null and attachment is null and read_on is null))
);
comment on table portal.conversation_message is 'One message: that there is one, and the copy sealed to who holds the code. Staff''s copy is the sealed field message.<id> of the box, compartment notes.';
comment on column portal.conversation_message.sent_by is 'Who answered; with from_person, who wrote down what somebody said.';
comment on column portal.conversation_message.attachment is 'A picture or voice message, cleaned and then sealed under a key that is a sealed field of the box.';

do $$ declare name text; begin
  foreach name in array array['conversation', 'conversation_message'] loop
    execute format('alter table portal.%I enable row level security, force row level security', name);
  end loop;
end $$;

grant usage on schema portal to {{vault}}, {{worker}};

set local role {{definer}};

-- A line in the journal of the body that has the conversation. Nobody is named, and the hour is told only to the quarter of a day.
create function portal.note_conversation(it portal.conversation, happened text, at timestamptz) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  select journal.append(it.organisation_id, jsonb_build_array(jsonb_build_object('id', gen_random_uuid(), 'type', happened,
    'at', date_bin('6 hours', at, timestamptz '2000-01-01 00:00:00+00'), 'actor', null,
    'organisation', it.organisation_id, 'subject_kind', 'conversation', 'subject_id', it.id, 'case_id', null, 'report_id', null,
    'person_id', null, 'audience', jsonb_build_array(it.organisation_id), 'data', '{}'::jsonb))) $$;

-- What is sealed for the body, whatever the rows say: under this box, for this body, in the compartment of notes, on this day.
create function portal.seal_in_box(it portal.conversation, rows jsonb, day date) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  vault constant uuid := '00000000-0000-0000-0000-000000000000';
  at constant timestamptz := day::timestamp at time zone 'UTC';
  to_body jsonb := rows -> 'envelopes' -> 0;
  to_vault jsonb := rows -> 'envelopes' -> 1;
  key jsonb := rows -> 'dataKeys' -> 0;
begin
  insert into identity.envelope (id, organisation_id, key_id, encapsulation, ciphertext, basis_kind, basis_code, created_at)
    values ((to_body ->> 'id')::uuid, it.organisation_id, (to_body ->> 'key_id')::uuid, (to_body ->> 'encapsulation')::bytea, (to_body ->> 'ciphertext')::bytea, 'recipient', 'conversation', at),
      ((to_vault ->> 'id')::uuid, vault, (to_vault ->> 'key_id')::uuid, (to_vault ->> 'encapsulation')::bytea, (to_vault ->> 'ciphertext')::bytea, 'recipient', 'vault', at);
  insert into identity.data_key (id, subject_id, compartment, epoch, erase_key_id) values ((key ->> 'id')::uuid, it.box_id, 'notes', 1, (key ->> 'erase_key_id')::uuid);
  insert into identity.data_key_wrap (data_key_id, envelope_id, wrapped)
    values ((key ->> 'id')::uuid, (to_body ->> 'id')::uuid, (rows -> 'dataKeyWraps' -> 0 ->> 'wrapped')::bytea);
  insert into identity.sealed_field (id, subject_id, compartment, data_key_id, field, blob, created_at)
    select (f ->> 'id')::uuid, it.box_id, 'notes', (key ->> 'id')::uuid, f ->> 'field', (f ->> 'blob')::bytea, at
    from jsonb_array_elements(rows -> 'sealedFields') f;
  insert into identity.erase_key_inbox (id, envelope_id, subject_id, wrapped)
    values ((key ->> 'erase_key_id')::uuid, (to_vault ->> 'id')::uuid, it.box_id, (rows -> 'eraseInbox' -> 0 ->> 'wrapped')::bytea);
end $$;

-- Which conversation a code opens; null for one nobody has, one erased, and one the vault has not finished yet.
create function portal.conversation_of(asked bytea) returns portal.conversation
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  select c.* from portal.conversation c where c.lookup = sha256(asked) and c.state <> 'erased' for update $$;

-- Begins one, with its first message. A body that has no keys, or does not work here, receives none.
create function portal.conversation_begin(it jsonb, rows jsonb, attachment bytea, happened text, at timestamptz) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare made portal.conversation;
begin
  if happened <> 'portal.conversation_received' then
    raise exception 'nothing else happens here' using errcode = '42501';
  end if;
  insert into portal.conversation (id, box_id, organisation_id, door, language, channel, received_on, due_on, lookup, wrapped, pending, public_key, sign_key)
    values ((it ->> 'id')::uuid, (it ->> 'box')::uuid, (it ->> 'organisation')::uuid, it ->> 'door', it ->> 'language', 'web',
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

-- What who brings the code sees.
create function portal.conversation_look(asked bytea) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare it portal.conversation;
begin
  it := portal.conversation_of(asked);
  if it.id is null then
    return null;
  end if;
  return jsonb_build_object('id', it.id, 'box', it.box_id, 'organisation', it.organisation_id, 'language', it.language, 'state', it.state, 'due', it.due_on,
    'mustChange', it.must_change, 'wrapped', encode(it.wrapped, 'base64'), 'publicKey', encode(it.public_key, 'base64'),
    'messages', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'sequence', m.sequence, 'direction', m.direction, 'on', m.sent_on,
      'sealed', encode(m.for_person, 'base64')) order by m.sequence desc), '[]')
      from portal.conversation_message m where m.conversation_id = it.id));
end $$;

-- One more message of who holds the code: at most twenty a day, and two hundred in all.
create function portal.conversation_write(asked bytea, sent jsonb, rows jsonb, attachment bytea, happened text, at timestamptz) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  it portal.conversation;
  today constant date := (sent ->> 'on')::date;
begin
  if happened <> 'portal.conversation_written' then
    raise exception 'nothing else happens here' using errcode = '42501';
  end if;
  it := portal.conversation_of(asked);
  if it.id is null or it.state = 'unfounded' or it.must_change then
    return 'shut';
  end if;
  if (select count(*) filter (where m.sent_on = today) >= 20 or count(*) >= 200 from portal.conversation_message m
    where m.conversation_id = it.id and m.direction = 'from_person') then
    return 'enough';
  end if;
  insert into portal.conversation_message (id, conversation_id, sequence, direction, sent_on, for_person, attachment)
    values ((sent ->> 'message')::uuid, it.id, (sent ->> 'sequence')::integer, 'from_person', today, (sent ->> 'copy')::bytea, attachment);
  update portal.conversation set due_on = (sent ->> 'due')::date, answered_on = null, version = version + 1 where id = it.id and state = 'open';
  perform portal.seal_in_box(it, rows, today);
  perform portal.note_conversation(it, happened, at);
  perform jobs.wake('portal:notify', json_build_object('organisationId', it.organisation_id), 'portal:notify:' || it.organisation_id, null);
  return 'sent';
end $$;

-- Messages go at once; the boxes are left for the vault, which destroys their keys and what hangs under them.
create function portal.conversation_end(gone uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from portal.conversation_message where conversation_id = gone;
  update portal.conversation set state = 'erased', closed_on = coalesce(closed_on, received_on), closed_reason = null, lookup = null, wrapped = null,
    pending = null, draft_id = null, ended_boxes = ended_boxes || box_id, version = version + 1 where id = gone and state <> 'erased';
end $$;

-- Who wrote erases everything, until somebody has made a report of it.
create function portal.conversation_erase(asked bytea, happened text, at timestamptz) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare it portal.conversation;
begin
  if happened <> 'portal.conversation_erased' then
    raise exception 'nothing else happens here' using errcode = '42501';
  end if;
  it := portal.conversation_of(asked);
  if it.id is null then
    return 'shut';
  end if;
  if it.state = 'reported' then
    return 'kept';
  end if;
  perform portal.conversation_end(it.id);
  perform portal.note_conversation(it, happened, at);
  return 'erased';
end $$;

-- A new code in place of one that somebody else saw: a new key too, and the messages sealed to it.
create function portal.conversation_recode(asked bytea, fresh jsonb, happened text, at timestamptz) returns text
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
  update portal.conversation set lookup = (fresh ->> 'lookup')::bytea, wrapped = (fresh ->> 'wrapped')::bytea, public_key = (fresh ->> 'publicKey')::bytea,
    sign_key = (fresh ->> 'signKey')::bytea, must_change = false, version = version + 1 where id = it.id;
  update portal.conversation_message m set for_person = (c ->> 'sealed')::bytea from jsonb_array_elements(fresh -> 'copies') c
    where m.conversation_id = it.id and m.id = (c ->> 'id')::uuid;
  perform portal.note_conversation(it, happened, at);
  return 'changed';
end $$;

-- Another body takes over: its box is new, and the old one ends. Only for who has the conversation and may read it.
create function portal.conversation_hand_on(handed uuid, to_body uuid, new_box uuid, due date) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update portal.conversation c set organisation_id = to_body, ended_boxes = ended_boxes || box_id, box_id = new_box, due_on = due, assigned_to = null,
      answered_on = null, version = version + 1
    where c.id = handed and c.state = 'open' and c.organisation_id <> to_body
      and c.organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('portal.messages'));
  return found;
end $$;

-- What the vault has still to finish: receipts that came while it was away, and boxes that ended.
create function portal.conversations_waiting() returns table (id uuid, pending bytea, ended_boxes uuid[])
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.id, c.pending, c.ended_boxes from portal.conversation c where c.pending is not null or c.ended_boxes <> '{}'
  order by c.received_on, c.id limit 200 $$;

create function portal.conversation_finish(finished uuid, found_by bytea, seed bytea) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  update portal.conversation set lookup = found_by, wrapped = seed, pending = null where id = finished and pending is not null $$;

create function portal.boxes_gone(emptied uuid, boxes uuid[]) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  update portal.conversation set ended_boxes = array(select b from unnest(ended_boxes) b where b <> all (boxes)) where id = emptied $$;

-- Kept no longer than the country says: what ended before one day, and what nobody touched since another. Ended ones are counted a while longer.
create function portal.retire_conversations(ended_before date, silent_since date) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare gone integer;
begin
  perform portal.conversation_end(c.id) from portal.conversation c
    where c.state <> 'erased' and coalesce(c.closed_on < ended_before, c.due_on < silent_since);
  get diagnostics gone = row_count;
  return gone;
end $$;

create or replace function identity.forget_subjects(subjects uuid[], kept uuid[]) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare gone integer; files integer := 0;
begin
  delete from cases.document where case_id = any (subjects) and organisation_id <> all (kept);
  get diagnostics gone = row_count;
  if kept = '{}' then
    delete from referrals.evidence_file where report_id = any (subjects);
    get diagnostics files = row_count;
    -- A conversation that an old backup brought back ends again; one that only changed its body keeps its new box.
    perform portal.conversation_end(c.id) from portal.conversation c where c.box_id = any (subjects);
  end if;
  delete from matching.file where person_id = any (subjects) and organisation_id <> all (kept);
  update assistance.sealed_packet set packet = null where person_id = any (subjects) and organisation_id <> all (kept);
  delete from portal.own_document d using portal.own_page g where g.id = d.page_id and g.id = any (subjects) and g.organisation_id <> all (kept);
  delete from portal.own_message m using portal.own_page g where g.id = m.page_id and g.id = any (subjects) and g.organisation_id <> all (kept);
  delete from portal.own_page where id = any (subjects) and organisation_id <> all (kept);
  update cases.case_reference set own_label = null, own_label_token = null
    where case_id = any (subjects) and own_label is not null and organisation_id <> all (kept);
  update referrals.report_reference set own_label = null, own_label_token = null
    where report_id = any (subjects) and own_label is not null and organisation_id <> all (kept);
  return gone + files;
end $$;

revoke all on function portal.note_conversation(portal.conversation, text, timestamptz), portal.seal_in_box(portal.conversation, jsonb, date),
  portal.conversation_of(bytea), portal.conversation_begin(jsonb, jsonb, bytea, text, timestamptz), portal.conversation_look(bytea),
  portal.conversation_write(bytea, jsonb, jsonb, bytea, text, timestamptz), portal.conversation_end(uuid), portal.conversation_erase(bytea, text, timestamptz),
  portal.conversation_recode(bytea, jsonb, text, timestamptz), portal.conversation_hand_on(uuid, uuid, uuid, date), portal.conversations_waiting(),
  portal.conversation_finish(uuid, bytea, bytea), portal.boxes_gone(uuid, uuid[]), portal.retire_conversations(date, date) from public;
grant execute on function portal.conversation_begin(jsonb, jsonb, bytea, text, timestamptz), portal.conversation_look(bytea),
  portal.conversation_write(bytea, jsonb, jsonb, bytea, text, timestamptz), portal.conversation_erase(bytea, text, timestamptz),
  portal.conversation_recode(bytea, jsonb, text, timestamptz) to {{portal}};
grant execute on function portal.conversation_hand_on(uuid, uuid, uuid, date) to {{casework}};
grant execute on function portal.conversations_waiting(), portal.conversation_finish(uuid, bytea, bytea), portal.boxes_gone(uuid, uuid[]) to {{vault}};
grant execute on function portal.retire_conversations(date, date) to {{worker}};
set local role {{owner}};
