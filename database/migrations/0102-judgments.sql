-- Charges, hearings, judgments of each accused and what comes of them for victims: told, civil party, protected, compensated.
-- Codes, days and sums alone. What stands is never edited: a correction is a judgment of its own that names the one it stands in for.
create table proceedings.charge (
  id uuid primary key,
  criminal_case_id uuid not null references proceedings.criminal_case (id),
  organisation_id uuid not null references directory.organisation (id),
  suspect_id uuid not null references proceedings.suspect (id),
  number smallint not null check (number between 1 and 2000),
  offence text not null check (offence ~ '^[A-Z0-9][A-Z0-9-]{0,39}$'),
  facts_from date not null,
  facts_to date not null check (facts_to >= facts_from),
  elements text[] not null check (array_to_string(elements, ' ') ~ '^([a-z][a-z0-9_]*( [a-z][a-z0-9_]*)*)?$'),
  aggravating text[] not null check (array_to_string(aggravating, ' ') ~ '^([A-Z0-9-]+:[a-z][a-z0-9_]*( [A-Z0-9-]+:[a-z][a-z0-9_]*)*)?$'),
  charged_on date not null check (charged_on >= facts_to),
  dropped_on date check (dropped_on >= charged_on),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  unique (criminal_case_id, number)
);
create index charge_suspect on proceedings.charge (suspect_id);
create index charge_organisation on proceedings.charge (organisation_id);
comment on table proceedings.charge is 'What a person is charged with: the text of the days of the facts, the elements ticked, the points that make it worse.';
comment on column proceedings.charge.aggravating is 'Points of other texts, written TEXT:element.';

create table proceedings.hearing (
  id uuid primary key,
  criminal_case_id uuid not null references proceedings.criminal_case (id),
  organisation_id uuid not null references directory.organisation (id),
  number smallint not null check (number between 1 and 2000),
  instance text not null check (instance in ('first', 'appeal', 'cassation')),
  held_on date not null,
  protections text[] not null check (array_to_string(protections, ' ') ~ '^([a-z][a-z0-9_]*( [a-z][a-z0-9_]*)*)?$'),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  unique (criminal_case_id, number)
);
create index hearing_organisation on proceedings.hearing (organisation_id);
comment on table proceedings.hearing is 'A day in court, fixed or held, with how victims are protected there.';

create table proceedings.judgment (
  id uuid primary key,
  criminal_case_id uuid not null references proceedings.criminal_case (id),
  organisation_id uuid not null references directory.organisation (id),
  suspect_id uuid not null references proceedings.suspect (id),
  number smallint not null check (number between 1 and 2000),
  instance text not null check (instance in ('first', 'appeal', 'cassation')),
  delivered_on date not null,
  in_presence boolean not null,
  outcome text not null check (outcome in ('convicted', 'acquitted', 'requalified')),
  mitigating boolean not null,
  retained uuid[] not null,
  requalified_to text check (requalified_to ~ '^[A-Z0-9][A-Z0-9-]{0,39}$'),
  forms text[] not null check (array_to_string(forms, ' ') ~ '^([A-Z_]+( [A-Z_]+)*)?$'),
  months_pronounced smallint check (months_pronounced between 1 and 1200),
  months_suspended smallint check (months_suspended >= 0),
  months_firm smallint check (months_firm >= 0),
  months_probation smallint check (months_probation between 1 and 600),
  fine_cents bigint check (fine_cents > 0),
  confiscated_cents bigint check (confiscated_cents > 0),
  work_hours smallint check (work_hours between 1 and 2000),
  bans text[] not null check (array_to_string(bans, ' ') ~ '^([a-z][a-z0-9_]*( [a-z][a-z0-9_]*)*)?$'),
  corrects_id uuid unique references proceedings.judgment (id),
  appealed_on date check (appealed_on >= delivered_on),
  final_on date check (final_on >= delivered_on),
  final_how text check (final_how in ('term_over', 'accepted', 'no_remedy')),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  unique (criminal_case_id, number),
  -- What a sentence says adds up, whoever writes it.
  check (coalesce(months_pronounced, 0) = coalesce(months_suspended, 0) + coalesce(months_firm, 0)),
  check (outcome <> 'acquitted' or (cardinality(forms) = 0 and cardinality(retained) = 0)),
  check ((outcome = 'requalified') = (requalified_to is not null)),
  check ((final_on is null) = (final_how is null)),
  check (appealed_on is null or final_on is null)
);
create index judgment_suspect on proceedings.judgment (suspect_id);
create index judgment_organisation on proceedings.judgment (organisation_id);
comment on table proceedings.judgment is 'What a court decided on one accused in one instance, with the sentence as pronounced; afterwards only an appeal or that it is final is added, once.';
comment on column proceedings.judgment.corrects_id is 'The judgment this one stands in for; it remains as it was.';
comment on column proceedings.judgment.months_firm is 'Months to be served; with the suspended ones they are those pronounced.';

