-- The page of a person in care: reached by a number and a passphrase, without an account and without a name. The process that
-- serves it owns nothing here: it calls the functions below, each with what only the person can make of the two. What is text is
-- sealed to a key that is made of them anew at each visit; what stands here in clear are codes, days and identifiers.
create schema portal;
grant usage, create on schema portal to {{definer}};
grant usage on schema portal to {{casework}}, {{portal}};

create table portal.own_page (
  id uuid primary key,
  case_id uuid not null references cases.case_file (id),
  person_id uuid not null,
  organisation_id uuid not null references directory.organisation (id),
  opened_for text not null check (opened_for in ('person', 'guardian')),
  authority text check (authority ~ '^[a-z][a-z0-9_]{0,59}$'),
  language text not null check (language ~ '^[a-z]{2,3}$'),
  kind smallint not null check (kind > 0),
  lookup bytea not null unique check (length(lookup) = 32),
  proof_hash bytea not null check (length(proof_hash) = 32),
  public_key bytea not null check (length(public_key) = 32),
  state text not null default 'open' check (state in ('open', 'closed')),
  opened_at timestamptz not null,
  opened_by uuid not null,
  closed_at timestamptz,
  closed_by uuid,
  closed_how text check (closed_how in ('service', 'person', 'replaced')),
  wrong_tries integer not null default 0,
  wrong_since timestamptz,
  version integer not null default 1,
  check ((opened_for = 'person') = (authority is null)),
  check ((state = 'closed') = (closed_at is not null) and (closed_at is null) = (closed_how is null)),
  -- The service closes in somebody's name; the person has none here.
  check ((closed_by is null) = (closed_how is null or closed_how = 'person'))
);
create unique index own_page_open on portal.own_page (case_id) where state = 'open';
create index own_page_person on portal.own_page (person_id);
create index own_page_organisation on portal.own_page (organisation_id, state);
comment on table portal.own_page is 'The page of a person in care. lookup and proof_hash come from number and passphrase (Argon2id), which are kept nowhere; public_key is what texts for her are sealed to.';
comment on column portal.own_page.kind is 'Which way of deriving (costs, lengths) number and passphrase of this page go.';
comment on column portal.own_page.wrong_tries is 'Wrong passphrases within the hour: after ten the page stays shut until the hour is over.';

create table portal.own_message (
  id uuid primary key,
  page_id uuid not null references portal.own_page (id),
  direction text not null check (direction in ('to_person', 'from_person')),
  sent_at timestamptz not null,
  sent_by uuid,
  for_person bytea check (length(for_person) > 200),
  read_at timestamptz,
  read_by uuid,
  check ((direction = 'to_person') = (sent_by is not null)),
  check ((read_at is null) = (read_by is null) and (read_at is null or direction = 'from_person'))
);
create index own_message_page on portal.own_message (page_id, sent_at);
create index own_message_waiting on portal.own_message (page_id) where direction = 'from_person' and read_at is null;
comment on table portal.own_message is 'One message between a person and who supports her: that there is one, and her own sealed copy. The service''s copy is the sealed field message.<id> of the page, compartment notes.';

create table portal.own_document (
  id uuid primary key,
  page_id uuid not null references portal.own_page (id),
  kind text not null check (kind ~ '^[a-z][a-z0-9_]{0,59}$'),
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png', 'text/plain')),
  size integer not null check (size between 1 and 26214400),
  given_at timestamptz not null,
  given_by uuid not null,
  for_person bytea not null check (length(for_person) > 200)
);
create index own_document_page on portal.own_document (page_id, given_at);
comment on table portal.own_document is 'A copy of a paper, sealed to the person alone: who gave it cannot open it again.';

create table portal.guess_watch (
  id integer primary key default 1 check (id = 1),
  begun_at timestamptz not null,
  wrong_tries integer not null default 0
);
comment on table portal.guess_watch is 'How many wrong numbers and passphrases this minute brought, over all pages and all copies of the public site.';

