-- How a person goes on: voluntary return or integration, and the stay of a citizen of the Union. Each step stands for itself
-- and is never changed. No notice and no key to a case goes with it, so the authority on residence and the return unit see none.
create table protection.onward_step (
  id uuid primary key,
  case_id uuid not null references cases.case_file (id),
  organisation_id uuid not null references directory.organisation (id),
  path text not null check (path in ('return', 'union')),
  number integer not null check (number between 1 and 500),
  step text check (step ~ '^[A-Z0-9][A-Z0-9-]*$'),
  event text not null check (event ~ '^[a-z][a-z0-9_]{0,59}$'),
  from_state text check (from_state ~ '^[a-z][a-z0-9_]{0,59}$'),
  to_state text not null check (to_state ~ '^[a-z][a-z0-9_]{0,59}$'),
  finding text check (finding ~ '^[a-z][a-z0-9_]{0,59}$'),
  valid_until date check (valid_until >= happened_on),
  travel_on date,
  follow_up boolean,
  happened_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  -- A day of travel stands only on the line that agreed it, and never before the day it was agreed on.
  check ((travel_on is not null) = (event = 'plan_travel') and (travel_on is null or travel_on >= happened_on)),
  unique (case_id, path, number)
);
create index onward_step_organisation on protection.onward_step (organisation_id);
comment on table protection.onward_step is 'One step on the way a person goes on: check of risks, choice, day of travel, what came after a return; or what happened to the stay of a citizen of the Union. Days and codes alone; texts are sealed notes of the body that wrote them.';
comment on column protection.onward_step.number is 'Counts the steps of a path in a case: of two who write at once the second is told so.';
comment on column protection.onward_step.valid_until is 'Last day on which a check of risks holds; without one that holds nobody agrees a day of travel.';
comment on column protection.onward_step.follow_up is 'Whether the person wishes to be asked after the return; no is an answer as good as yes.';

alter table protection.onward_step enable row level security, force row level security;
