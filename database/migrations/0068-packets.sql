-- A person is referred from one service to another with the few facts it needs: codes and days here, the texts sealed under the
-- packet's id to the service that is asked alone, on the person's consent to that very body.
alter table directory.role drop constraint role_opens_only_check;
alter table directory.role add constraint role_opens_only_check
  check (opens_only in ('own_reports', 'unit_reports', 'entrusted', 'packets'));
comment on column directory.role.opens_only is 'What of the body''s holdings the role opens: reports one sent oneself (or stands in for the sender of), those of one''s unit, what the body was entrusted with, packets that were sent to it; empty: all.';

create table assistance.packet (
  id uuid primary key,
  case_id uuid not null references cases.case_file (id),
  person_id uuid not null,
  from_organisation_id uuid not null references directory.organisation (id),
  to_organisation_id uuid not null references directory.organisation (id) check (to_organisation_id <> from_organisation_id),
  audience uuid[] not null,
  reference text not null unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  purpose text not null check (purpose ~ '^[a-z][a-z_]{0,59}$'),
  urgency text not null check (urgency ~ '^[a-z][a-z_]{0,59}$'),
  facts text[] not null check (cardinality(facts) > 0 and facts::text ~ '^\{[a-z_,]*\}$'),
  compartments text[] not null check (cardinality(compartments) > 0 and compartments::text ~ '^\{[a-z_,]*\}$'),
  consent_id uuid not null references identity.consent (id),
  state text not null default 'sent' check (state in ('sent', 'accepted', 'declined', 'taken_back', 'withdrawn', 'expired', 'done')),
  sent_by uuid not null references directory.staff (id),
  sent_at timestamptz not null,
  answer_by timestamptz not null check (answer_by > sent_at),
  expires_on date not null,
  answered_by uuid references directory.staff (id),
  answered_at timestamptz check (answered_at >= sent_at),
  reason text check (reason ~ '^[a-z][a-z_]{0,59}$'),
  outcome text check (outcome ~ '^[a-z][a-z_]{0,59}$'),
  ended_by uuid references directory.staff (id),
  ended_at timestamptz check (ended_at >= sent_at),
  version integer not null default 1,
  check (audience @> array[from_organisation_id, to_organisation_id] and audience <@ array[from_organisation_id, to_organisation_id]),
  check ((answered_by is null) = (answered_at is null)),
  check (state not in ('accepted', 'declined', 'done') or answered_by is not null),
  check ((state = 'declined') = (reason is not null)),
  check ((state = 'done') = (outcome is not null)),
  check ((state in ('taken_back', 'withdrawn', 'expired', 'done')) = (ended_at is not null)),
  check (state not in ('taken_back', 'done') or ended_by is not null)
);
create index packet_audience on assistance.packet using gin (audience);
create index packet_case on assistance.packet (case_id, sent_at desc);
create index packet_person on assistance.packet (person_id);
create index packet_from on assistance.packet (from_organisation_id);
create index packet_to on assistance.packet (to_organisation_id);
create index packet_consent on assistance.packet (consent_id);
create index packet_sent_by on assistance.packet (sent_by);
create index packet_answered_by on assistance.packet (answered_by);
create index packet_ended_by on assistance.packet (ended_by);
create index packet_running on assistance.packet (expires_on) where state in ('sent', 'accepted');
create unique index packet_open on assistance.packet (case_id, to_organisation_id, purpose) where state in ('sent', 'accepted');
comment on table assistance.packet is 'A person referred to another service with a packet of the facts it needs; what they say is sealed under the packet''s id, on consent_id alone.';
alter table assistance.packet enable row level security, force row level security;

grant usage on schema assistance to {{vault}};
set local role {{definer}};

-- May what is sealed under this packet still be opened by one of these bodies? Null: it is no packet.
create function assistance.packet_is_open(subject uuid, bodies uuid[], on_day date) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.state = 'accepted' and p.expires_on >= on_day and p.to_organisation_id = any (bodies)
  from assistance.packet p where p.id = subject $$;

-- Packets whose last day is over: nothing of them is opened any more, and whoever referred is told.
create function assistance.expire_packets(on_day date, at_moment timestamptz, most integer)
  returns table (packet uuid, of_case uuid, from_body uuid, to_body uuid, was_answered boolean)
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  update assistance.packet p set state = 'expired', ended_at = at_moment, version = p.version + 1
  from (select id, state as before from assistance.packet where state in ('sent', 'accepted') and expires_on < on_day
    order by expires_on, id limit most for update skip locked) due
  where p.id = due.id
  returning p.id, p.case_id, p.from_organisation_id, p.to_organisation_id, due.before = 'accepted' $$;

-- A consent taken back ends the packets that rest on it, in the same transaction, whoever takes it back.
create function assistance.consent_ended() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update assistance.packet set state = 'withdrawn', ended_at = new.withdrawn_at, version = version + 1
    where consent_id = new.id and state in ('sent', 'accepted');
  return null;
end $$;

-- What was sealed for a packet goes when the person is erased.
create or replace function identity.subjects_of(person uuid) returns table (subject_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select person
  union select c.id from cases.case_file c where c.person_id = person
  union select g.id from portal.own_page g where g.person_id = person
  union select k.id from assistance.packet k where k.person_id = person
  union select p.report_id from referrals.report_person p where p.id = person
    and not exists (select 1 from referrals.report_person o where o.report_id = p.report_id and o.id <> person
      and not exists (select 1 from identity.rights_request q where q.person_id = o.id and q.kind = 'erasure' and q.state = 'done' and q.kept_by = '{}')) $$;

revoke all on function assistance.packet_is_open(uuid, uuid[], date), assistance.expire_packets(date, timestamptz, integer),
  assistance.consent_ended() from public;
grant execute on function assistance.packet_is_open(uuid, uuid[], date) to {{vault}};
grant execute on function assistance.expire_packets(date, timestamptz, integer) to {{worker}};
grant execute on function assistance.consent_ended() to {{owner}};
set local role {{owner}};

create trigger packet_consent_taken_back after update of withdrawn_at on identity.consent
  for each row when (old.withdrawn_at is null and new.withdrawn_at is not null) execute function assistance.consent_ended();