do $$ declare name text; begin
  foreach name in array array['own_page', 'own_message', 'own_document', 'guess_watch'] loop
    execute format('alter table portal.%I enable row level security, force row level security', name);
  end loop;
end $$;

-- A message wakes the notice to the body, in its own transaction.
grant usage on schema jobs to {{definer}};
set local role {{worker}};
grant execute on function jobs.wake(text, json, text, timestamptz) to {{definer}};

set local role {{definer}};

-- Who could have what opened: what a person takes back on her own page counts from that moment, before the vault has changed the keys.
create function identity.held_on_ground(subjects uuid[])
  returns table (subject_id uuid, compartment text, organisation_id uuid, basis_kind text, basis_code text, since timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.subject_id, k.compartment, e.organisation_id, e.basis_kind, e.basis_code, e.created_at
  from identity.data_key k join identity.data_key_wrap w on w.data_key_id = k.id join identity.envelope e on e.id = w.envelope_id
  where k.subject_id = any (subjects) and e.withdrawn_at is null
    and not (e.basis_kind = 'consent' and exists (select 1 from identity.consent c where c.withdrawn_at is not null
      and c.id = case when e.basis_code ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then e.basis_code::uuid end)) $$;

create or replace function identity.who_can_open(subjects uuid[])
  returns table (subject_id uuid, compartment text, organisation_id uuid, basis_kind text, basis_code text, since timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with held as (select * from identity.held_on_ground(subjects))
  select h.subject_id, h.compartment, h.organisation_id, h.basis_kind, h.basis_code, min(h.since) from held h
  where exists (select 1 from held own where own.subject_id = h.subject_id
    and own.organisation_id = any ((select security.viewer_organisations())::uuid[]))
  group by 1, 2, 3, 4, 5 $$;

-- The page's own messages are sealed under its id, and go when the person is erased.
create or replace function identity.subjects_of(person uuid) returns table (subject_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select person
  union select c.id from cases.case_file c where c.person_id = person
  union select g.id from portal.own_page g where g.person_id = person
  union select p.report_id from referrals.report_person p where p.id = person
    and not exists (select 1 from referrals.report_person o where o.report_id = p.report_id and o.id <> person
      and not exists (select 1 from identity.rights_request q where q.person_id = o.id and q.kind = 'erasure' and q.state = 'done' and q.kept_by = '{}')) $$;

create or replace function identity.forget_subjects(subjects uuid[], kept uuid[]) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare gone integer; files integer := 0;
begin
  delete from cases.document where case_id = any (subjects) and organisation_id <> all (kept);
  get diagnostics gone = row_count;
  if kept = '{}' then
    delete from referrals.evidence_file where report_id = any (subjects);
    get diagnostics files = row_count;
  end if;
  delete from matching.file where person_id = any (subjects) and organisation_id <> all (kept);
  delete from portal.own_document d using portal.own_page g where g.id = d.page_id and g.id = any (subjects) and g.organisation_id <> all (kept);
  delete from portal.own_message m using portal.own_page g where g.id = m.page_id and g.id = any (subjects) and g.organisation_id <> all (kept);
  delete from portal.own_page where id = any (subjects) and organisation_id <> all (kept);
  update cases.case_reference set own_label = null, own_label_token = null
    where case_id = any (subjects) and own_label is not null and organisation_id <> all (kept);
  update referrals.report_reference set own_label = null, own_label_token = null
    where report_id = any (subjects) and own_label is not null and organisation_id <> all (kept);
  return gone + files;
end $$;

-- Whose page this is; null for an unknown number, a wrong passphrase, a closed page, and one that was tried too often: which of
-- these it was is told to nobody. Every wrong try is counted, on the page for an hour, on the installation for a minute.
create function portal.own_page_of(asked bytea, proof bytea) returns portal.own_page
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  page portal.own_page;
  most_of_page constant integer := 10;
  most_of_all constant integer := 300;
  this_minute integer;
begin
  select g.* into page from portal.own_page g where g.lookup = asked and g.state = 'open' for update;
  if page.wrong_since < clock_timestamp() - interval '1 hour' then
    page.wrong_tries := 0;
  end if;
  select w.wrong_tries into this_minute from portal.guess_watch w where w.id = 1 and w.begun_at > clock_timestamp() - interval '1 minute';
  if page.id is not null and page.wrong_tries < most_of_page and coalesce(this_minute, 0) < most_of_all and page.proof_hash = sha256(proof) then
    if page.wrong_since is not null then
      update portal.own_page g set wrong_tries = 0, wrong_since = null where g.id = page.id;
    end if;
    return page;
  end if;
  insert into portal.guess_watch as w (id, begun_at, wrong_tries) values (1, clock_timestamp(), 1)
    on conflict (id) do update set wrong_tries = case when w.begun_at > excluded.begun_at - interval '1 minute' then w.wrong_tries + 1 else 1 end,
      begun_at = case when w.begun_at > excluded.begun_at - interval '1 minute' then w.begun_at else excluded.begun_at end;
  if page.id is not null and page.wrong_tries < most_of_page then
    update portal.own_page g set wrong_tries = page.wrong_tries + 1, wrong_since = case when page.wrong_tries = 0 then clock_timestamp() else g.wrong_since end
      where g.id = page.id;
  end if;
  return null;
end $$;

-- A line in the journal of the body that opened the page; who acts on the page has no name there.
create function portal.note_own(page portal.own_page, happened text, subject_kind text, subject uuid, at timestamptz) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  select journal.append(page.organisation_id, jsonb_build_array(jsonb_build_object('id', gen_random_uuid(), 'type', happened, 'at', at, 'actor', null,
    'organisation', page.organisation_id, 'subject_kind', subject_kind, 'subject_id', subject, 'case_id', page.case_id, 'report_id', null,
    'person_id', page.person_id, 'audience', jsonb_build_array(page.organisation_id), 'data', '{}'::jsonb))) $$;

-- What the page shows, but for texts: what moves the clocks, appointments to come, who knows what and why, what was agreed. Null: not opened. What concerns
-- who reported, and what is investigated, is not hers to be told here (Directive (EU) 2016/680 art. 13(3), 15).
create function portal.own_look(asked bytea, proof bytea, at timestamptz) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare page portal.own_page; report uuid;
begin
  page := portal.own_page_of(asked, proof);
  if page.id is null then
    return null;
  end if;
  select c.report_id into report from cases.case_file c where c.id = page.case_id;
  return jsonb_build_object('page', page.id, 'openedFor', page.opened_for, 'language', page.language, 'openedAt', page.opened_at,
    'organisation', page.organisation_id,
    'service', (select o.code from directory.organisation o where o.id = page.organisation_id),
    'clocks', (select coalesce(jsonb_agg(jsonb_build_object('id', e.recorded_at || ' ' || e.id, 'type', e.event, 'on', e.on_day, 'reason', e.reason, 'days', e.days)
        order by e.on_day, e.recorded_at, e.id), '[]') from protection.clock_event e where e.case_id = page.case_id),
    'dates', (select coalesce(jsonb_agg(jsonb_build_object('kind', a.kind, 'at', a.planned_at) order by a.planned_at), '[]')
      from (select kind, planned_at from assistance.appointment_published where case_id = page.case_id and state = 'planned'
        and planned_at > at - interval '2 hours' order by planned_at limit 20) a),
    'knows', (select coalesce(jsonb_agg(jsonb_build_object('body', o.code, 'part', h.compartment, 'ground', h.basis_kind, 'code', h.basis_code, 'since', h.since)
        order by o.code, h.compartment, h.since), '[]')
      from (select organisation_id, compartment, basis_kind, basis_code, min(since) as since
          from identity.held_on_ground(array[page.person_id, report, page.case_id])
          where compartment not in ('reporter', 'investigation') group by 1, 2, 3, 4) h
      join directory.organisation o on o.id = h.organisation_id),
    'consents', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'bodies', (select jsonb_agg(o.code order by o.code) from directory.organisation o where o.id = any (c.organisations)),
        'parts', c.compartments, 'purposes', c.purposes, 'matching', c.matching_level is not null, 'givenBy', c.given_by, 'on', c.given_on,
        'until', c.valid_until, 'takenBackOn', c.withdrawn_on) order by c.withdrawn_on nulls first, c.given_on desc, c.id), '[]')
      from identity.consent c where c.person_id = page.person_id and c.answer = 'given'),
    'messages', (select count(*) from portal.own_message m where m.page_id = page.id),
    'documents', (select count(*) from portal.own_document d where d.page_id = page.id));
