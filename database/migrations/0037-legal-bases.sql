-- The articles on whose ground something sealed may be passed on and opened, as the installation copied them from the profile,
-- and who switched each on: one person proposes, another one approves (or declines), anybody who may ends it. Nothing here is
-- ever changed: each act is a row of its own, and a text that changes is another text, off until two people have read it.
create table identity.legal_basis (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  code text not null check (code ~ '^[A-Z0-9][A-Z0-9-]{0,59}$'),
  entry jsonb not null check (entry ->> 'id' = code),
  listed boolean not null,
  two_bodies boolean not null generated always as ((entry ->> 'two_bodies')::boolean) stored,
  installed_at timestamptz not null default now()
);
create index legal_basis_code on identity.legal_basis (code);
comment on table identity.legal_basis is 'A legal basis of the profile word for word, under the hash of what it says; `listed` while the profile says so. The vault reads who, what and what for in `entry`, and computes the hash itself.';

create table identity.law_proposal (
  id uuid primary key,
  hash text not null references identity.legal_basis (hash) check (hash ~ '^[0-9a-f]{64}$'),
  valid_from date not null,
  proposed_by uuid not null,
  organisation_id uuid not null references directory.organisation (id),
  proposed_at timestamptz not null
);
create index law_proposal_hash on identity.law_proposal (hash);
create index law_proposal_organisation on identity.law_proposal (organisation_id);
comment on table identity.law_proposal is 'Somebody proposes to switch a legal basis on, from a day.';

create table identity.law_answer (
  proposal_id uuid primary key references identity.law_proposal (id),
  answer text not null check (answer in ('approved', 'declined')),
  answered_by uuid not null,
  organisation_id uuid not null references directory.organisation (id),
  answered_at timestamptz not null
);
create index law_answer_organisation on identity.law_answer (organisation_id);
comment on table identity.law_answer is 'The second person: never who proposed, and of another body where the profile says so.';

create table identity.law_end (
  proposal_id uuid primary key references identity.law_answer (proposal_id),
  ended_by uuid not null,
  organisation_id uuid not null references directory.organisation (id),
  ended_at timestamptz not null
);
create index law_end_organisation on identity.law_end (organisation_id);
comment on table identity.law_end is 'A legal basis was switched off: from this moment nothing is passed on or opened on its ground.';

do $$ declare name text; begin
  foreach name in array array['legal_basis', 'law_proposal', 'law_answer', 'law_end'] loop
    execute format('alter table identity.%I enable row level security, force row level security', name);
  end loop;
end $$;

-- What somebody wrote: for legal bases that let a body keep what it wrote itself, and nobody else.
set local role {{definer}};
create function identity.wrote_of(subject uuid, bodies uuid[]) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select referrals.written_by(subject, '{}', bodies) or exists (select 1 from identity.sealed_field f
    join directory.staff s on s.id = f.created_by join directory.organisation o on o.id = s.organisation_id
    where f.subject_id = subject and (o.id = any (bodies) or o.acts_for_id = any (bodies))) $$;
revoke all on function identity.wrote_of(uuid, uuid[]) from public;
grant execute on function identity.wrote_of(uuid, uuid[]) to {{vault}};
set local role {{owner}};

-- A return officer is told yes or no. *No* is also the answer for a reference that does not exist: that there once was a file
-- is nothing she may learn.
set local role {{definer}};
create or replace function identification.removal_blocked(asked text) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not security.may('identification.removal-blocked') then
    raise exception 'this role may not ask' using errcode = '42501';
  end if;
  return exists (select 1 from identification.removal_block b where b.reference = asked and b.blocked);
end $$;
set local role {{owner}};
