-- Packets for bodies that do not work in the program, in this country or another: sealed to a public key that two people have
-- entered, the fingerprint read aloud between them and the body; signed by the vault; handed on as a file.
create table assistance.recipient_key (
  id uuid primary key,
  organisation_id uuid not null references directory.organisation (id),
  recipient_id uuid not null references directory.organisation (id) check (recipient_id <> organisation_id),
  public_key bytea not null check (octet_length(public_key) = 32),
  entered_by uuid not null references directory.staff (id),
  entered_at timestamptz not null,
  confirmed_by uuid references directory.staff (id) check (confirmed_by <> entered_by),
  confirmed_at timestamptz check (confirmed_at >= entered_at),
  revoked_by uuid references directory.staff (id),
  revoked_at timestamptz check (revoked_at >= entered_at),
  version integer not null default 1,
  check ((confirmed_by is null) = (confirmed_at is null) and (revoked_by is null) = (revoked_at is null))
);
create unique index recipient_key_in_use on assistance.recipient_key (organisation_id, recipient_id) where revoked_at is null;
create index recipient_key_organisation on assistance.recipient_key (organisation_id);
create index recipient_key_recipient on assistance.recipient_key (recipient_id);
create index recipient_key_entered_by on assistance.recipient_key (entered_by);
create index recipient_key_confirmed_by on assistance.recipient_key (confirmed_by);
create index recipient_key_revoked_by on assistance.recipient_key (revoked_by);
comment on table assistance.recipient_key is 'The public key of a body outside the program, entered by one person and confirmed by another; revoked by any.';

create table assistance.sealed_packet (
  id uuid primary key,
  case_id uuid not null references cases.case_file (id),
  person_id uuid not null,
  organisation_id uuid not null references directory.organisation (id),
  recipient_id uuid not null references directory.organisation (id),
  recipient_key_id uuid not null references assistance.recipient_key (id),
  reference text not null unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  facts text[] not null check (cardinality(facts) > 0 and facts::text ~ '^\{[a-z_,]*\}$'),
  compartments text[] not null check (cardinality(compartments) > 0 and compartments::text ~ '^\{[a-z_,]*\}$'),
  consent_id uuid not null references identity.consent (id),
  packet bytea check (octet_length(packet) <= 200000),
  state text not null default 'made' check (state in ('made', 'received', 'accepted', 'refused', 'done', 'withdrawn')),
  made_by uuid not null references directory.staff (id),
  made_at timestamptz not null,
  expires_on date not null,
  received_on date,
  outcome text check (outcome ~ '^[a-z][a-z_]{0,59}$'),
  ended_on date,
  version integer not null default 1,
  check (state not in ('received', 'accepted', 'refused', 'done') or received_on is not null),
  check ((state in ('done', 'refused')) = (outcome is not null)),
  check (state <> 'withdrawn' or packet is null)
);
create index sealed_packet_case on assistance.sealed_packet (case_id, made_at desc);
create index sealed_packet_person on assistance.sealed_packet (person_id);
create index sealed_packet_organisation on assistance.sealed_packet (organisation_id);
create index sealed_packet_recipient on assistance.sealed_packet (recipient_id);
create index sealed_packet_key on assistance.sealed_packet (recipient_key_id);
create index sealed_packet_consent on assistance.sealed_packet (consent_id);
create index sealed_packet_made_by on assistance.sealed_packet (made_by);
comment on table assistance.sealed_packet is 'A packet as it was handed on: nobody here can open it; receipt, answer and outcome as the body told them.';
comment on column assistance.sealed_packet.packet is 'Sealed to the recipient and signed; gone when the consent is taken back or the person is erased.';

do $$ declare name text; begin
  foreach name in array array['recipient_key', 'sealed_packet'] loop
    execute format('alter table assistance.%I enable row level security, force row level security', name);
  end loop;
end $$;

set local role {{definer}};

create or replace function assistance.consent_ended() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update assistance.packet set state = 'withdrawn', ended_at = new.withdrawn_at, version = version + 1
    where consent_id = new.id and state in ('sent', 'accepted');
  update assistance.sealed_packet set state = 'withdrawn', packet = null, version = version + 1
    where consent_id = new.id and state in ('made', 'received', 'accepted');
  return null;
end $$;

create or replace function identity.forget_subjects(subjects uuid[], kept uuid[]) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare gone integer; files integer := 0;
begin
  delete from cases.document where case_id = any (subjects) and organisation_id <> all (kept);
  get diagnostics gone = row_count;
  if kept = '{}' then
    delete from referrals.evidence_file where report_id = any (subjects);
    get diagnostics files = row_count;
  end if;
  delete from matching.file where person_id = any (subjects) and organisation_id <> all (kept);
  update assistance.sealed_packet set packet = null where person_id = any (subjects) and organisation_id <> all (kept);
  delete from portal.own_document d using portal.own_page g where g.id = d.page_id and g.id = any (subjects) and g.organisation_id <> all (kept);
  delete from portal.own_message m using portal.own_page g where g.id = m.page_id and g.id = any (subjects) and g.organisation_id <> all (kept);
  delete from portal.own_page where id = any (subjects) and organisation_id <> all (kept);
  update cases.case_reference set own_label = null, own_label_token = null
    where case_id = any (subjects) and own_label is not null and organisation_id <> all (kept);
  update referrals.report_reference set own_label = null, own_label_token = null
    where report_id = any (subjects) and own_label is not null and organisation_id <> all (kept);
  return gone + files;
end $$;
set local role {{owner}};