end $$;

create function portal.own_messages(asked bytea, proof bytea) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare page portal.own_page;
begin
  page := portal.own_page_of(asked, proof);
  if page.id is null then
    return null;
  end if;
  return jsonb_build_object('page', page.id, 'organisation', page.organisation_id, 'publicKey', encode(page.public_key, 'base64'), 'messages',
    (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'direction', m.direction, 'at', m.sent_at, 'sealed', encode(m.for_person, 'base64')) order by m.sent_at desc, m.id), '[]')
      from (select * from portal.own_message where page_id = page.id and for_person is not null order by sent_at desc limit 50) m));
end $$;

create function portal.own_documents(asked bytea, proof bytea) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare page portal.own_page;
begin
  page := portal.own_page_of(asked, proof);
  if page.id is null then
    return null;
  end if;
  return jsonb_build_object('page', page.id, 'documents',
    (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'kind', d.kind, 'type', d.media_type, 'size', d.size, 'at', d.given_at) order by d.given_at desc, d.id), '[]')
      from portal.own_document d where d.page_id = page.id));
end $$;

create function portal.own_document_of(asked bytea, proof bytea, wanted uuid) returns table (page_id uuid, media_type text, sealed bytea)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare page portal.own_page;
begin
  page := portal.own_page_of(asked, proof);
  return query select d.page_id, d.media_type, d.for_person from portal.own_document d where d.id = wanted and d.page_id = page.id;
