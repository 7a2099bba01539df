-- How people prove who they are. Secrets stand sealed under a key of the vault, and only the vault reads them.
create table security.credential (
  id uuid primary key,
  staff_id uuid not null references directory.staff (id),
  kind text not null check (kind in ('passkey', 'password', 'totp')),
  handle text check (length(handle) between 1 and 1400),
  public_part bytea,
  secret_part bytea,
  transports text[] not null default '{}',
  counter bigint not null default 0,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  disabled_at timestamptz,
  check (case when kind = 'passkey' then handle is not null and public_part is not null and secret_part is null
    else handle is null and public_part is null and secret_part is not null end)
);
create index credential_staff on security.credential (staff_id);
create unique index credential_handle on security.credential (handle) where handle is not null;
create unique index credential_single on security.credential (staff_id, kind) where kind <> 'passkey' and disabled_at is null;
comment on column security.credential.handle is 'A passkey''s credential id (base64url).';
comment on column security.credential.counter is 'A passkey''s signature counter; the last time step a one-time code was used for, so that none works twice.';

create table security.activation (
  id uuid primary key,
  staff_id uuid not null references directory.staff (id),
  code_hash bytea not null unique check (length(code_hash) = 32),
  created_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index activation_staff on security.activation (staff_id);
comment on table security.activation is 'A one-time code with which a person sets up the first credential or a new one. Works once.';

create table security.sign_in_attempt (
  login_hash bytea primary key check (length(login_hash) = 32),
  failures integer not null check (failures > 0),
  last_at timestamptz not null,
  blocked_until timestamptz not null
);
comment on table security.sign_in_attempt is 'Failed attempts per login name (hashed with a key, known or not): each failure after the fifth doubles the wait.';

alter table security.credential enable row level security, force row level security;
alter table security.activation enable row level security, force row level security;
alter table security.sign_in_attempt enable row level security, force row level security;

-- That a person has a credential of some kind, for the own settings page and for the administrator of people.
create view security.credential_published with (security_invoker = true) as
  select id, staff_id, kind, created_at, last_used_at, disabled_at from security.credential;
create view security.activation_published with (security_invoker = true) as
  select id, staff_id, created_by, created_at, expires_at, used_at from security.activation;
