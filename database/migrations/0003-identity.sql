-- Names, contacts, testimony and notes: ciphertext only. Sealed by whoever reports, opened by the vault alone.
create schema identity;
grant usage, create on schema identity to {{definer}};
grant usage on schema identity to {{casework}}, {{portal}}, {{worker}}, {{vault}};

create table identity.organisation_key (
  key_id uuid primary key,
  organisation_id uuid not null,
  public_key bytea not null check (length(public_key) = 32),
  state text not null default 'active' check (state in ('active', 'decrypt-only', 'destroyed')),
  created_at timestamptz not null default now()
);
create unique index organisation_key_active on identity.organisation_key (organisation_id) where state = 'active';
comment on table identity.organisation_key is 'Public keys to seal to (X25519). The private halves are in the vault''s folder. The vault''s own has the organisation 00000000-….';

create table identity.envelope (
  id uuid primary key,
  organisation_id uuid not null,
  key_id uuid not null references identity.organisation_key (key_id),
  encapsulation bytea not null check (length(encapsulation) = 32),
  ciphertext bytea not null check (length(ciphertext) = 48),
  basis_kind text not null check (basis_kind in ('consent', 'law', 'recipient')),
  basis_code text not null check (basis_code ~ '^[A-Za-z0-9._:-]{1,120}$'),
  created_at timestamptz not null,
  withdrawn_at timestamptz
);
create index envelope_organisation on identity.envelope (organisation_id);
create index envelope_key on identity.envelope (key_id);
comment on table identity.envelope is 'A fresh key, wrapped (HPKE, RFC 9180) to one organisation for the reason named: while it lives, the organisation may have opened what hangs under it.';

create table identity.data_key (
  id uuid primary key,
  subject_id uuid not null,
  compartment text not null check (compartment in
    ('identity', 'contact_safe', 'testimony', 'health', 'legal_residence', 'investigation', 'reporter', 'notes')),
  epoch integer not null check (epoch > 0),
  erase_key_id uuid not null
);
create index data_key_subject on identity.data_key (subject_id, compartment);
comment on table identity.data_key is 'One key per subject (person, report or case) and compartment; its bytes stand only in wraps.';

create table identity.data_key_wrap (
  data_key_id uuid not null references identity.data_key (id),
  envelope_id uuid not null references identity.envelope (id),
  wrapped bytea not null check (length(wrapped) = 61),
  primary key (data_key_id, envelope_id)
);
create index data_key_wrap_envelope on identity.data_key_wrap (envelope_id);
comment on table identity.data_key_wrap is 'A data key, sealed under an envelope''s key and the subject''s erase key together.';

create table identity.sealed_field (
  id uuid primary key,
  subject_id uuid not null,
  compartment text not null,
  data_key_id uuid not null references identity.data_key (id),
  field text not null check (field ~ '^[A-Za-z][A-Za-z0-9_.:-]{0,119}$'),
  blob bytea not null check (length(blob) > 200),
  created_at timestamptz not null,
  created_by uuid
);
create index sealed_field_subject on identity.sealed_field (subject_id, compartment);
create index sealed_field_data_key on identity.sealed_field (data_key_id);
create index sealed_field_author on identity.sealed_field (created_by);
comment on table identity.sealed_field is 'One sealed text (AES-256-GCM, filled up to a size class). A correction is a new row; the newest that opens holds.';

create table identity.erase_key_inbox (
  id uuid primary key,
  envelope_id uuid not null references identity.envelope (id),
  subject_id uuid not null,
  wrapped bytea not null check (length(wrapped) = 61)
);
create index erase_key_inbox_envelope on identity.erase_key_inbox (envelope_id);
create index erase_key_inbox_subject on identity.erase_key_inbox (subject_id);
comment on table identity.erase_key_inbox is 'Erase keys on their way to the vault, which moves them into its own folder and deletes them here.';

do $$ declare name text; begin
  foreach name in array array['organisation_key', 'envelope', 'data_key', 'data_key_wrap', 'sealed_field', 'erase_key_inbox'] loop
    execute format('alter table identity.%I enable row level security, force row level security', name);
  end loop;
end $$;

-- Who can have what opened, for those who can themselves have something of the same subject opened (and for nobody else).
set local role {{definer}};
create function identity.who_can_open(subjects uuid[])
  returns table (subject_id uuid, compartment text, organisation_id uuid, basis_kind text, basis_code text, since timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with held as (
    select k.subject_id, k.compartment, e.organisation_id, e.basis_kind, e.basis_code, e.created_at
    from identity.data_key k join identity.data_key_wrap w on w.data_key_id = k.id join identity.envelope e on e.id = w.envelope_id
    where k.subject_id = any (subjects) and e.withdrawn_at is null)
  select h.subject_id, h.compartment, h.organisation_id, h.basis_kind, h.basis_code, min(h.created_at) from held h
  where exists (select 1 from held own where own.subject_id = h.subject_id
    and own.organisation_id = any ((select security.viewer_organisations())::uuid[]))
  group by 1, 2, 3, 4, 5 $$;
revoke all on function identity.who_can_open(uuid[]) from public;
grant execute on function identity.who_can_open(uuid[]) to {{casework}};
set local role {{owner}};

create view identity.organisation_key_published with (security_invoker = true) as
  select key_id, organisation_id, public_key from identity.organisation_key where state = 'active';
-- That something is sealed, under which name and since when; never the ciphertext.
create view identity.sealed_field_published with (security_invoker = true) as
  select id, subject_id, compartment, field, created_at, created_by from identity.sealed_field;