end $$;

-- A message of the person: her copy sealed to herself, the service's under a key of its own. Whatever the rows say, they hang on this
-- page and are for the body that opened it. At most thirty a day.
create function portal.own_write(asked bytea, proof bytea, message uuid, copy bytea, rows jsonb, happened text, at timestamptz) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  page portal.own_page;
  vault constant uuid := '00000000-0000-0000-0000-000000000000';
  to_body jsonb := rows -> 'envelopes' -> 0;
  to_vault jsonb := rows -> 'envelopes' -> 1;
  key jsonb := rows -> 'dataKeys' -> 0;
begin
  if happened <> 'portal.message_received' then
    raise exception 'nothing else happens here' using errcode = '42501';
  end if;
  page := portal.own_page_of(asked, proof);
  if page.id is null then
    return 'shut';
  end if;
  if (select count(*) from portal.own_message m where m.page_id = page.id and m.direction = 'from_person' and m.sent_at > at - interval '1 day') >= 30 then
    return 'enough';
  end if;
  insert into portal.own_message (id, page_id, direction, sent_at, for_person) values (message, page.id, 'from_person', at, copy);
  insert into identity.envelope (id, organisation_id, key_id, encapsulation, ciphertext, basis_kind, basis_code, created_at)
    values ((to_body ->> 'id')::uuid, page.organisation_id, (to_body ->> 'key_id')::uuid, (to_body ->> 'encapsulation')::bytea, (to_body ->> 'ciphertext')::bytea, 'recipient', 'own-page', at),
      ((to_vault ->> 'id')::uuid, vault, (to_vault ->> 'key_id')::uuid, (to_vault ->> 'encapsulation')::bytea, (to_vault ->> 'ciphertext')::bytea, 'recipient', 'vault', at);
  insert into identity.data_key (id, subject_id, compartment, epoch, erase_key_id) values ((key ->> 'id')::uuid, page.id, 'notes', 1, (key ->> 'erase_key_id')::uuid);
  insert into identity.data_key_wrap (data_key_id, envelope_id, wrapped)
    values ((key ->> 'id')::uuid, (to_body ->> 'id')::uuid, (rows -> 'dataKeyWraps' -> 0 ->> 'wrapped')::bytea);
  insert into identity.sealed_field (id, subject_id, compartment, data_key_id, field, blob, created_at)
    values ((rows -> 'sealedFields' -> 0 ->> 'id')::uuid, page.id, 'notes', (key ->> 'id')::uuid, 'message.' || message, (rows -> 'sealedFields' -> 0 ->> 'blob')::bytea, at);
  insert into identity.erase_key_inbox (id, envelope_id, subject_id, wrapped)
    values ((key ->> 'erase_key_id')::uuid, (to_vault ->> 'id')::uuid, page.id, (rows -> 'eraseInbox' -> 0 ->> 'wrapped')::bytea);
  perform portal.note_own(page, happened, 'message', message, at);
  perform jobs.wake('portal:notify', json_build_object('organisationId', page.organisation_id), 'portal:notify:' || page.organisation_id, null);
  return 'sent';
