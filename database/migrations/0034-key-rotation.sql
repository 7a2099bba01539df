-- Exchanging the key of an organisation: what was sealed to the old one is wrapped anew in batches, and the old one goes.
alter table identity.organisation_key add column retired_at timestamptz;
comment on column identity.organisation_key.retired_at is 'Since when nothing is sealed to it any more.';

create table identity.key_rotation (
  id uuid primary key,
  organisation_id uuid not null,
  new_key_id uuid not null references identity.organisation_key (key_id),
  state text not null default 'running' check (state in ('running', 'cancelled', 'finished')),
  total integer not null check (total >= 0),
  done integer not null default 0 check (done >= 0),
  damaged integer not null default 0 check (damaged >= 0),
  reached uuid,
  started_at timestamptz not null,
  ended_at timestamptz,
  check ((state = 'running') = (ended_at is null))
);
create unique index key_rotation_running on identity.key_rotation (organisation_id) where state = 'running';
create index key_rotation_key on identity.key_rotation (new_key_id);
alter table identity.key_rotation enable row level security, force row level security;
comment on table identity.key_rotation is 'How far the exchange of an organisation''s key has come. The vault alone reads and writes it.';
