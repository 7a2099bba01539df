-- Matching across bodies. Two schemas that no single process sees both sides of: `linkage` holds tokens and filters and knows no
-- person, no body and no case; `matching` knows whose file a record stands for and holds no token. What joins them is one random
-- identifier for each file.
create schema linkage;
create schema matching;
grant usage, create on schema linkage, matching to {{definer}};
grant usage on schema linkage to {{linkage}}, {{vault}}, {{worker}}, {{statistics}};
grant usage on schema matching to {{casework}}, {{vault}}, {{worker}}, {{statistics}};

-- A yes to matching opens nothing: it names no part, no purpose and nobody but the body that asked.
alter table identity.consent add column matching_level smallint check (matching_level between 1 and 3);
alter table identity.consent add column matching_tells text check (matching_tells ~ '^[a-z][a-z_]{0,59}$'),
  add constraint consent_tells_whom check (matching_tells is null or matching_level = 3);
comment on column identity.consent.matching_tells is 'Which class of bodies may be told beside support services.';
comment on column identity.consent.matching_level is 'An answer about matching: 1 counted once, 2 another support service may be told, 3 also an authority that the kind of question names. Null: a consent of another kind.';
alter table identity.consent drop constraint consent_check2;
alter table identity.consent add constraint consent_says_what
  check (answer = 'refused' or matching_level is not null or (cardinality(compartments) > 0 and cardinality(purposes) > 0));
alter table identity.consent add constraint consent_matching_opens_nothing
  check (matching_level is null or (cardinality(compartments) = 0 and cardinality(purposes) = 0
    and organisations = array[recorded_by_organisation] and audience = array[recorded_by_organisation]));

create table linkage.record (
  id uuid primary key,
  key_epoch integer not null check (key_epoch > 0),
  norm_version integer not null check (norm_version > 0),
  day date not null,
  is_new boolean not null
);
create index record_new on linkage.record (id) where is_new;
comment on table linkage.record is 'A record to be compared: no name, no body, no case. Random identifier; the day is all that is told of when.';

create table linkage.token_row (
  record_id uuid not null references linkage.record (id) on delete cascade,
  token bytea not null check (length(token) = 16),
  filter bytea not null check (length(filter) = 144),
  primary key (record_id, token)
);
create index token_row_token on linkage.token_row (token) include (record_id);
comment on table linkage.token_row is 'Always 28 rows for a record, in a random order, filled up with rows of nobody. Token and filter come from the two key servers: without both nobody can make them from a name.';

create table linkage.edge (
  one uuid not null references linkage.record (id) on delete cascade,
  other uuid not null references linkage.record (id) on delete cascade,
  odds integer not null,
  siblings boolean not null,
  strong boolean not null,
  parts text[] not null check (parts::text ~ '^\{[a-z_:,]*\}$'),
  primary key (one, other),
  check (one < other)
);
create index edge_other on linkage.edge (other);
comment on table linkage.edge is 'Two records that share a token: a hundred times the logarithm of the odds that they are one person in a list of one record, and which parts are alike. Made at night, never on request.';

create table linkage.said (
  one uuid not null references linkage.record (id) on delete cascade,
  other uuid not null references linkage.record (id) on delete cascade,
  kind text not null check (kind in ('same', 'not_same')),
  said_on date not null,
  primary key (one, other),
  check (one < other)
);
create index said_other on linkage.said (other);
comment on table linkage.said is 'What people said after both persons had agreed: one person, or not. No score overrules it; taking it back leaves no trace of the merge.';

create table linkage.run (
  id uuid primary key,
  night date not null,
  ran_at timestamptz not null,
  key_epoch integer not null,
  norm_version integer not null,
  records integer not null check (records >= 0),
  pairs integer not null check (pairs >= 0),
  central integer not null,
  low integer not null,
  high integer not null check (low <= central and central <= high)
);
create index run_newest on linkage.run (ran_at desc);
comment on table linkage.run is 'One night: how many records, how many persons they are in all likelihood, and within which bounds.';

create table linkage.member (
  record_id uuid primary key references linkage.record (id) on delete cascade,
  counted uuid not null,
  probable uuid not null
);
comment on table linkage.member is 'To which person a record belonged in the newest run: by what counts, and by what is probable. The identifiers are new every night, so that two publications cannot be joined.';

