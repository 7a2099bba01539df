-- The conference of police, support service and residence authority on a permit: the agreed fields alone, a column for each body.
create table protection.conference (
  notice_id uuid primary key references identification.minister_notice (id),
  organisation_id uuid not null references directory.organisation (id),
  opened_by uuid not null,
  opened_at timestamptz not null
);
create index conference_organisation on protection.conference (organisation_id);
comment on table protection.conference is 'A permit is spoken of among three bodies. It hangs on the notice that the residence authority (organisation_id) received; nothing of the case stands here.';

create table protection.conference_case (
  notice_id uuid primary key references protection.conference (notice_id),
  case_id uuid not null references cases.case_file (id)
);
create index conference_case_case on protection.conference_case (case_id);
comment on table protection.conference_case is 'Which case a conference speaks of: known to who sees the case, never to the residence authority.';

create table protection.conference_entry (
  id uuid primary key,
  notice_id uuid not null references protection.conference (notice_id),
  organisation_id uuid not null references directory.organisation (id),
  number integer not null check (number between 1 and 500),
  said text[] not null check (said::text ~ '^\{[A-Za-z0-9_.:/,-]*\}$'),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  unique (notice_id, organisation_id, number)
);
create index conference_entry_organisation on protection.conference_entry (organisation_id);
comment on table protection.conference_entry is 'One version of what one body says: agreed fields with a code or a day each (field:answer). A new version is added, none is changed.';

alter table protection.conference enable row level security, force row level security;
alter table protection.conference_case enable row level security, force row level security;
alter table protection.conference_entry enable row level security, force row level security;
