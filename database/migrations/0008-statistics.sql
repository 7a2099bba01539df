-- Figures as they were computed, with what each number is made of; and whether this database holds invented or real people.
create schema statistics;
grant usage, create on schema statistics to {{definer}};
grant usage on schema statistics to {{casework}}, {{worker}}, {{statistics}};

create table statistics.figure_run (
  id uuid primary key,
  figure text not null check (figure ~ '^[a-z][a-z0-9-]{0,59}$'),
  version smallint not null check (version > 0),
  edition text not null check (edition in ('staff')),
  profile text not null check (profile ~ '^[a-z][a-z0-9-]{0,59}$'),
  query_hash bytea not null check (length(query_hash) = 32),
  result_hash bytea not null check (length(result_hash) = 32),
  computed_at timestamptz not null,
  confirmed_at timestamptz not null check (confirmed_at >= computed_at)
);
create index figure_run_newest on statistics.figure_run (figure, edition, computed_at desc, id);
comment on table statistics.figure_run is 'One computation of a figure, frozen. A later computation with the same result only confirms it; with another result it is a new row.';

create table statistics.figure_cell (
  id uuid primary key,
  run_id uuid not null references statistics.figure_run (id),
  period text not null check (period ~ '^[0-9]{4}(-[0-9]{4})?$'),
  measure text not null check (measure ~ '^[a-z][a-z_]{0,59}$'),
  breakdown text check (breakdown ~ '^[a-z][a-z_]{0,59}$'),
  code text check (code ~ '^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$'),
  value integer not null check (value >= 0),
  unique nulls not distinct (run_id, period, measure, breakdown, code),
  check ((breakdown is null) = (code is null))
);
comment on table statistics.figure_cell is 'One number: of a period, a measure and, where broken down, a code. Not rounded: for staff, not for publication.';

create table statistics.figure_source (
  cell_id uuid not null references statistics.figure_cell (id),
  counted uuid not null,
  report_ids uuid[] not null check (cardinality(report_ids) > 0),
  person_ids uuid[] not null,
  event_ids uuid[] not null,
  day date not null,
  primary key (cell_id, counted)
);
comment on table statistics.figure_source is 'Lineage: each thing that was counted as one in a cell, and the reports, persons and events it stands for.';

create table security.installation (
  id smallint primary key default 1 check (id = 1),
  kind text not null check (kind in ('demonstration', 'production')),
  marked_at timestamptz not null default now()
);
comment on table security.installation is 'Whether this database holds invented people or real ones. Written once, before the first member of staff; never changed.';

alter table statistics.figure_run enable row level security, force row level security;
alter table statistics.figure_cell enable row level security, force row level security;
alter table statistics.figure_source enable row level security, force row level security;
alter table security.installation enable row level security, force row level security;

set local role {{definer}};

-- Invented staff never enter a real installation; whoever is added to the demonstration is marked invented.
create function security.keep_apart() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here text := (select i.kind from security.installation i where i.id = 1);
begin
  if here = 'production' and new.synthetic then
    raise exception 'this database holds real people: nobody invented may enter it' using errcode = '23514';
  end if;
  new.synthetic := new.synthetic or here is not distinct from 'demonstration';
  return new;
end $$;

-- What the installation is stays what it is.
create function security.stays_as_marked() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.kind = old.kind then return null; end if;
  raise exception 'a database marked % never becomes %', old.kind, new.kind using errcode = '23514';
end $$;

revoke all on function security.keep_apart(), security.stays_as_marked() from public;
grant execute on function security.keep_apart(), security.stays_as_marked() to {{owner}};
set local role {{owner}};

create trigger staff_kept_apart before insert or update of synthetic on directory.staff
  for each row execute function security.keep_apart();
create trigger installation_stays before update on security.installation
  for each row execute function security.stays_as_marked();