create table matching.file (
  id uuid primary key,
  person_id uuid not null,
  organisation_id uuid not null references directory.organisation (id),
  consent_id uuid references identity.consent (id) on delete cascade,
  case_id uuid,
  report_id uuid,
  level smallint not null check (level between 1 and 3),
  told text check (told ~ '^[a-z][a-z_]{0,59}$'),
  stops text[] not null default '{}' check (stops::text ~ '^\{[a-z_,]*\}$'),
  record_id uuid not null unique,
  key_epoch integer,
  norm_version integer,
  version integer not null default 1,
  kept_on date not null,
  unique (person_id, organisation_id),
  check ((key_epoch is null) = (norm_version is null))
);
create index file_organisation on matching.file (organisation_id);
create index file_consent on matching.file (consent_id);
comment on table matching.file is 'A file of a body whose person may be matched, how far she agreed, and the random identifier of its record. No token, no name.';
comment on column matching.file.stops is 'Classes of bodies that must never learn of this file, or family: a trafficker is in the family, and nobody is told.';

create table matching.pair (
  id uuid primary key,
  one_file_id uuid not null references matching.file (id) on delete cascade,
  other_file_id uuid not null references matching.file (id) on delete cascade,
  parts text[] not null check (parts::text ~ '^\{[a-z_:,]*\}$'),
  proposed_on date not null,
  state text not null default 'possible' check (state in ('possible', 'open', 'same', 'not_same', 'ended')),
  settled_on date,
  audience uuid[] not null default '{}',
  unique (one_file_id, other_file_id),
  check (one_file_id < other_file_id),
  check (cardinality(audience) = 0 or state in ('open', 'same', 'not_same'))
);
create index pair_other on matching.pair (other_file_id);
create index pair_audience on matching.pair using gin (audience);
comment on table matching.pair is 'Two files that may be of one person. Nobody but the program sees it before both persons have said yes; then both bodies do.';

create table matching.side (
  id uuid primary key,
  pair_id uuid not null references matching.pair (id) on delete cascade,
  file_id uuid not null references matching.file (id) on delete cascade,
  organisation_id uuid not null,
  other_class text not null check (other_class ~ '^[a-z][a-z_]{0,59}$'),
  shown_on date not null,
  expires_on date not null check (expires_on > shown_on),
  answer text not null default 'none' check (answer in ('none', 'yes', 'no')),
  answered_on date,
  answered_by uuid,
  method text check (method ~ '^[a-z][a-z0-9_]{0,59}$'),
  language text check (language ~ '^[A-Za-z][A-Za-z-]{1,19}$'),
  verdict text check (verdict in ('same', 'not_same')),
  verdict_on date,
  verdict_by uuid,
  unique (pair_id, file_id),
  check ((answer = 'none') = (answered_on is null) and (answer = 'none') = (answered_by is null)),
  check (answer <> 'yes' or (method is not null and language is not null)),
  check ((verdict is null) = (verdict_on is null) and (verdict is null) = (verdict_by is null)),
  check (verdict is null or answer = 'yes')
);
create index side_organisation on matching.side (organisation_id, shown_on);
create index side_file on matching.side (file_id);
comment on table matching.side is 'What one body is shown of a pair, from a random day on, and what its person answered. The other body never sees this row: a no looks like silence.';

do $$ declare name text; begin
  foreach name in array array['linkage.record', 'linkage.token_row', 'linkage.edge', 'linkage.said', 'linkage.run', 'linkage.member',
      'matching.file', 'matching.pair', 'matching.side'] loop
    execute format('alter table %s enable row level security, force row level security', name);
  end loop;
end $$;

create view matching.person_published with (security_invoker = true) as
  select f.person_id, f.record_id, m.counted, m.probable from matching.file f join linkage.member m on m.record_id = f.record_id;

set local role {{definer}};

-- The file follows the answers: the widest that stands, or none. What stood before goes with its record, tokens and pairs.
create function matching.settle_file(person uuid, body uuid, on_day date) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  best record;
begin
  select c.id, c.case_id, c.report_id, c.matching_level, c.matching_tells, c.given_on into best from identity.consent c
    where c.person_id = person and c.recorded_by_organisation = body and c.matching_level is not null and c.answer = 'given'
      and c.withdrawn_at is null and (c.valid_until is null or c.valid_until >= on_day)
    order by c.matching_level desc, c.recorded_at desc limit 1;
  if best.id is null then
    delete from matching.file f where f.person_id = person and f.organisation_id = body and f.consent_id is not null;
    return;
  end if;
  insert into matching.file (id, person_id, organisation_id, consent_id, case_id, report_id, level, told, record_id, kept_on)
    values (gen_random_uuid(), person, body, best.id, best.case_id, best.report_id, best.matching_level, best.matching_tells,
      gen_random_uuid(), best.given_on)
    on conflict (person_id, organisation_id) do update set consent_id = excluded.consent_id, level = excluded.level, told = excluded.told,
      case_id = excluded.case_id, report_id = excluded.report_id, version = file.version + 1;
