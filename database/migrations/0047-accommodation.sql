-- Safe beds: houses and beds, who sleeps where and until when, who is missing, who was placed abroad. The address of a house is
-- sealed (compartment shelter_address, subject: the house) and stands in no column.
alter table identity.data_key drop constraint data_key_compartment_check, add constraint data_key_compartment_check check (compartment in
  ('identity', 'contact_safe', 'testimony', 'health', 'legal_residence', 'investigation', 'reporter', 'notes', 'shelter_address'));

create schema accommodation;
grant usage, create on schema accommodation to {{definer}};
grant usage on schema accommodation to {{casework}};

create table accommodation.house (
  id uuid primary key,
  organisation_id uuid not null references directory.organisation (id),
  code text not null unique check (code ~ '^[A-Z][A-Z0-9-]{1,11}$'),
  kind text not null check (kind in ('dedicated', 'reception', 'abroad')),
  area text not null check (area ~ '^[a-z][a-z_]{0,59}$'),
  takes text[] not null check (cardinality(takes) > 0 and array_to_string(takes, ' ') ~ '^[a-z_]+( [a-z_]+)*$'),
  features text[] not null default '{}' check (array_to_string(features, ' ') ~ '^([a-z_]+( [a-z_]+)*)?$'),
  languages text[] not null default '{}' check (array_to_string(languages, ' ') ~ '^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*( [a-z]{2,3}(-[A-Za-z0-9]{2,8})*)*)?$'),
  restrictions text[] not null default '{}' check (array_to_string(restrictions, ' ') ~ '^([a-z_]+( [a-z_]+)*)?$'),
  restricted_by uuid,
  restricted_on date,
  review_on date,
  turnaround_days smallint not null check (turnaround_days between 0 and 30),
  opened_on date not null,
  closes_on date,
  created_by uuid not null,
  created_at timestamptz not null,
  version integer not null default 1,
  check (closes_on is null or closes_on > opened_on),
  check ((cardinality(restrictions) > 0) = (restricted_on is not null and restricted_by is not null and review_on is not null))
);
create index house_organisation on accommodation.house (organisation_id);
comment on table accommodation.house is 'A house where people are safe, under a code word. It stands for an area only; its address is sealed.';
comment on column accommodation.house.code is 'A code word, never the street or a name people know.';

create table accommodation.bed (
  id uuid primary key,
  house_id uuid not null references accommodation.house (id),
  organisation_id uuid not null references directory.organisation (id),
  room text not null check (room ~ '^[A-Z0-9][A-Z0-9-]{0,7}$'),
  code text not null check (code ~ '^[A-Z0-9][A-Z0-9-]{0,7}$'),
  emergency boolean not null default false,
  sleeps smallint not null default 1 check (sleeps between 1 and 12),
  features text[] not null default '{}' check (array_to_string(features, ' ') ~ '^([a-z_]+( [a-z_]+)*)?$'),
  in_service_from date not null,
  in_service_until date,
  version integer not null default 1,
  unique (house_id, room, code),
  check (in_service_until is null or in_service_until > in_service_from)
);
create index bed_organisation on accommodation.bed (organisation_id);
comment on table accommodation.bed is 'The smallest thing that is given to somebody. A family room is one bed that sleeps several, so that no family is split.';
comment on column accommodation.bed.emergency is 'A room for the night in a reception facility, apart from the house.';

