-- Two things that follow at another body's desk than the one where something happened.

-- A support that its service may no longer see (the consent was taken back, and no other ground lets it in) would stay open for ever,
-- seen by nobody: it ends with that, its planned appointments are taken back, and the law's clock of the case is told.
alter table assistance.step alter column made_by drop not null;
comment on column assistance.step.made_by is 'Who wrote it; null: the person herself, on her own page.';

set local role {{definer}};
create function assistance.end_unseen(of_person uuid, bodies uuid[], day date, by uuid, at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare ended record;
begin
  for ended in
    update assistance.support s set state = 'ended', since = greatest(s.since, day), ended_on = greatest(s.since, day),
      reason = 'consent_withdrawn', version = s.version + 1
    from cases.case_file c
    where c.id = s.case_id and c.person_id = of_person and s.organisation_id = any (bodies) and s.state <> 'ended'
      and not exists (select 1 from cases.case_access a where a.case_id = s.case_id and a.organisation_id = s.organisation_id and a.withdrawn_at is null)
    returning s.id, s.case_id, s.ended_on
  loop
    update assistance.session set state = 'cancelled', reason = 'other', version = version + 1
      where support_id = ended.id and state = 'planned';
    insert into assistance.step (id, support_id, event, to_state, reason, on_day, made_by, made_at)
      values (gen_random_uuid(), ended.id, 'end', 'ended', 'consent_withdrawn', ended.ended_on, by, at);
    insert into protection.clock_event (id, case_id, event, on_day, recorded_at)
      values (gen_random_uuid(), ended.case_id, 'assistance_ended', ended.ended_on, at);
  end loop;
end $$;

create or replace function identity.consent_ended() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update cases.case_access set withdrawn_at = new.withdrawn_at
    where basis_kind = 'consent' and basis_code = new.id::text and withdrawn_at is null;
  update cases.support_referral set state = case state when 'offered' then 'taken_back' else 'ended' end, version = version + 1
    where consent_id = new.id and state in ('offered', 'accepted');
  perform assistance.end_unseen(new.person_id, new.organisations, new.withdrawn_on, new.withdrawn_by, new.withdrawn_at);
  insert into identity.withdrawal_notice (id, consent_id, organisation_id, reference, created_at)
    select uuidv7(), new.id, body, coalesce(
      (select r.code from cases.case_reference r join cases.case_file c on c.id = r.case_id where c.person_id = new.person_id and r.organisation_id = body),
      (select r.code from referrals.report_reference r where r.report_id = new.report_id and r.organisation_id = body)), new.withdrawn_at
    from unnest(new.organisations) body on conflict do nothing;
  return null;
end $$;

-- Somebody who represents the child was named: whichever body wrote it down, nobody else is called on to see to it any more.
create function cases.settle_everywhere(of_case uuid, task_kind text, at timestamptz)
  returns table (settled_task uuid, settled_organisation uuid)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not security.may('cases.work') then
    raise exception 'this role works on no case' using errcode = '42501';
  end if;
  return query update cases.task t set state = 'done', closed_at = at, version = t.version + 1
    where t.case_id = of_case and t.kind = task_kind and t.state = 'open' and exists (select 1 from cases.case_file c
      where c.id = of_case and c.audience && (select security.viewer_organisations())::uuid[]
        and (security.sees_all('{cases.read}') or c.id in (select cases.in_reach())))
    returning t.id, t.organisation_id;
end $$;

revoke all on function assistance.end_unseen(uuid, uuid[], date, uuid, timestamptz), cases.settle_everywhere(uuid, text, timestamptz) from public;
grant execute on function cases.settle_everywhere(uuid, text, timestamptz) to {{casework}};
set local role {{owner}};