end $$;

-- The person takes a consent back: record, places in cases, offers and notices change here and now, and nobody opens by it any more;
-- the vault, awake or not, changes the keys after (withdraw.ts) and writes the line that every withdrawal has.
create function portal.own_take_back(asked bytea, proof bytea, consent uuid, day date, at timestamptz) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare page portal.own_page;
begin
  page := portal.own_page_of(asked, proof);
  if page.id is null then
    return 'shut';
  end if;
  if not exists (select 1 from identity.consent c where c.id = consent and c.person_id = page.person_id and c.answer = 'given') then
    return 'unknown';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('identity.consent ' || consent, 0));
  update identity.consent c set withdrawn_at = at, withdrawn_on = day, withdrawn_by = null, withdrawn_how = 'own_page'
    where c.id = consent and c.withdrawn_at is null;
  return case when found then 'taken_back' else 'already' end;
end $$;

create function portal.own_close(asked bytea, proof bytea, at timestamptz) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare page portal.own_page;
begin
  page := portal.own_page_of(asked, proof);
  if page.id is null then
    return 'shut';
  end if;
  update portal.own_page g set state = 'closed', closed_at = at, closed_how = 'person', version = version + 1 where g.id = page.id;
  perform portal.note_own(page, 'portal.own_page_closed', 'own_page', page.id, at);
  return 'closed';
end $$;

-- A page that is closed is read by nobody: what was sealed for the person goes at once.
create function portal.own_page_ended() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update portal.own_message set for_person = null where page_id = new.id;
  delete from portal.own_document where page_id = new.id;
  return null;
end $$;

revoke all on function identity.held_on_ground(uuid[]) from public;
revoke all on all functions in schema portal from public;
grant execute on function portal.own_page_ended() to {{owner}};
grant execute on function portal.own_look(bytea, bytea, timestamptz), portal.own_messages(bytea, bytea), portal.own_documents(bytea, bytea),
  portal.own_document_of(bytea, bytea, uuid), portal.own_write(bytea, bytea, uuid, bytea, jsonb, text, timestamptz),
  portal.own_take_back(bytea, bytea, uuid, date, timestamptz), portal.own_close(bytea, bytea, timestamptz) to {{portal}};
set local role {{owner}};

create trigger own_page_closed after update of state on portal.own_page for each row
  when (old.state = 'open' and new.state = 'closed') execute function portal.own_page_ended();
