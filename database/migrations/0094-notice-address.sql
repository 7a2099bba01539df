-- Where a body wants to be told by mail that something waits: kept by its administrator, one address a body.
-- Nothing but one address fits: a comma or a line break would make two receivers of one.
create table directory.notice_address (
  organisation_id uuid primary key references directory.organisation (id),
  address text not null check (length(address) <= 254 and address ~ '^[^[:space:]@,;:<>"()]+@[^[:space:]@,;:<>"()]+[.][^[:space:]@,;:<>"().]+$'),
  set_by uuid not null,
  set_at timestamptz not null
);
create index notice_address_set_by on directory.notice_address (set_by);
alter table directory.notice_address enable row level security, force row level security;
comment on table directory.notice_address is 'The mailbox of a body that notices without content go to, and who set it when.';