create table accommodation.placement (
  id uuid primary key,
  reference text not null unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  case_id uuid references cases.case_file (id),
  support_organisation_id uuid not null references directory.organisation (id),
  house_organisation_id uuid references directory.organisation (id),
  audience uuid[] not null,
  state text not null check (state ~ '^[a-z][a-z_]{0,59}$'),
  house_id uuid references accommodation.house (id),
  bed_id uuid references accommodation.bed (id),
  needed_from date not null,
  nights smallint not null check (nights between 1 and 366),
  persons smallint not null check (persons between 1 and 12),
  children smallint not null check (children between 0 and 11),
  sex text not null check (sex ~ '^[a-z][a-z_]{0,59}$'),
  minor text not null check (minor in ('yes', 'no', 'not_sure')),
  needs text[] not null default '{}' check (array_to_string(needs, ' ') ~ '^([a-z_]+( [a-z_]+)*)?$'),
  wishes text[] not null default '{}' check (array_to_string(wishes, ' ') ~ '^([a-z_]+( [a-z_]+)*)?$'),
  languages text[] not null default '{}' check (array_to_string(languages, ' ') ~ '^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*( [a-z]{2,3}(-[A-Za-z0-9]{2,8})*)*)?$'),
  avoid_areas text[] not null default '{}' check (array_to_string(avoid_areas, ' ') ~ '^([a-z_]+( [a-z_]+)*)?$'),
  avoid_houses uuid[] not null default '{}',
  person_answer text check (person_answer in ('accepted', 'refused')),
  house_answer text check (house_answer in ('accepted', 'refused')),
  from_day date,
  until_day date,
  moved_in_on date,
  left_on date,
  move_on text check (move_on ~ '^[a-z][a-z_]{0,59}$'),
  outside_place text check (outside_place ~ '^[a-z][a-z_]{0,59}$'),
  at_risk boolean not null default false,
  review_on date,
  requested_by uuid not null,
  requested_at timestamptz not null,
  version integer not null default 1,
  check (children < persons or minor <> 'no'),
  check ((bed_id is null) = (house_id is null)),
  check (audience @> array[support_organisation_id]
    and audience <@ array[support_organisation_id, coalesce(house_organisation_id, support_organisation_id)]),
  check (until_day is null or until_day > from_day),
  check (state <> 'left' or (left_on is not null and move_on is not null)),
  check (state <> 'placed_temp' or (outside_place is not null and at_risk and review_on is not null))
);
create index placement_audience on accommodation.placement using gin (audience);
create index placement_case on accommodation.placement (case_id);
create index placement_support on accommodation.placement (support_organisation_id);
create index placement_house_body on accommodation.placement (house_organisation_id);
create index placement_house on accommodation.placement (house_id);
create index placement_bed on accommodation.placement (bed_id);
create index placement_state on accommodation.placement (state, requested_at);
create unique index placement_living on accommodation.placement (case_id) where state not in ('left', 'cancelled');
comment on table accommodation.placement is 'A safe bed for one person or family, from the request to the end of the stay. Seen by the service that asked and the house that was asked.';
comment on column accommodation.placement.case_id is 'Null for a night that was given before there was a case; to be joined to one in the morning.';
comment on column accommodation.placement.at_risk is 'Placed outside the dedicated houses: stays true, for the count of such placements.';

create table accommodation.claim (
  id uuid primary key,
  bed_id uuid not null references accommodation.bed (id),
  house_id uuid not null references accommodation.house (id),
  organisation_id uuid not null references directory.organisation (id),
  placement_id uuid references accommodation.placement (id),
  kind text not null check (kind in ('stay', 'closure')),
  reason text check (reason ~ '^[a-z][a-z_]{0,59}$'),
  from_day date not null,
  until_day date not null,
  free_from date not null,
  cancelled_at timestamptz,
  made_by uuid not null,
  made_at timestamptz not null,
  version integer not null default 1,
  check (until_day > from_day and free_from >= until_day),
  check ((kind = 'stay') = (placement_id is not null)),
  check ((kind = 'closure') = (reason is not null)),
  constraint one_at_a_time exclude using gist
    (bed_id extension.gist_uuid_ops with operator(pg_catalog.=), daterange(from_day, free_from) with &&) where (cancelled_at is null)
);
create index claim_house on accommodation.claim (house_id, free_from);
create index claim_bed on accommodation.claim (bed_id, free_from) where cancelled_at is null;
create index claim_bed_all on accommodation.claim (bed_id);
create index claim_organisation on accommodation.claim (organisation_id);
create index claim_placement on accommodation.claim (placement_id);
comment on table accommodation.claim is 'From which day until which a bed is taken by a stay or closed, and from when it is free again (turnaround). Two never meet: the database refuses.';
comment on column accommodation.claim.until_day is 'The first night that is not slept there.';

create table accommodation.step (
  id uuid primary key,
  placement_id uuid not null references accommodation.placement (id),
  event text not null check (event ~ '^[a-z][a-z_]{0,59}$'),
  to_state text not null check (to_state ~ '^[a-z][a-z_]{0,59}$'),
  reason text check (reason ~ '^[a-z][a-z_]{0,59}$'),
  on_day date not null,
  until_day date,
  bed_id uuid references accommodation.bed (id),
  organisation_id uuid not null references directory.organisation (id),
  made_by uuid not null,
  made_at timestamptz not null
);
create index step_placement on accommodation.step (placement_id, made_at);
create index step_bed on accommodation.step (bed_id);
create index step_organisation on accommodation.step (organisation_id);
comment on table accommodation.step is 'Everything that happened to a placement, in codes; never changed.';

create table accommodation.placed (
  case_id uuid primary key references cases.case_file (id),
  placed boolean not null,
  since date not null,
  version integer not null default 1
);
comment on table accommodation.placed is 'Only whether a person has a bed, for the police: not where. Kept by trigger.';

