-- What a search for a bed asks beside sex, size and equipment: how guarded a house is, of which ages it takes children, what must not be
-- there, how far from an exploiter. And why a bed was closed, from when to when, stays readable through every change.
alter table accommodation.house
  add column security text not null default 'ordinary' check (security in ('ordinary', 'guarded', 'high')),
  add column child_from smallint check (child_from between 0 and 17),
  add column child_until smallint check (child_until between 0 and 17),
  add constraint house_child_ages check (child_from is null or child_until is null or child_from <= child_until);
comment on column accommodation.house.security is 'How guarded the house is; a search may ask for at least so much.';
comment on column accommodation.house.child_from is 'The youngest age at which a child lives there; null: any.';

alter table accommodation.placement
  add column security text not null default 'ordinary' check (security in ('ordinary', 'guarded', 'high')),
  add column child_ages smallint[] not null default '{}'
    check (cardinality(child_ages) <= 12 and 0 <= all (child_ages) and 17 >= all (child_ages)),
  add column unwanted text[] not null default '{}' check (array_to_string(unwanted, ' ') ~ '^([a-z_]+( [a-z_]+)*)?$'),
  add column distance text not null default 'other_area' check (distance in ('other_area', 'no_neighbour'));
comment on column accommodation.placement.child_ages is 'Ages of who is under 18, as far as they are known; fewer than there are children says that some are not.';
comment on column accommodation.placement.unwanted is 'What a house or bed must not have.';

create table accommodation.closure_change (
  id uuid primary key,
  claim_id uuid not null references accommodation.claim (id),
  organisation_id uuid not null references directory.organisation (id),
  change text not null check (change in ('closed', 'changed', 'reopened', 'taken_back')),
  reason text not null check (reason ~ '^[a-z][a-z_]{0,59}$'),
  from_day date not null,
  until_day date not null check (until_day > from_day),
  made_by uuid not null,
  made_at timestamptz not null
);
create index closure_change_claim on accommodation.closure_change (claim_id, made_at);
create index closure_change_organisation on accommodation.closure_change (organisation_id);
comment on table accommodation.closure_change is 'Every state of the time in which a bed is closed: why, from when to when, who wrote it. Never changed.';
alter table accommodation.closure_change enable row level security, force row level security;
