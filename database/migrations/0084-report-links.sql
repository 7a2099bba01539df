-- Links by which somebody without an account sends one report: made by a body that reports, for one setting, until a day. The token is
-- nowhere, its hash is a session of the kind 'api' that the vault signed for its maker, with the right to send and no other.
create table referrals.report_link (
  id uuid primary key,
  organisation_id uuid not null references directory.organisation (id),
  made_by uuid not null,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  short_path text not null check (short_path ~ '^[a-z][a-z0-9_]{0,39}$'),
  token_hash bytea not null unique check (length(token_hash) = 32),
  revoked_at timestamptz,
  revoked_by uuid,
  check ((revoked_at is null) = (revoked_by is null))
);
create index report_link_organisation on referrals.report_link (organisation_id, made_at desc);
comment on table referrals.report_link is 'One-time links to a short form for who has no account. Used when a report of the same client reference exists.';
alter table referrals.report_link enable row level security, force row level security;
