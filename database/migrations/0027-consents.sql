-- Consent as a record that binds: the vault itself reads it before it shares or opens anything on its ground. Changing one is
-- withdrawing it and recording another.
create table identity.consent (
  id uuid primary key,
  person_id uuid not null,
  case_id uuid,
  report_id uuid,
  answer text not null check (answer in ('given', 'refused')),
  given_by text not null check (given_by in ('person', 'guardian', 'representative')),
  authority text check (authority ~ '^[a-z][a-z0-9_]{0,59}$'),
  organisations uuid[] not null check (cardinality(organisations) between 1 and 50),
  compartments text[] not null check (compartments <@
    '{identity,contact_safe,testimony,health,legal_residence,investigation,reporter,notes}'::text[]),
  purposes text[] not null check (purposes::text ~ '^\{[a-z0-9_,]*\}$'),
  language text not null check (language ~ '^[A-Za-z][A-Za-z-]{1,19}$'),
  text_version text not null check (text_version ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
  interpreter text not null check (interpreter ~ '^[a-z][a-z0-9_]{0,59}$'),
  method text not null check (method ~ '^[a-z][a-z0-9_]{0,59}$'),
  evidence_document_id uuid,
  given_on date not null,
  valid_until date check (valid_until >= given_on),
  recorded_by uuid,
  recorded_by_organisation uuid not null references directory.organisation (id),
  recorded_at timestamptz not null,
  withdrawn_on date,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_how text check (withdrawn_how ~ '^[a-z][a-z0-9_]{0,59}$'),
  audience uuid[] not null check (cardinality(audience) > 0),
  -- Who speaks for somebody else does so by an authority that is named.
  check (given_by = 'person' or authority is not null),
  check (answer = 'refused' or (cardinality(compartments) > 0 and cardinality(purposes) > 0)),
  check ((withdrawn_at is null) = (withdrawn_how is null) and (withdrawn_at is null) = (withdrawn_on is null)),
  check (withdrawn_at is null or answer = 'given')
);
create index consent_person on identity.consent (person_id);
create index consent_case on identity.consent (case_id);
create index consent_report on identity.consent (report_id);
create index consent_recorder on identity.consent (recorded_by_organisation);
create index consent_audience on identity.consent using gin (audience);
comment on table identity.consent is 'What a person, or who may speak for them, agreed to or refused: which bodies, parts and purposes, in which language, wording and way, until when. Its id is the basis of the keys. Codes only.';

-- What was recorded before keeps its id, for keys hang on it.
alter table referrals.person_consent no force row level security;
alter table referrals.report_person no force row level security;
alter table referrals.report no force row level security;
alter table referrals.share no force row level security;
alter table cases.support_referral no force row level security;
insert into identity.consent (id, person_id, report_id, answer, given_by, organisations, compartments, purposes, language, text_version,
    interpreter, method, given_on, recorded_by, recorded_by_organisation, recorded_at, audience)
  select c.id, c.person_id, p.report_id, case when s.compartments is null then 'refused' else 'given' end, 'person', array[c.recipient_id],
    coalesce(s.compartments, '{}'), '{identify,investigate,support,contact_person,protect_from_danger,answer_reporter,help_with_rights,access_request,correct_record}',
    coalesce(c.explained_in, 'en'), c.notice_version::text, coalesce(c.interpreter_kind, 'none'), 'oral', coalesce(c.explained_on, c.recorded_at::date),
    c.recorded_by, r.sender_organisation_id, c.recorded_at, c.audience
  from referrals.person_consent c join referrals.report_person p on p.id = c.person_id join referrals.report r on r.id = p.report_id
  left join lateral (select array_agg(distinct part) as compartments from referrals.share h, unnest(h.compartments) part
    where h.person_id = c.person_id and h.basis_kind = 'consent' and h.basis_code = c.id::text) s on true;
insert into identity.consent (id, person_id, case_id, answer, given_by, authority, organisations, compartments, purposes, language, text_version,
    interpreter, method, given_on, recorded_by, recorded_by_organisation, recorded_at, audience)
  select r.id, r.person_id, r.case_id, 'given', r.given_by, case when r.given_by = 'person' then null else 'recorded_earlier' end,
    array[r.to_organisation_id], r.compartments, '{support,contact_person,protect_from_danger,help_with_rights,access_request,correct_record}',
    r.language, r.text_version, r.interpreter, r.method, r.given_on, r.offered_by, r.from_organisation_id, r.offered_at, r.audience
  from cases.support_referral r;
alter table cases.support_referral add column consent_id uuid references identity.consent (id);
update cases.support_referral set consent_id = id;
alter table cases.support_referral alter column consent_id set not null;
create index support_referral_consent on cases.support_referral (consent_id);
alter table referrals.person_consent force row level security;
alter table referrals.report_person force row level security;
alter table referrals.report force row level security;
alter table referrals.share force row level security;
alter table cases.support_referral force row level security;
alter table identity.consent enable row level security, force row level security;

-- For other rooms: codes, and whom it names.
create view identity.consent_published with (security_invoker = true) as
  select id, person_id, case_id, report_id, answer, given_by, authority, organisations, compartments, purposes, language, text_version,
    interpreter, method, given_on, valid_until, recorded_by_organisation, recorded_at, withdrawn_on, withdrawn_at, withdrawn_how
  from identity.consent;
-- The vault asked there; it asks the consent itself now.
drop view cases.support_consent_published;