create table proceedings.victim_entry (
  id uuid primary key,
  criminal_case_id uuid not null references proceedings.criminal_case (id),
  case_id uuid not null references cases.case_file (id),
  organisation_id uuid not null references directory.organisation (id),
  number smallint not null check (number between 1 and 5000),
  kind text not null check (kind ~ '^[a-z][a-z_]{0,39}$'),
  codes text[] not null check (array_to_string(codes, ' ') ~ '^([a-z][a-z0-9_]*( [a-z][a-z0-9_]*)*)?$'),
  language text check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)?$'),
  way text check (way ~ '^[a-z][a-z0-9_]{0,59}$'),
  about uuid references proceedings.victim_entry (id),
  happened_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  unique (criminal_case_id, number)
);
create index victim_entry_case on proceedings.victim_entry (case_id);
create index victim_entry_about on proceedings.victim_entry (about);
create index victim_entry_organisation on proceedings.victim_entry (organisation_id);
comment on table proceedings.victim_entry is 'What a victim was told in proceedings, in which language and that she received it; civil party, legal aid, protection, not punished. Never changed.';
comment on column proceedings.victim_entry.about is 'The notice whose receipt this is.';

create table proceedings.claim (
  id uuid primary key,
  organisation_id uuid not null references directory.organisation (id),
  from_organisation_id uuid not null references directory.organisation (id),
  reference text not null unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  language text not null check (language ~ '^[a-z]{2,3}$'),
  asked_cents bigint not null check (asked_cents > 0),
  filed_on date not null,
  state text not null check (state in ('filed', 'granted', 'refused')),
  decided_on date check (decided_on >= filed_on),
  granted_cents bigint check (granted_cents > 0 and granted_cents <= asked_cents),
  reasons text[] not null default '{}' check (array_to_string(reasons, ' ') ~ '^([a-z][a-z0-9_]*( [a-z][a-z0-9_]*)*)?$'),
  decided_by uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  check ((state = 'filed') = (decided_on is null) and (state = 'granted') = (granted_cents is not null))
);
create index claim_organisation on proceedings.claim (organisation_id, filed_on);
create index claim_from on proceedings.claim (from_organisation_id);
comment on table proceedings.claim is 'A claim of a victim to the State. It names no case: who decides on it holds no key to one.';

