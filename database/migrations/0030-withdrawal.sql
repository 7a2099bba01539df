-- Taking a consent back is one act of the vault: record, keys, places in cases, offers and notices change together.
create table identity.withdrawal_notice (
  id uuid primary key,
  consent_id uuid not null references identity.consent (id),
  organisation_id uuid not null references directory.organisation (id),
  reference text check (reference ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  created_at timestamptz not null,
  confirmed_at timestamptz,
  confirmed_by uuid,
  unique (consent_id, organisation_id),
  check ((confirmed_at is null) = (confirmed_by is null))
);
create index withdrawal_notice_organisation on identity.withdrawal_notice (organisation_id, confirmed_at);
alter table identity.withdrawal_notice enable row level security, force row level security;
comment on table identity.withdrawal_notice is 'Tells a body that a person took a consent back: its own reference of the matter and nothing else; it confirms that it stopped using what it knew.';

alter table cases.support_referral drop constraint support_referral_state_check;
alter table cases.support_referral add constraint support_referral_state_check
  check (state in ('offered', 'accepted', 'declined', 'taken_back', 'ended'));
alter table cases.support_referral drop constraint support_referral_check1;
alter table cases.support_referral add constraint support_referral_answered_check
  check ((state in ('accepted', 'declined', 'ended')) = (answered_at is not null));

set local role {{definer}};

-- What follows in other rooms when a consent is taken back, in the same transaction, whoever takes it back.
create function identity.consent_ended() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update cases.case_access set withdrawn_at = new.withdrawn_at
    where basis_kind = 'consent' and basis_code = new.id::text and withdrawn_at is null;
  update cases.support_referral set state = case state when 'offered' then 'taken_back' else 'ended' end, version = version + 1
    where consent_id = new.id and state in ('offered', 'accepted');
  insert into identity.withdrawal_notice (id, consent_id, organisation_id, reference, created_at)
    select uuidv7(), new.id, body, coalesce(
      (select r.code from cases.case_reference r join cases.case_file c on c.id = r.case_id where c.person_id = new.person_id and r.organisation_id = body),
      (select r.code from referrals.report_reference r where r.report_id = new.report_id and r.organisation_id = body)), new.withdrawn_at
    from unnest(new.organisations) body on conflict do nothing;
  return null;
end $$;
revoke all on function identity.consent_ended() from public;
grant execute on function identity.consent_ended() to {{owner}};
set local role {{owner}};

create trigger consent_taken_back after update of withdrawn_at on identity.consent
  for each row when (old.withdrawn_at is null and new.withdrawn_at is not null) execute function identity.consent_ended();
