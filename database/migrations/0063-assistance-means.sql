-- What a support costs and who takes part: financial help, interpreters and whom they do not suit, translations, conferences, the end.
alter table assistance.support add column law_on date;
comment on column assistance.support.law_on is 'The day on which the law starts assistance (indications), as the service knew it; beside it stand the days of practice.';

create table assistance.aid (
  id uuid primary key,
  support_id uuid not null references assistance.support (id),
  amount_cents integer not null check (amount_cents > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  ground text not null check (ground ~ '^[a-z][a-z_]{0,59}$'),
  payer text not null check (payer ~ '^[a-z][a-z_]{0,59}$'),
  on_day date not null,
  state text not null check (state in ('asked', 'given', 'refused')),
  limit_cents integer not null check (limit_cents >= 0),
  asked_by uuid not null,
  asked_at timestamptz not null,
  answered_by uuid check (answered_by <> asked_by),
  answered_at timestamptz,
  version integer not null default 1,
  check ((answered_by is null) = (answered_at is null)),
  check (state <> 'given' or amount_cents <= limit_cents or answered_by is not null),
  check (state <> 'refused' or answered_by is not null)
);
create index aid_support on assistance.aid (support_id);
comment on table assistance.aid is 'Financial help, a line of the ledger. Above the limit of the profile a second person answers; the database holds to it.';

create table assistance.interpreter (
  id uuid primary key,
  organisation_id uuid not null references directory.organisation (id),
  number text not null check (number ~ '^[A-Z0-9][A-Z0-9-]{1,19}$'),
  languages text[] not null check (array_to_string(languages, ' ') ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*( [a-z]{2,3}(-[A-Za-z0-9]{2,8})*)*$'),
  remote boolean not null,
  added_by uuid not null,
  added_at timestamptz not null,
  unique (organisation_id, number)
);
comment on table assistance.interpreter is 'Interpreters the service works with, under the number by which they are known; no name.';

create table assistance.interpreter_conflict (
  id uuid primary key,
  interpreter_id uuid not null references assistance.interpreter (id),
  support_id uuid not null references assistance.support (id),
  ground text not null check (ground ~ '^[a-z][a-z_]{0,59}$'),
  set_by uuid not null,
  set_at timestamptz not null,
  unique (interpreter_id, support_id)
);
create index interpreter_conflict_support on assistance.interpreter_conflict (support_id);
comment on table assistance.interpreter_conflict is 'An interpreter who must not work for this person, and why in a code; a booking is refused.';

alter table assistance.session add column interpreter_id uuid references assistance.interpreter (id);
create index session_interpreter on assistance.session (interpreter_id);

create table assistance.translation (
  id uuid primary key,
  support_id uuid not null references assistance.support (id),
  kind text not null check (kind in ('document', 'email')),
  from_language text not null check (from_language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  to_language text not null check (to_language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  confidentiality text not null check (confidentiality ~ '^[a-z][a-z_]{0,59}$'),
  cost_cents integer not null check (cost_cents >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  payer text not null check (payer ~ '^[a-z][a-z_]{0,59}$'),
  ordered_on date not null,
  due_on date not null check (due_on >= ordered_on),
  delivered_on date check (delivered_on >= ordered_on),
  ordered_by uuid not null,
  version integer not null default 1,
  check (to_language <> from_language)
);
create index translation_support on assistance.translation (support_id);
comment on table assistance.translation is 'A translation that was ordered: languages, confidentiality, cost, who pays, by when and when it came. The text itself is a document of the case.';

create table assistance.conference (
  id uuid primary key,
  support_id uuid not null references assistance.support (id),
  held_on date not null,
  bodies text[] not null check (cardinality(bodies) > 0 and array_to_string(bodies, ' ') ~ '^[A-Z0-9-]+( [A-Z0-9-]+)*$'),
  points text[] not null check (cardinality(points) > 0 and array_to_string(points, ' ') ~ '^[a-z_]+( [a-z_]+)*$'),
  next_on date check (next_on > held_on),
  written_by uuid not null,
  written_at timestamptz not null
);
create index conference_support on assistance.conference (support_id, held_on);
comment on table assistance.conference is 'A conference about one person: when, which bodies, what was agreed, in codes of the agreed fields and no others.';

create table assistance.closing (
  support_id uuid primary key references assistance.support (id),
  ending text not null check (ending ~ '^[a-z][a-z_]{0,59}$'),
  exit_to text[] not null check (cardinality(exit_to) > 0 and array_to_string(exit_to, ' ') ~ '^[a-z_]+( [a-z_]+)*$'),
  exit_handed boolean not null,
  reported_to uuid references directory.organisation (id),
  closed_by uuid not null,
  closed_at timestamptz not null
);
create index closing_reported_to on assistance.closing (reported_to);
comment on table assistance.closing is 'How a support ended, whether the plan for afterwards was handed over, and which body was told of the end.';

do $$ declare name text; begin
  foreach name in array array['aid', 'interpreter', 'interpreter_conflict', 'translation', 'conference', 'closing'] loop
    execute format('alter table assistance.%I enable row level security, force row level security', name);
  end loop;
end $$;

set local role {{definer}};

-- What the law starts and what practice gave, by quarter: no case, no person, no day. For the body that coordinates.
create function assistance.gaps()
  returns table (quarter text, persons integer, declined integer, contacted integer, contact_days numeric, assessed integer, assess_days numeric, planned integer, plan_days numeric)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not security.may('assistance.gap') then
    raise exception 'this role may not ask' using errcode = '42501';
  end if;
  return query
    select to_char(s.law_on, 'YYYY"-"Q'), count(*)::int, count(*) filter (where s.state = 'declined')::int,
      count(s.contacted_on)::int, percentile_cont(0.5) within group (order by greatest(s.contacted_on - s.law_on, 0))::numeric,
      count(s.assessed_on)::int, percentile_cont(0.5) within group (order by greatest(s.assessed_on - s.law_on, 0))::numeric,
      count(s.planned_on)::int, percentile_cont(0.5) within group (order by greatest(s.planned_on - s.law_on, 0))::numeric
    from assistance.support s where s.law_on is not null group by 1 order by 1 desc;
end $$;
revoke all on function assistance.gaps() from public;
grant execute on function assistance.gaps() to {{casework}};
set local role {{owner}};
