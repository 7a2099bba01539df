-- Who of a body is on call from when until when, and by which number: read by colleagues and by those who may call.
create table directory.duty (
  id uuid primary key,
  organisation_id uuid not null references directory.organisation (id),
  staff_id uuid not null references directory.staff (id),
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at and until_at <= from_at + interval '14 days'),
  channel text not null check (channel in ('telephone', 'desk', 'radio')),
  number text not null check (number ~ '^\+?[0-9][0-9 ()/.-]{2,38}$'),
  checked_on date not null,
  created_by uuid not null,
  created_at timestamptz not null,
  cancelled_at timestamptz
);
create index duty_organisation on directory.duty (organisation_id, until_at);
create index duty_staff on directory.duty (staff_id);
create index duty_until on directory.duty (until_at) where cancelled_at is null;
alter table directory.duty enable row level security, force row level security;
comment on table directory.duty is 'Somebody of a body is on call: from when until when, by which number, and when that number was last tried.';
