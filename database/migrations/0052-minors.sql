-- The path of a child: who protects it, what was found about its age. Each step stands for itself and is never changed, so
-- that what was decided as for a child stays, and says so, when the person turns out to be an adult.
create table protection.child_step (
  id uuid primary key,
  case_id uuid not null references cases.case_file (id),
  organisation_id uuid not null references directory.organisation (id),
  number integer not null check (number between 1 and 500),
  step text check (step ~ '^[A-Z0-9][A-Z0-9-]*$'),
  event text not null check (event ~ '^[a-z][a-z0-9_]{0,59}$'),
  from_state text check (from_state ~ '^[a-z][a-z0-9_]{0,59}$'),
  to_state text not null check (to_state ~ '^[a-z][a-z0-9_]{0,59}$'),
  age text not null check (age in ('adult', 'child', 'not_sure')),
  decided_by text check (decided_by ~ '^[A-Z0-9][A-Z0-9_-]{0,39}$'),
  happened_on date not null,
  recorded_by uuid,
  recorded_at timestamptz not null,
  unique (case_id, number)
);
create index child_step_organisation on protection.child_step (organisation_id);
comment on table protection.child_step is 'One step on the path of a child, or of somebody whose age is in doubt: which body took it, on which day, and which age counts from then on. The guardian''s name is a sealed note of the body that wrote it down.';
comment on column protection.child_step.number is 'Counts the steps of a case: of two who write at once the second is told so.';

alter table protection.child_step enable row level security, force row level security;

-- Whoever the report calls a child, or of whom it is not sure, has been on this path since the case was opened.
alter table cases.case_file no force row level security;
alter table referrals.report_person no force row level security;
alter table protection.child_step no force row level security;
insert into protection.child_step (id, case_id, organisation_id, number, event, to_state, age, happened_on, recorded_at)
  select gen_random_uuid(), c.id, c.lead_organisation_id, 1, 'begin',
    case p.age_answer when 'child' then 'minor' else 'age_unknown' end, p.age_answer, c.opened_at::date, c.opened_at
  from cases.case_file c join referrals.report_person p on p.id = c.person_id where p.age_answer in ('child', 'not_sure');
alter table cases.case_file force row level security;
alter table referrals.report_person force row level security;
alter table protection.child_step force row level security;
