-- The hotline desk: a record of each call from its first ring, what happened to it afterwards, what is remembered of a number that
-- calls again, and calls handed on while both sides speak. Texts are sealed; a number never stands here, only its keyed mark.
create table referrals.call (
  id uuid primary key,
  organisation_id uuid not null references directory.organisation (id),
  reference text not null check (reference ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  channel text not null check (channel ~ '^[a-z][a-z_]{0,59}$'),
  began_at timestamptz not null,
  noted_at timestamptz not null check (noted_at >= began_at),
  noted_by uuid not null references directory.staff (id),
  taken_by uuid not null references directory.staff (id),
  kind text check (kind ~ '^[a-z][a-z_]{0,59}$'),
  counts_apart boolean not null default false,
  language text check (language ~ '^[a-z]{2,3}$'),
  interpreter text check (interpreter ~ '^[a-z][a-z_]{0,59}$'),
  danger text check (danger in ('now', 'not_sure', 'no', 'not_asked')),
  caller_mark bytea check (octet_length(caller_mark) = 16),
  call_back text check (call_back in ('yes', 'no', 'not_asked')),
  call_back_from smallint check (call_back_from between 0 and 1439),
  call_back_until smallint check (call_back_until between 1 and 1440 and call_back_until > call_back_from),
  call_back_by date,
  called_back_at timestamptz,
  outcomes text[] not null default '{}' check (cardinality(outcomes) <= 20 and outcomes::text ~ '^\{[a-z_,]*\}$'),
  draft bytea,
  draft_id uuid,
  closed_at timestamptz check (closed_at >= began_at),
  closed_by uuid references directory.staff (id),
  version integer not null default 1,
  unique (organisation_id, reference),
  check ((closed_at is null) = (closed_by is null)),
  check (closed_at is null or (kind is not null and draft is null)),
  check (not counts_apart or (draft is null and caller_mark is null and call_back is null and closed_at is not null)),
  check ((call_back_from is null) = (call_back_until is null)),
  check (call_back = 'yes' or (call_back_from is null and call_back_by is null))
);
create index call_organisation on referrals.call (organisation_id, began_at desc);
create index call_noted_by on referrals.call (noted_by);
create index call_taken_by on referrals.call (taken_by);
create index call_closed_by on referrals.call (closed_by);
create index call_mark on referrals.call (caller_mark) where caller_mark is not null;
comment on table referrals.call is 'A call of the hotline, from its first ring. While it is open its texts lie in a sealed draft; closing seals them to the body.';
comment on column referrals.call.counts_apart is 'Silent, hung up, wrong number and the like: counted, and nothing else is kept of it.';
comment on column referrals.call.caller_mark is 'A keyed hash of the number, made by the vault; removed when its term is over.';

create table referrals.call_line (
  id uuid primary key,
  call_id uuid not null references referrals.call (id),
  organisation_id uuid not null references directory.organisation (id),
  kind text not null check (kind in ('corrected', 'added', 'shared', 'called_back')),
  code text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$'),
  was text check (was ~ '^[a-z][a-z_]{0,59}$'),
  by_staff uuid not null references directory.staff (id),
  at timestamptz not null
);
create index call_line_call on referrals.call_line (call_id, at);
create index call_line_organisation on referrals.call_line (organisation_id);
create index call_line_by on referrals.call_line (by_staff);
comment on table referrals.call_line is 'What happened to a call beside its record: a correction with what stood there, a sealed addition, a service told to the caller, a call back.';

create table referrals.caller_flag (
  id uuid primary key,
  organisation_id uuid not null references directory.organisation (id),
  caller_mark bytea check (octet_length(caller_mark) = 16),
  kind text not null check (kind ~ '^[a-z][a-z_]{0,59}$'),
  set_by uuid not null references directory.staff (id),
  set_at timestamptz not null,
  expires_on date not null,
  ended_by uuid references directory.staff (id),
  ended_at timestamptz check (ended_at >= set_at),
  version integer not null default 1,
  check ((ended_by is null) = (ended_at is null))
);
create index caller_flag_organisation on referrals.caller_flag (organisation_id, caller_mark);
create index caller_flag_set_by on referrals.caller_flag (set_by);
create index caller_flag_ended_by on referrals.caller_flag (ended_by);
comment on table referrals.caller_flag is 'What helps whoever answers the same number next, until a day. It blocks nobody: who harasses today may be in danger tomorrow.';

create table referrals.call_handover (
  id uuid primary key,
  call_id uuid not null references referrals.call (id),
  reference text not null check (reference ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  from_organisation_id uuid not null references directory.organisation (id),
  to_organisation_id uuid not null references directory.organisation (id),
  audience uuid[] not null,
  danger text not null check (danger in ('now', 'not_sure', 'no', 'not_asked')),
  language text check (language ~ '^[a-z]{2,3}$'),
  state text not null default 'offered' check (state in ('offered', 'accepted', 'refused', 'taken_back')),
  offered_by uuid not null references directory.staff (id),
  offered_at timestamptz not null,
  answer_by timestamptz not null check (answer_by > offered_at),
  ended_by uuid references directory.staff (id),
  ended_at timestamptz check (ended_at >= offered_at),
  version integer not null default 1,
  check (audience @> array[from_organisation_id, to_organisation_id] and audience <@ array[from_organisation_id, to_organisation_id]),
  check ((state = 'offered') = (ended_by is null) and (ended_by is null) = (ended_at is null)),
  check (state not in ('accepted', 'refused') or ended_by <> offered_by)
);
create index call_handover_audience on referrals.call_handover using gin (audience);
create index call_handover_call on referrals.call_handover (call_id);
create index call_handover_from on referrals.call_handover (from_organisation_id);
create index call_handover_to on referrals.call_handover (to_organisation_id);
create index call_handover_offered_by on referrals.call_handover (offered_by);
create index call_handover_ended_by on referrals.call_handover (ended_by);
create unique index call_handover_open on referrals.call_handover (call_id) where state = 'offered';
comment on column referrals.caller_flag.caller_mark is 'Taken away when the flag has run out or was ended; then nothing leads to the caller.';

comment on table referrals.call_handover is 'A call handed on while both speak: danger, language and a reference to say aloud, nothing else. While it is offered the record is locked.';

do $$ declare name text; begin
  foreach name in array array['call', 'call_line', 'caller_flag', 'call_handover'] loop
    execute format('alter table referrals.%I enable row level security, force row level security', name);
  end loop;
end $$;
