-- A house asks the service that placed somebody to refer her to another service: codes and moments alone, on a placement it sees. The
-- house holds no text of hers and learns none; it reads how its request ended.
create table accommodation.house_request (
  id uuid primary key,
  placement_id uuid not null references accommodation.placement (id),
  house_organisation_id uuid not null references directory.organisation (id),
  support_organisation_id uuid not null references directory.organisation (id) check (support_organisation_id <> house_organisation_id),
  purpose text not null check (purpose ~ '^[a-z][a-z_]{0,59}$'),
  urgency text not null check (urgency ~ '^[a-z][a-z_]{0,59}$'),
  state text not null default 'asked' check (state in ('asked', 'answered')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  answer_by timestamptz not null check (answer_by > asked_at),
  outcome text check (outcome ~ '^[a-z][a-z_]{0,59}$'),
  answered_by uuid,
  answered_at timestamptz check (answered_at >= asked_at),
  version integer not null default 1,
  check ((state = 'answered') = (outcome is not null and answered_by is not null and answered_at is not null))
);
create index house_request_placement on accommodation.house_request (placement_id, asked_at desc);
create index house_request_house on accommodation.house_request (house_organisation_id);
create index house_request_support on accommodation.house_request (support_organisation_id);
create index house_request_answered_by on accommodation.house_request (answered_by);
create unique index house_request_open on accommodation.house_request (placement_id, purpose) where state = 'asked';
comment on table accommodation.house_request is 'A house asks the service to refer a resident to another service: for what and how urgent, until when an answer is owed, and how it ended. No text, no name, no case.';
comment on column accommodation.house_request.answer_by is 'From this moment on an unanswered request shows as late to both.';

alter table accommodation.house_request enable row level security, force row level security;