end $$;

create function matching.consent_changed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform matching.settle_file(new.person_id, new.recorded_by_organisation, current_date);
  return null;
end $$;

-- Every night: yeses that have run out end; where the law counts every person once without asking, files are kept for all cases.
create function matching.keep_files(on_day date, by_duty boolean) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  ended record;
  kept integer := 0;
begin
  for ended in select f.person_id, f.organisation_id from matching.file f join identity.consent c on c.id = f.consent_id
      where c.valid_until < on_day loop
    perform matching.settle_file(ended.person_id, ended.organisation_id, on_day);
    kept := kept + 1;
  end loop;
  if by_duty then
    insert into matching.file (id, person_id, organisation_id, case_id, level, record_id, kept_on)
      select gen_random_uuid(), c.person_id, c.lead_organisation_id, c.id, 1, gen_random_uuid(), on_day from cases.case_file c
      where not exists (select 1 from matching.file f where f.person_id = c.person_id)
      on conflict do nothing;
  end if;
  return kept;
end $$;

-- With the file goes its record: tokens, edges, what was said and its place in the newest run hang on it.
create function matching.file_gone() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from linkage.record r where r.id = old.record_id;
  return null;
end $$;

-- Files that are to be encoded, for the vault: it learns what of them stands in clear and is compared, and nothing else of the report.
create function matching.due(epoch integer, norm integer, never_from text[], most integer)
  returns table (id uuid, person_id uuid, organisation_id uuid, case_id uuid, report_id uuid, sex text, citizenships text[])
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select f.id, f.person_id, f.organisation_id, f.case_id, f.report_id, p.sex, p.citizenships
  from matching.file f join referrals.report_person p on p.id = f.person_id join referrals.report r on r.id = p.report_id
  where (f.key_epoch is null or f.key_epoch < epoch or f.norm_version < norm)
    and r.intake_channel <> all (never_from) and r.how_came_to_light <> all (never_from)
  order by f.id limit least(most, 500) $$;

-- Takes the 28 rows of a file in; what the record held before is gone, with what was found by it. What people said stays.
create function linkage.store_record(file uuid, epoch integer, norm integer, on_day date, tokens bytea[], filters bytea[]) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_variable
declare
  record_id uuid;
begin
  if cardinality(tokens) <> 28 or cardinality(filters) <> 28 then
    raise exception 'a record has 28 rows, whatever is known of the person' using errcode = '23514';
  end if;
  update matching.file f set key_epoch = epoch, norm_version = norm where f.id = file returning f.record_id into record_id;
  if record_id is null then return false; end if;
  delete from linkage.token_row t where t.record_id = record_id;
  delete from linkage.edge e where record_id in (e.one, e.other);
  insert into linkage.record (id, key_epoch, norm_version, day, is_new) values (record_id, epoch, norm, on_day, true)
    on conflict (id) do update set key_epoch = excluded.key_epoch, norm_version = excluded.norm_version, day = excluded.day, is_new = true;
  insert into linkage.token_row (record_id, token, filter)
    select record_id, pair.token, pair.filter from unnest(tokens, filters) as pair (token, filter) order by pair.token;
  return true;
end $$;

-- Erasing a person (GDPR art. 17): her files, records, tokens, pairs and answers; the next run knows nothing of her.
create function linkage.forget(subject uuid) returns integer
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  with gone as (delete from matching.file f where f.person_id = subject returning 1) select count(*)::integer from gone $$;

-- What was said of two files becomes what every run keeps to.
create function matching.keep_said(pair uuid, what text, on_day date) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  first_record uuid;
  second_record uuid;
begin
  select least(a.record_id, b.record_id), greatest(a.record_id, b.record_id) into first_record, second_record
    from matching.pair p join matching.file a on a.id = p.one_file_id join matching.file b on b.id = p.other_file_id where p.id = pair;
  insert into linkage.said (one, other, kind, said_on) values (first_record, second_record, what, on_day)
    on conflict (one, other) do update set kind = excluded.kind, said_on = excluded.said_on;
end $$;