create table accommodation.alarm (
  id uuid primary key,
  placement_id uuid not null references accommodation.placement (id),
  case_id uuid references cases.case_file (id),
  audience uuid[] not null check (cardinality(audience) > 0),
  minor boolean not null,
  last_seen_at timestamptz not null,
  told text[] not null check (array_to_string(told, ' ') ~ '^[A-Z0-9-]+( [A-Z0-9-]+)*$'),
  state text not null default 'open' check (state in ('open', 'closed')),
  outcome text check (outcome ~ '^[a-z][a-z_]{0,59}$'),
  raised_by uuid not null,
  raised_at timestamptz not null,
  closed_by uuid,
  closed_at timestamptz,
  version integer not null default 1,
  check ((state = 'closed') = (outcome is not null and closed_by is not null and closed_at is not null)),
  check (last_seen_at <= raised_at)
);
create index alarm_audience on accommodation.alarm using gin (audience);
create index alarm_placement on accommodation.alarm (placement_id);
create index alarm_case on accommodation.alarm (case_id);
create unique index alarm_open on accommodation.alarm (placement_id) where state = 'open';
comment on table accommodation.alarm is 'Somebody is missing: since when, who was told at once, how it ended. Says nothing of the house.';

create table accommodation.abroad (
  id uuid primary key,
  placement_id uuid not null references accommodation.placement (id),
  case_id uuid not null references cases.case_file (id),
  support_organisation_id uuid not null references directory.organisation (id),
  police_organisation_id uuid not null references directory.organisation (id) check (police_organisation_id <> support_organisation_id),
  audience uuid[] not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  state text not null default 'proposed' check (state in ('proposed', 'agreed', 'refused', 'ended')),
  from_day date not null,
  until_day date not null check (until_day > from_day),
  visit_every_days smallint not null check (visit_every_days between 1 and 366),
  visited_on date,
  visits smallint not null default 0 check (visits >= 0),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  answered_by uuid check (answered_by <> proposed_by),
  answered_at timestamptz,
  version integer not null default 1,
  check (audience @> array[support_organisation_id, police_organisation_id] and audience <@ array[support_organisation_id, police_organisation_id]),
  check ((state = 'proposed') = (answered_by is null and answered_at is null))
);
create index abroad_audience on accommodation.abroad using gin (audience);
create index abroad_placement on accommodation.abroad (placement_id);
create index abroad_case on accommodation.abroad (case_id);
create index abroad_support on accommodation.abroad (support_organisation_id);
create index abroad_police on accommodation.abroad (police_organisation_id);
create unique index abroad_living on accommodation.abroad (placement_id) where state in ('proposed', 'agreed');
comment on table accommodation.abroad is 'A placement in another country: proposed by the support service, agreed by the police, with visits and an end.';

do $$ declare name text; begin
  foreach name in array array['house', 'bed', 'placement', 'claim', 'step', 'placed', 'alarm', 'abroad'] loop
    execute format('alter table accommodation.%I enable row level security, force row level security', name);
  end loop;
end $$;

set local role {{definer}};

-- Whether the person of a case has a bed, whoever changed it; a house that does not see the case keeps it true as well.
create function accommodation.keep_placed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.case_id is not null then
    insert into accommodation.placed (case_id, placed, since)
      values (new.case_id, new.state in ('placed', 'placed_temp', 'emergency_night', 'abroad'), coalesce(new.from_day, new.needed_from))
    on conflict (case_id) do update set placed = excluded.placed, since = excluded.since, version = placed.version + 1
      where placed.placed <> excluded.placed;
  end if;
  return null;
end $$;

-- With whom somebody would live, as facts of compatibility: no case, no reference, no body. Asked by who looks for a bed.
create function accommodation.neighbours(since date, until date, own uuid, about uuid)
  returns table (house_id uuid, sex text, minor text, persons smallint, children smallint, conflict text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_variable
declare
  report uuid;
begin
  if not security.may('accommodation.place') then
    raise exception 'this role may not look for a bed' using errcode = '42501';
  end if;
  select f.report_id into report from cases.case_file f where f.id = about;
  return query
    select c.house_id, p.sex, p.minor, p.persons, p.children,
      case
        when exists (select 1 from cases.case_link l where l.ended_at is null and l.kind = 'must_not_meet'
          and ((l.case_id = about and l.other_case_id = p.case_id) or (l.case_id = p.case_id and l.other_case_id = about))) then 'must_not_meet'
        when f.report_id = report and not exists (select 1 from cases.case_link l where l.ended_at is null and l.kind in ('family', 'couple', 'parent_child')
          and ((l.case_id = about and l.other_case_id = p.case_id) or (l.case_id = p.case_id and l.other_case_id = about))) then 'same_exploiter'
      end
    from accommodation.claim c join accommodation.placement p on p.id = c.placement_id left join cases.case_file f on f.id = p.case_id
    where c.cancelled_at is null and c.from_day < until and c.until_day > since and p.id <> own;
end $$;

revoke all on all functions in schema accommodation from public;
grant execute on function accommodation.keep_placed() to {{owner}};
grant execute on function accommodation.neighbours(date, date, uuid, uuid) to {{casework}};
set local role {{owner}};

create trigger placement_keeps_placed after insert or update on accommodation.placement
  for each row execute function accommodation.keep_placed();
