-- Verifications of the whole journal: asked by somebody or at night, done by the worker with the auditor's login.
create table identity.journal_check (
  id uuid primary key,
  asked_by uuid,
  asked_by_organisation uuid references directory.organisation (id),
  asked_at timestamptz not null,
  events_read bigint not null default 0,
  finished_at timestamptz,
  sound boolean,
  chains integer,
  checkpoints integer,
  witnessed integer,
  not_yet_signed bigint,
  findings jsonb,
  check ((asked_by is null) = (asked_by_organisation is null)),
  check ((finished_at is null) = (sound is null) and (finished_at is null) = (findings is null))
);
create index journal_check_asked on identity.journal_check (asked_at desc);
create index journal_check_asker on identity.journal_check (asked_by);
create index journal_check_organisation on identity.journal_check (asked_by_organisation);
create index journal_check_finished on identity.journal_check (finished_at desc) where finished_at is not null;
alter table identity.journal_check enable row level security, force row level security;
comment on table identity.journal_check is 'A verification of the journal: who asked, how far it is, and the places of what was found wrong; no content.';

-- While the last verification found something, nothing is exported.
set local role {{definer}};
create function identity.journal_is_whole() returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select c.sound from identity.journal_check c where c.finished_at is not null
    order by c.finished_at desc, c.id desc limit 1), true) $$;
revoke all on function identity.journal_is_whole() from public;
grant execute on function identity.journal_is_whole() to {{casework}};
set local role {{owner}};

-- To be printed for a witness.
create view journal.checkpoint_published with (security_invoker = true) as
  select id, signed_at, note, signature, public_key from journal.checkpoint;
