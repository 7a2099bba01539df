-- A report that is about something else is handed over to the body it belongs to: a matter of its own, which shows that body
-- what the profile lets go and nothing else of the report. Codes only; what is told in words is sealed under its id.
create table referrals.handover (
  id uuid primary key,
  report_id uuid not null references referrals.report (id),
  from_organisation_id uuid not null references directory.organisation (id),
  to_organisation_id uuid not null references directory.organisation (id) check (to_organisation_id <> from_organisation_id),
  reference text not null check (reference ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  reason text not null check (reason ~ '^[a-z][a-z0-9_]{0,59}$'),
  way text not null check (way in ('here', 'in_person', 'post', 'secure_mail', 'other')),
  basis_kind text not null check (basis_kind in ('consent', 'law')),
  basis_code text not null check (basis_code ~ '^[A-Z0-9][A-Z0-9-]{0,59}$'),
  names_given boolean not null,
  agreed_on date,
  commune text check (commune ~ '^[a-z][a-z0-9_]{0,59}$'),
  persons smallint check (persons between 1 and 500),
  children boolean,
  danger text check (danger in ('yes', 'no', 'not_sure')),
  languages text[] not null default '{}' check (languages::text ~ '^\{[A-Za-z0-9_.:/,-]*\}$'),
  sectors text[] not null default '{}' check (sectors::text ~ '^\{[A-Za-z0-9_.:/,-]*\}$'),
  handed_on date not null,
  handed_by uuid not null references directory.staff (id),
  handed_at timestamptz not null,
  received_by uuid references directory.staff (id),
  received_at timestamptz,
  audience uuid[] not null check (cardinality(audience) > 0),
  unique (report_id, to_organisation_id),
  unique (reference),
  check (basis_kind = 'law' or agreed_on is not null),
  check ((received_by is null) = (received_at is null))
);
create index handover_from on referrals.handover (from_organisation_id);
create index handover_to on referrals.handover (to_organisation_id, received_at, handed_at desc, id);
create index handover_by on referrals.handover (handed_by);
create index handover_receiver on referrals.handover (received_by);
create index handover_audience on referrals.handover using gin (audience);
alter table referrals.handover enable row level security, force row level security;
comment on table referrals.handover is 'A redirected report, handed over: to whom, on what ground, in which way, and the codes that the profile lets go. Never counted as trafficking.';