-- A worker writes down what her person answered. Both yes: the pair opens to both bodies. True when it was hers to answer.
create function matching.answer_side(asked uuid, said text, how text, in_language text, on_day date) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  answered matching.side;
begin
  if not (select security.may('matching.answer')) then return false; end if;
  update matching.side s set answer = said, answered_on = on_day, answered_by = (select security.viewer_staff()), method = how, language = in_language
    where s.id = asked and s.answer = 'none' and s.shown_on <= on_day and s.expires_on >= on_day
      and s.organisation_id = any ((select security.viewer_organisations())::uuid[])
    returning s.* into answered;
  if answered.id is null then return false; end if;
  update matching.pair p set state = 'open', audience = array(select s.organisation_id from matching.side s where s.pair_id = p.id)
    where p.id = answered.pair_id and p.state = 'possible'
      and (select count(*) from matching.side s where s.pair_id = p.id and s.answer = 'yes') = 2;
  return true;
end $$;

-- After the questions: one person or not. Two that say the same merge the count; one that says not parts them for good.
create function matching.judge_side(asked uuid, said text, on_day date) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  judged matching.side;
  outcome text;
begin
  if not (select security.may('matching.answer')) then return null; end if;
  update matching.side s set verdict = said, verdict_on = on_day, verdict_by = (select security.viewer_staff())
    where s.id = asked and s.organisation_id = any ((select security.viewer_organisations())::uuid[])
      and exists (select 1 from matching.pair p where p.id = s.pair_id and p.state in ('open', 'same'))
    returning s.* into judged;
  if judged.id is null then return null; end if;
  outcome := case when said = 'not_same' then 'not_same'
    when (select count(*) from matching.side s where s.pair_id = judged.pair_id and s.verdict = 'same') = 2 then 'same' else 'open' end;
  if outcome <> 'open' then
    update matching.pair p set state = outcome, settled_on = on_day where p.id = judged.pair_id;
    perform matching.keep_said(judged.pair_id, outcome, on_day);
  end if;
  return outcome;
end $$;

-- Whom a file must never be shown to. True when the version was still the one seen.
create function matching.stop_file(wanted uuid, classes text[], seen integer) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  changed integer;
begin
  if not (select security.may('matching.answer')) then return false; end if;
  update matching.file f set stops = classes, version = f.version + 1
    where f.id = wanted and f.version = seen and f.organisation_id = any ((select security.viewer_organisations())::uuid[]);
  get diagnostics changed = row_count;
  return changed > 0;
end $$;

revoke all on function matching.settle_file(uuid, uuid, date), matching.keep_files(date, boolean), matching.consent_changed(), matching.file_gone(), matching.due(integer, integer, text[], integer),
  linkage.store_record(uuid, integer, integer, date, bytea[], bytea[]), linkage.forget(uuid), matching.keep_said(uuid, text, date),
  matching.answer_side(uuid, text, text, text, date), matching.judge_side(uuid, text, date), matching.stop_file(uuid, text[], integer) from public;
grant execute on function matching.consent_changed(), matching.file_gone() to {{owner}};
grant execute on function matching.due(integer, integer, text[], integer),
  linkage.store_record(uuid, integer, integer, date, bytea[], bytea[]), linkage.forget(uuid) to {{vault}};
grant execute on function matching.keep_files(date, boolean) to {{worker}};
grant execute on function matching.answer_side(uuid, text, text, text, date), matching.judge_side(uuid, text, date),
  matching.stop_file(uuid, text[], integer) to {{casework}};
set local role {{owner}};

create trigger consent_for_matching after insert or update of withdrawn_at on identity.consent
  for each row when (new.matching_level is not null) execute function matching.consent_changed();
create trigger file_gone after delete on matching.file for each row execute function matching.file_gone();

-- Nobody is told to stop using what nobody was given.
drop trigger consent_taken_back on identity.consent;
create trigger consent_taken_back after update of withdrawn_at on identity.consent
  for each row when (old.withdrawn_at is null and new.withdrawn_at is not null and new.matching_level is null)
  execute function identity.consent_ended();

-- A yes about matching is another kind of consent for who looks at it.
drop view identity.consent_published;
create view identity.consent_published with (security_invoker = true) as
  select id, person_id, case_id, report_id, answer, given_by, authority, organisations, compartments, purposes, language, text_version,
    interpreter, method, given_on, valid_until, recorded_by_organisation, recorded_at, withdrawn_on, withdrawn_at, withdrawn_how, matching_level, matching_tells
  from identity.consent;
