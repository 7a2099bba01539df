-- What the sender of a report says after it was sent: something more, something put right, or that it is taken back. Never an edit of
-- what was sent: a line of its own, the text of it sealed like the account.
create table referrals.supplement (
  id uuid primary key,
  report_id uuid not null references referrals.report (id),
  organisation_id uuid not null references directory.organisation (id),
  kind text not null check (kind in ('addition', 'correction', 'withdrawal')),
  reason text not null check (reason ~ '^[a-z][a-z0-9_]{0,59}$'),
  part text check (part ~ '^[a-z][a-z0-9_]{0,59}$'),
  person_number integer check (person_number between 1 and 500),
  has_text boolean not null,
  said_by uuid not null,
  said_at timestamptz not null,
  read_by uuid,
  read_at timestamptz,
  audience uuid[] not null check (cardinality(audience) > 0),
  check ((read_by is null) = (read_at is null))
);
create index supplement_report on referrals.supplement (report_id, said_at);
create unique index supplement_withdrawal on referrals.supplement (report_id) where kind = 'withdrawal';
create index supplement_unread on referrals.supplement (said_at) where read_at is null;
create index supplement_organisation on referrals.supplement (organisation_id);
create index supplement_audience on referrals.supplement using gin (audience);
alter table referrals.supplement enable row level security, force row level security;
comment on table referrals.supplement is 'Headers only: the text is the sealed field supplement.<id> of the report, compartment testimony.';
create index supplement_said_by on referrals.supplement (said_by);
create index supplement_read_by on referrals.supplement (read_by);

comment on column cases.support_referral.decline_reason is 'Why the offer was declined or taken back, in a code; words beside it are sealed under the offer.';
