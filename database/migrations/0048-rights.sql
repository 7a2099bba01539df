-- What persons ask of a body about themselves (access, rectification, restriction, erasure), what must not be erased for now, and
-- who was told. Codes, days and identifiers; what a person said stands in sealed fields.
create table identity.rights_request (
  id uuid primary key,
  kind text not null check (kind in ('access', 'rectification', 'restriction', 'erasure')),
  state text not null check (state in
    ('proposed', 'received', 'read', 'decided', 'handed_over', 'in_force', 'lifted', 'approved', 'done', 'refused')),
  person_id uuid not null,
  case_id uuid not null references cases.case_file (id),
  organisation_id uuid not null references directory.organisation (id),
  reference text not null check (reference ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  asked_by text not null check (asked_by in ('person', 'guardian', 'representative', 'schedule')),
  authority text check (authority ~ '^[a-z][a-z0-9_]{0,59}$'),
  proof text check (proof ~ '^[a-z][a-z0-9_]{0,59}$'),
  received_on date not null,
  due_on date not null check (due_on >= received_on),
  extension_reason text check (extension_reason ~ '^[a-z][a-z0-9_]{0,59}$'),
  ground text check (ground ~ '^[a-z][a-z0-9_]{0,59}$'),
  data_class text check (data_class ~ '^[a-z][a-z0-9_]{0,59}$'),
  parts text[] not null default '{}' check (parts::text ~ '^\{[a-z0-9_:,]*\}$'),
  purposes text[] not null default '{}' check (purposes::text ~ '^\{[a-z0-9_,]*\}$'),
  kept_by uuid[] not null default '{}',
  recorded_by uuid,
  recorded_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  certificate text,
  signature bytea check (length(signature) = 64),
  signed_with bytea check (length(signed_with) = 32),
  version integer not null default 1,
  check (asked_by in ('person', 'schedule') or authority is not null),
  check ((asked_by = 'schedule') = (proof is null) and (asked_by <> 'schedule' or kind = 'erasure')),
  check ((state = 'proposed') <= (asked_by = 'schedule') and (state = 'proposed') = (recorded_by is null)),
  -- Nobody erases alone (and nobody approves what she asked for).
  check (kind <> 'erasure' or state not in ('approved', 'done') or (decided_by is not null and decided_by <> recorded_by)),
  check ((certificate is null) = (signature is null) and (signature is null) = (signed_with is null)),
  check ((certificate is not null) = (kind = 'erasure' and state = 'done'))
);
create index rights_request_body on identity.rights_request (organisation_id, state, due_on);
create index rights_request_case on identity.rights_request (case_id);
create index rights_request_person on identity.rights_request (person_id, kind, state);
comment on table identity.rights_request is 'What a person, or who may speak for them, asked of a body about what it holds, until when it is to be answered, and the answer; or that the term of the schedule is over. A restriction in force and an erasure approved bind the vault.';
comment on column identity.rights_request.parts is 'Of an access: part and decision, such as testimony:give or notes:rights_of_others.';
comment on column identity.rights_request.purposes is 'Of a restriction: what may still be opened for.';
comment on column identity.rights_request.kept_by is 'Bodies that keep what they hold although the others’ was erased.';

create table identity.legal_hold (
  id uuid primary key,
  person_id uuid not null,
  case_id uuid not null references cases.case_file (id),
  organisation_id uuid not null references directory.organisation (id),
  reference text not null check (reference ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  ground text not null check (ground ~ '^[a-z][a-z0-9_]{0,59}$'),
  until date,
  set_by uuid not null,
  set_at timestamptz not null,
  lifted_by uuid,
  lifted_at timestamptz,
  check ((lifted_by is null) = (lifted_at is null))
);
create index legal_hold_person on identity.legal_hold (person_id);
create index legal_hold_case on identity.legal_hold (case_id);
create index legal_hold_body on identity.legal_hold (organisation_id, lifted_at);
comment on table identity.legal_hold is 'Why a body must not erase what it holds of a person for now, and until when.';

create table identity.rights_notice (
  id uuid primary key,
  request_id uuid not null references identity.rights_request (id),
  organisation_id uuid not null references directory.organisation (id),
  kind text not null check (kind in ('corrected', 'restricted', 'unrestricted', 'erased')),
  reference text check (reference ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  created_at timestamptz not null,
  confirmed_at timestamptz,
  confirmed_by uuid,
  unique (request_id, organisation_id, kind),
  check ((confirmed_at is null) = (confirmed_by is null))
);
create index rights_notice_body on identity.rights_notice (organisation_id, confirmed_at);
comment on table identity.rights_notice is 'Tells a body that something it was given was corrected, restricted or erased: its own reference of the matter and nothing else (GDPR art. 19).';

do $$ declare name text; begin
  foreach name in array array['rights_request', 'legal_hold', 'rights_notice'] loop
    execute format('alter table identity.%I enable row level security, force row level security', name);
  end loop;
end $$;

set local role {{definer}};

-- Everybody who holds something of the person is told, by its own reference; who answered the request knows already.
create function identity.tell_holders() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into identity.rights_notice (id, request_id, organisation_id, kind, reference, created_at)
    select uuidv7(), new.id, held.body, case new.state when 'in_force' then 'restricted' when 'lifted' then 'unrestricted'
        else case new.kind when 'rectification' then 'corrected' else 'erased' end end,
      coalesce((select r.code from cases.case_reference r where r.case_id = new.case_id and r.organisation_id = held.body),
        (select r.code from referrals.report_reference r join cases.case_file c on c.report_id = r.report_id
          where c.id = new.case_id and r.organisation_id = held.body)), new.decided_at
    from (select distinct e.organisation_id as body from identity.data_key k join identity.data_key_wrap w on w.data_key_id = k.id
      join identity.envelope e on e.id = w.envelope_id where k.subject_id in (new.person_id, new.case_id)
        and e.organisation_id not in (new.organisation_id, '00000000-0000-0000-0000-000000000000')) held
    on conflict do nothing;
  return null;
end $$;

-- What is sealed about a person: the person's own, the case's, and of the report when nobody else in it is left.
create function identity.subjects_of(person uuid) returns table (subject_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select person
  union select c.id from cases.case_file c where c.person_id = person
  union select p.report_id from referrals.report_person p where p.id = person
    and not exists (select 1 from referrals.report_person o where o.report_id = p.report_id and o.id <> person
      and not exists (select 1 from identity.rights_request q where q.person_id = o.id and q.kind = 'erasure' and q.state = 'done' and q.kept_by = '{}')) $$;

-- What other rooms keep of erased subjects beside the vault's own tables: sealed files, the words bodies chose to find them by, and
-- what was computed for matching; but not of the bodies that keep their part.
create function identity.forget_subjects(subjects uuid[], kept uuid[]) returns integer
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
  update cases.case_reference set own_label = null, own_label_token = null
    where case_id = any (subjects) and own_label is not null and organisation_id <> all (kept);
  update referrals.report_reference set own_label = null, own_label_token = null
    where report_id = any (subjects) and own_label is not null and organisation_id <> all (kept);
  return gone + files;
end $$;

-- For the person who asks: which bodies had what opened, what for and how often, without a name of anybody at work. Only for
-- viewers whose body holds something of the subject itself.
create function identity.openings_by_body(subjects uuid[])
  returns table (organisation_id uuid, compartment text, purpose text, times integer, first_at timestamptz, last_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(o.acts_for_id, e.chain), part, e.data ->> 'purpose', count(*)::integer, min(e.at), max(e.at)
  from journal.event e cross join lateral jsonb_array_elements_text(e.data -> 'compartments') part
  left join directory.organisation o on o.id = e.chain
  where e.subject_id = any (subjects) and e.type = 'identity.opened'
    and e.subject_id in (select held.subject_id from identity.who_can_open(subjects) held)
  group by 1, 2, 3 $$;

-- The nightly job: cases whose term of the schedule is over since nobody worked on them. It proposes; two people decide.
create function identity.propose_erasures(classes jsonb, work text[], today date, moment timestamptz)
  returns table (id uuid, case_id uuid, person_id uuid, organisation_id uuid, data_class text)
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  with idle as (
    select c.id, c.person_id, c.lead_organisation_id, c.victim_status, p.age_answer, greatest(c.opened_at,
      (select max(e.at) from journal.event e where e.case_id = c.id and e.type = any (work)))::date as since
    from cases.case_file c left join referrals.report_person p on p.id = c.person_id),
  due as (
    select i.*, k.id as class from idle i join jsonb_to_recordset(classes) as k(id text, statuses jsonb, months integer, child_months integer)
      on k.statuses ? i.victim_status
    where i.since + make_interval(months => case when i.age_answer = 'adult' then k.months else k.child_months end) <= today)
  insert into identity.rights_request (id, kind, state, person_id, case_id, organisation_id, reference, asked_by, received_on, due_on,
      data_class, recorded_at)
    select uuidv7(), 'erasure', 'proposed', d.person_id, d.id, d.lead_organisation_id, r.code, 'schedule', today, today + 30, d.class, moment
    from due d join cases.case_reference r on r.case_id = d.id and r.organisation_id = d.lead_organisation_id
    where exists (select 1 from identity.data_key k where k.subject_id in (d.person_id, d.id))
      and not exists (select 1 from identity.rights_request q where q.case_id = d.id and q.kind = 'erasure' and q.state <> 'refused')
  returning id, case_id, person_id, organisation_id, data_class $$;

revoke all on function identity.tell_holders(), identity.subjects_of(uuid), identity.forget_subjects(uuid[], uuid[]), identity.openings_by_body(uuid[]),
  identity.propose_erasures(jsonb, text[], date, timestamptz) from public;
grant execute on function identity.tell_holders() to {{owner}};
grant execute on function identity.subjects_of(uuid), identity.forget_subjects(uuid[], uuid[]) to {{vault}};
grant execute on function identity.openings_by_body(uuid[]) to {{casework}};
grant execute on function identity.propose_erasures(jsonb, text[], date, timestamptz) to {{worker}};
set local role {{owner}};

create trigger rights_told after update of state on identity.rights_request for each row
  when (old.state is distinct from new.state and (new.state in ('in_force', 'lifted') or (new.state = 'done' and new.kind in ('rectification', 'erasure'))))
  execute function identity.tell_holders();
