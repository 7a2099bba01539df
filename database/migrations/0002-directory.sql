-- Who works here: organisations, units, staff, roles, absence and delegation.
create schema directory;
grant usage on schema directory to {{definer}}, {{casework}}, {{portal}}, {{worker}}, {{vault}}, {{statistics}};

create table directory.organisation (
  id uuid primary key,
  code text not null unique,
  kind text not null,
  names jsonb not null,
  parent_id uuid references directory.organisation (id),
  acts_for_id uuid references directory.organisation (id),
  has_accounts boolean not null default false
);
create index organisation_parent on directory.organisation (parent_id);
create index organisation_acts_for on directory.organisation (acts_for_id);
comment on column directory.organisation.acts_for_id is 'The body in whose name it works: SAVTEH and COTEH behind InfoTraite, a unit behind its police.';
create table directory.unit (
  id uuid primary key,
  organisation_id uuid not null references directory.organisation (id),
  code text not null,
  names jsonb not null,
  unique (organisation_id, code)
);
create table directory.role (
  code text primary key,
  names jsonb not null,
  organisation_codes text[] not null,
  permits text[] not null,
  opens text[] not null,
  purposes text[] not null,
  sign_in text not null check (sign_in in ('passkey', 'password')),
  idle_minutes smallint not null check (idle_minutes between 5 and 60)
);
comment on table directory.role is 'Copied from the profile at every migration: the vault reads it to sign what a role may do.';
create table directory.staff (
  id uuid primary key,
  organisation_id uuid not null references directory.organisation (id),
  unit_id uuid references directory.unit (id),
  login text not null unique check (login ~ '^[a-z0-9][a-z0-9._-]{1,62}$'),
  display_name text not null check (length(display_name) between 1 and 120),
  language text not null default 'en' check (language in ('en', 'fr', 'de')),
  languages text[] not null default '{}',
  work_contact text not null default '',
  state text not null default 'invited' check (state in ('invited', 'active', 'disabled')),
  synthetic boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now()
);
create index staff_organisation on directory.staff (organisation_id);
create index staff_unit on directory.staff (unit_id);
create table directory.staff_role (
  staff_id uuid not null references directory.staff (id),
  role_code text not null references directory.role (code),
  given_at timestamptz not null default now(),
  primary key (staff_id, role_code)
);
create index staff_role_role on directory.staff_role (role_code);
create table directory.absence (
  id uuid primary key,
  staff_id uuid not null references directory.staff (id),
  organisation_id uuid not null references directory.organisation (id),
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  stand_in_id uuid references directory.staff (id),
  created_at timestamptz not null default now(),
  cancelled_at timestamptz
);
create index absence_staff on directory.absence (staff_id, from_day);
create index absence_organisation on directory.absence (organisation_id);
create index absence_stand_in on directory.absence (stand_in_id);
create table directory.delegation (
  id uuid primary key,
  organisation_id uuid not null references directory.organisation (id),
  from_staff_id uuid not null references directory.staff (id),
  to_staff_id uuid not null references directory.staff (id) check (to_staff_id <> from_staff_id),
  role_code text not null references directory.role (code),
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  created_at timestamptz not null default now(),
  ended_at timestamptz
);
create index delegation_from on directory.delegation (from_staff_id);
create index delegation_to on directory.delegation (to_staff_id, to_day);
create index delegation_organisation on directory.delegation (organisation_id);
create index delegation_role on directory.delegation (role_code);

do $$ declare name text; begin
  foreach name in array array['organisation', 'unit', 'role', 'staff', 'staff_role', 'absence', 'delegation'] loop
    execute format('alter table directory.%I enable row level security, force row level security', name);
  end loop;
end $$;

-- The organisations in whose name the viewer works: the own one and the body it acts for.
set local role {{definer}};
create function security.viewer_organisations() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with own as (select (security.viewer() ->> 'organisation')::uuid as id)
  select array(select id from own where id is not null
    union select o.acts_for_id from directory.organisation o join own on o.id = own.id where o.acts_for_id is not null) $$;
revoke all on function security.viewer_organisations() from public;
grant execute on function security.viewer_organisations() to {{casework}}, {{portal}}, {{worker}}, {{vault}}, {{statistics}};
set local role {{owner}};
create view directory.organisation_published with (security_invoker = true) as select id, code, kind, names, parent_id, acts_for_id, has_accounts from directory.organisation;
create view directory.staff_published with (security_invoker = true) as select id, organisation_id, unit_id, display_name, languages, state from directory.staff;
