-- From shift to shift and from hand to hand: a note that the next shift acknowledges, and a person who is handed over warm, with
-- both sides saying so. What a note says is sealed to its body under its id; cases are named by reference only.
create table cases.shift_note (
  id uuid primary key,
  organisation_id uuid not null references directory.organisation (id),
  case_ids uuid[] not null default '{}' check (cardinality(case_ids) <= 30),
  written_by uuid not null references directory.staff (id),
  written_at timestamptz not null,
  due_at timestamptz not null check (due_at > written_at),
  acknowledged_by uuid references directory.staff (id) check (acknowledged_by <> written_by),
  acknowledged_at timestamptz check (acknowledged_at >= written_at),
  check ((acknowledged_by is null) = (acknowledged_at is null))
);
create index shift_note_organisation on cases.shift_note (organisation_id, written_at desc);
create index shift_note_writer on cases.shift_note (written_by);
create index shift_note_reader on cases.shift_note (acknowledged_by);
comment on table cases.shift_note is 'What one shift leaves to the next of the same body; open until somebody else acknowledges it.';

create table cases.warm_handover (
  id uuid primary key,
  case_id uuid not null references cases.case_file (id),
  from_organisation_id uuid not null references directory.organisation (id),
  to_organisation_id uuid not null references directory.organisation (id) check (to_organisation_id <> from_organisation_id),
  audience uuid[] not null,
  reason text not null check (reason ~ '^[a-z][a-z_]{0,59}$'),
  state text not null default 'offered' check (state in ('offered', 'accepted', 'done', 'refused', 'taken_back')),
  offered_by uuid not null references directory.staff (id),
  offered_at timestamptz not null,
  answer_by timestamptz not null check (answer_by > offered_at),
  answered_by uuid references directory.staff (id),
  answered_at timestamptz check (answered_at >= offered_at),
  ended_by uuid references directory.staff (id),
  ended_at timestamptz check (ended_at >= offered_at),
  version integer not null default 1,
  check (audience @> array[from_organisation_id, to_organisation_id] and audience <@ array[from_organisation_id, to_organisation_id]),
  check ((answered_by is null) = (answered_at is null) and (ended_by is null) = (ended_at is null)),
  check (state not in ('accepted', 'done', 'refused') or answered_by is not null),
  check ((state in ('done', 'taken_back')) = (ended_by is not null))
);
create index warm_handover_audience on cases.warm_handover using gin (audience);
create index warm_handover_case on cases.warm_handover (case_id, ended_at desc);
create index warm_handover_from on cases.warm_handover (from_organisation_id);
create index warm_handover_to on cases.warm_handover (to_organisation_id);
create index warm_handover_offered_by on cases.warm_handover (offered_by);
create index warm_handover_answered_by on cases.warm_handover (answered_by);
create index warm_handover_ended_by on cases.warm_handover (ended_by);
create unique index warm_handover_open on cases.warm_handover (case_id) where state in ('offered', 'accepted');
comment on table cases.warm_handover is 'A person is handed over from one body to another while both speak to each other; the giver answers for the person until both have said that it is done.';

do $$ declare name text; begin
  foreach name in array array['shift_note', 'warm_handover'] loop
    execute format('alter table cases.%I enable row level security, force row level security', name);
  end loop;
end $$;
