-- Opening in an emergency without a ground of one's own: asked by one person, approved by one of another body, for minutes.
-- The vault writes it and reads it at every opening; nobody else can make, answer or prolong one.
create table identity.break_glass (
  id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  compartments text[] not null check (cardinality(compartments) > 0 and compartments <@
    '{identity,contact_safe,testimony,health,legal_residence,investigation,reporter,notes}'::text[]),
  purpose text not null check (purpose ~ '^[a-z][a-z0-9_]{0,59}$'),
  requested_by uuid not null,
  requested_by_organisation uuid not null references directory.organisation (id),
  requested_at timestamptz not null,
  answer_until timestamptz not null check (answer_until > requested_at),
  answer text check (answer in ('approved', 'declined')),
  answered_by uuid,
  answered_by_organisation uuid references directory.organisation (id),
  answered_at timestamptz,
  ends_at timestamptz check (ends_at >= answered_at),
  ended_by uuid,
  review_until timestamptz,
  alarmed_at timestamptz,
  verdict text check (verdict ~ '^[a-z][a-z0-9_]{0,59}$'),
  reviewed_by uuid,
  reviewed_at timestamptz,
  addressed uuid[] not null check (cardinality(addressed) > 0),
  audience uuid[] not null check (cardinality(audience) > 0),
  -- One person alone can never do it, nor two of one body.
  check (answered_by <> requested_by and answered_by_organisation <> requested_by_organisation),
  check ((answer is null) = (answered_by is null) and (answer is null) = (answered_at is null)
    and (answer is null) = (answered_by_organisation is null)),
  check ((answer is not distinct from 'approved') = (ends_at is not null) and (ends_at is null) = (review_until is null)),
  check ((verdict is null) = (reviewed_by is null) and (verdict is null) = (reviewed_at is null)),
  check (verdict is null or (answer = 'approved' and reviewed_by <> requested_by and reviewed_by <> answered_by))
);
create index break_glass_person on identity.break_glass (person_id);
create index break_glass_case on identity.break_glass (case_id);
create index break_glass_requester on identity.break_glass (requested_by_organisation, requested_at desc);
create index break_glass_answerer on identity.break_glass (answered_by_organisation);
create index break_glass_reviewer on identity.break_glass (reviewed_by);
create index break_glass_audience on identity.break_glass using gin (audience);
create index break_glass_review on identity.break_glass (review_until) where verdict is null and answer = 'approved';
comment on table identity.break_glass is 'Opening in an emergency: who asked for what of whom, which person of another body approved, until when the asking person alone may open, and what the data-protection officer found. The reason is sealed under its id.';

create table identity.break_glass_notice (
  id uuid primary key,
  break_glass_id uuid not null references identity.break_glass (id),
  organisation_id uuid not null references directory.organisation (id),
  stage text not null check (stage in ('requested', 'approved', 'declined', 'opened', 'ended', 'overdue')),
  at timestamptz not null,
  mailed_at timestamptz
);
create index break_glass_notice_break_glass on identity.break_glass_notice (break_glass_id, at);
create index break_glass_notice_organisation on identity.break_glass_notice (organisation_id, at);
create index break_glass_notice_waiting on identity.break_glass_notice (at) where mailed_at is null;
comment on table identity.break_glass_notice is 'Tells a body that something happened to an opening in an emergency: which step and when, nothing else.';

alter table identity.break_glass enable row level security, force row level security;
alter table identity.break_glass_notice enable row level security, force row level security;

alter table identity.envelope drop constraint envelope_basis_kind_check;
alter table identity.envelope add constraint envelope_basis_kind_check
  check (basis_kind in ('consent', 'law', 'recipient', 'break_glass'));

-- Whom a case is about and who leads it, if one of these bodies sees the case: the vault asks, and takes nobody's word.
set local role {{definer}};
create function identity.case_for_break_glass(of_case uuid, bodies uuid[])
  returns table (person_id uuid, lead_organisation_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.person_id, c.lead_organisation_id from cases.case_file c where c.id = of_case and c.audience && bodies $$;
revoke all on function identity.case_for_break_glass(uuid, uuid[]) from public;
grant execute on function identity.case_for_break_glass(uuid, uuid[]) to {{vault}};
set local role {{owner}};

create index envelope_break_glass on identity.envelope (basis_code) where basis_kind = 'break_glass';

-- For the data-protection officer: a step of an emergency that was refused is seen beside openings.
create or replace view journal.access_published with (security_invoker = true) as
  select id, chain as organisation_id, type, at, actor, subject_id,
    case when person_id is not null then 'person' when case_id is not null then 'case' else 'report' end as about, data from journal.event
  where type in ('identity.opened', 'identity.open-refused', 'identity.shared', 'identity.share-refused', 'identity.emergency-refused');