create table proceedings.compensation_step (
  id uuid primary key,
  case_id uuid not null references cases.case_file (id),
  criminal_case_id uuid references proceedings.criminal_case (id),
  organisation_id uuid not null references directory.organisation (id),
  number smallint not null check (number between 1 and 2000),
  step text check (step ~ '^[A-Z0-9][A-Z0-9-]*$'),
  event text not null check (event ~ '^[a-z][a-z0-9_]{0,59}$'),
  from_state text not null check (from_state ~ '^[a-z][a-z0-9_]{0,59}$'),
  to_state text not null check (to_state ~ '^[a-z][a-z0-9_]{0,59}$'),
  cents bigint check (cents > 0),
  codes text[] not null default '{}' check (array_to_string(codes, ' ') ~ '^([a-z][a-z0-9_]*( [a-z][a-z0-9_]*)*)?$'),
  judgment_id uuid references proceedings.judgment (id),
  claim_id uuid references proceedings.claim (id),
  happened_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  unique (case_id, number)
);
create index compensation_step_criminal on proceedings.compensation_step (criminal_case_id);
create index compensation_step_claim on proceedings.compensation_step (claim_id);
create index compensation_step_judgment on proceedings.compensation_step (judgment_id);
create index compensation_step_organisation on proceedings.compensation_step (organisation_id);
comment on table proceedings.compensation_step is 'What became of one person’s compensation: civil party, awarded, paid in parts, claimed from the State and decided. The sums are added up from it.';

do $$ declare name text; begin
  foreach name in array array['charge', 'hearing', 'judgment', 'victim_entry', 'claim', 'compensation_step'] loop
    execute format('alter table proceedings.%I enable row level security, force row level security', name);
  end loop;
end $$;

set local role {{definer}};
-- Tells the cases of the victims of a criminal case (or of one of them) what moves their clocks, without a key to any of those cases.
create function proceedings.tell_victims(criminal uuid, victim uuid, happened text, day date, at timestamptz) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare told integer;
begin
  if not security.may_any('{proceedings.lead,proceedings.instruct,proceedings.investigate,proceedings.judge}') or happened not in ('case_dismissed',
    'dismissal_told', 'judgment_delivered', 'appeal_filed', 'criminal_decision_final', 'facts_happened') then
    raise exception 'this role may not tell that' using errcode = '42501';
  end if;
  if not exists (select 1 from proceedings.criminal_case c where c.id = criminal and c.audience && security.viewer_organisations()
    and (c.sealed_for is null or c.sealed_for @> array[security.viewer_staff()])) then
    raise exception 'this criminal case is not worked on here' using errcode = '42501';
  end if;
  insert into protection.clock_event (id, case_id, event, on_day, recorded_at)
    select gen_random_uuid(), v.case_id, happened, day, at from proceedings.case_victim v
    where v.criminal_case_id = criminal and v.left_on is null and (victim is null or v.case_id = victim);
  get diagnostics told = row_count;
  return told;
end $$;

-- A claim was decided: the person's case learns it, and who decided never learns which case that is.
create function proceedings.tell_claim(decided uuid, step_id text, step_event text, state_before text, state_after text, at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare claim proceedings.claim;
declare of_case uuid;
begin
  select * into claim from proceedings.claim c where c.id = decided and c.state <> 'filed' and c.decided_by = security.viewer_staff()
    and c.organisation_id = any (security.viewer_organisations());
  if claim.id is null or not security.may('proceedings.compensate') then
    raise exception 'this claim is not decided here' using errcode = '42501';
  end if;
  select s.case_id into of_case from proceedings.compensation_step s where s.claim_id = decided order by s.number limit 1;
  insert into proceedings.compensation_step (id, case_id, organisation_id, number, step, event, from_state, to_state, cents, codes, claim_id,
      happened_on, recorded_by, recorded_at)
    select gen_random_uuid(), of_case, claim.organisation_id, max(s.number) + 1, step_id, step_event, state_before, state_after,
      claim.granted_cents, claim.reasons, decided, claim.decided_on, claim.decided_by, at
    from proceedings.compensation_step s where s.case_id = of_case;
  insert into protection.clock_event (id, case_id, event, on_day, recorded_at)
    values (gen_random_uuid(), of_case, 'compensation_decided', claim.decided_on, at);
end $$;
revoke all on function proceedings.tell_victims(uuid, uuid, text, date, timestamptz) from public;
revoke all on function proceedings.tell_claim(uuid, text, text, text, text, timestamptz) from public;
grant execute on function proceedings.tell_victims(uuid, uuid, text, date, timestamptz) to {{casework}};
grant execute on function proceedings.tell_claim(uuid, text, text, text, text, timestamptz) to {{casework}};
