-- Exact search within a body's own files, without a name in the database: keyed marks that only the vault makes.
create table identity.search_token (
  subject_id uuid not null,
  organisation_id uuid not null references directory.organisation (id),
  token bytea not null check (length(token) = 16),
  primary key (organisation_id, token, subject_id)
);
create index search_token_subject on identity.search_token (subject_id);
alter table identity.search_token enable row level security, force row level security;
comment on table identity.search_token is 'Keyed marks of name with date of birth, document, telephone and alias, under a key of the body alone, filled up to one number for each person. They are personal data: gone with consent and erasure.';

create table identity.search_index (
  subject_id uuid not null,
  organisation_id uuid not null references directory.organisation (id),
  version integer not null check (version > 0),
  sealed_at timestamptz not null,
  primary key (subject_id, organisation_id)
);
create index search_index_organisation on identity.search_index (organisation_id);
alter table identity.search_index enable row level security, force row level security;
comment on table identity.search_index is 'Up to which sealed text a person was taken into the search of a body, so that what is sealed later is taken in too.';
