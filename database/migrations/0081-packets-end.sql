-- A packet goes one step at a time: a policy sees the row before or the row after, never both, so that who was asked could accept and
-- report in one statement, and nothing would say for how long it was open.
create function assistance.packet_steps() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.state = 'sent' and new.state = 'done' then
    raise exception 'a packet is accepted before it is reported on' using errcode = '42501';
  end if;
  return new;
end $$;
revoke all on function assistance.packet_steps() from public;
create trigger packet_one_step before update of state on assistance.packet for each row execute function assistance.packet_steps();

-- What was sealed for a packet that is over has keys no longer: the vault refuses it already, and removes them as it comes by.
set local role {{definer}};
create function assistance.closed_packets(on_day date) returns table (packet uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id from assistance.packet p
  where (p.state not in ('sent', 'accepted') or p.expires_on < on_day)
    and exists (select 1 from identity.data_key k join identity.data_key_wrap w on w.data_key_id = k.id where k.subject_id = p.id) $$;
revoke all on function assistance.closed_packets(date) from public;
grant execute on function assistance.closed_packets(date) to {{vault}};

-- A person reads on her own page also who was given a packet about her: the service that was asked until its last day, a body abroad for good.
create or replace function portal.own_look(asked bytea, proof bytea, at timestamptz) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare page portal.own_page; report uuid;
begin
  page := portal.own_page_of(asked, proof);
  if page.id is null then
    return null;
  end if;
  select c.report_id into report from cases.case_file c where c.id = page.case_id;
  return jsonb_build_object('page', page.id, 'openedFor', page.opened_for, 'language', page.language, 'openedAt', page.opened_at,
    'organisation', page.organisation_id,
    'service', (select o.code from directory.organisation o where o.id = page.organisation_id),
    'clocks', (select coalesce(jsonb_agg(jsonb_build_object('id', e.recorded_at || ' ' || e.id, 'type', e.event, 'on', e.on_day, 'reason', e.reason, 'days', e.days)
        order by e.on_day, e.recorded_at, e.id), '[]') from protection.clock_event e where e.case_id = page.case_id),
    'dates', (select coalesce(jsonb_agg(jsonb_build_object('kind', a.kind, 'at', a.planned_at) order by a.planned_at), '[]')
      from (select kind, planned_at from assistance.appointment_published where case_id = page.case_id and state = 'planned'
        and planned_at > at - interval '2 hours' order by planned_at limit 20) a),
    'knows', (select coalesce(jsonb_agg(jsonb_build_object('body', o.code, 'part', h.compartment, 'ground', h.basis_kind, 'code', h.basis_code, 'since', h.since)
        order by o.code, h.compartment, h.since), '[]')
      from (select organisation_id, compartment, basis_kind, basis_code, min(since) as since
          from (select organisation_id, compartment, basis_kind, basis_code, since
              from identity.held_on_ground(array[page.person_id, report, page.case_id])
              where compartment not in ('reporter', 'investigation')
            union all select p.to_organisation_id, part, 'consent', p.consent_id::text, p.sent_at
              from assistance.packet p cross join unnest(p.compartments) part
              where p.person_id = page.person_id and p.state in ('sent', 'accepted') and p.expires_on >= at::date
            union all select s.recipient_id, part, 'consent', s.consent_id::text, s.made_at
              from assistance.sealed_packet s cross join unnest(s.compartments) part
              where s.person_id = page.person_id and s.state <> 'withdrawn') everything group by 1, 2, 3, 4) h
      join directory.organisation o on o.id = h.organisation_id),
    'consents', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'bodies', (select jsonb_agg(o.code order by o.code) from directory.organisation o where o.id = any (c.organisations)),
        'parts', c.compartments, 'purposes', c.purposes, 'matching', c.matching_level is not null, 'givenBy', c.given_by, 'on', c.given_on,
        'until', c.valid_until, 'takenBackOn', c.withdrawn_on) order by c.withdrawn_on nulls first, c.given_on desc, c.id), '[]')
      from identity.consent c where c.person_id = page.person_id and c.answer = 'given'),
    'messages', (select count(*) from portal.own_message m where m.page_id = page.id),
    'documents', (select count(*) from portal.own_document d where d.page_id = page.id));
end $$;

-- Supports of services that a consent taken back before 0070 left without a way in: they end as those that came after.
grant execute on function assistance.end_unseen(uuid, uuid[], date, uuid, timestamptz) to {{owner}};
set local role {{owner}};
alter table identity.consent no force row level security;
do $$ begin
  perform assistance.end_unseen(n.person_id, n.organisations, n.withdrawn_on, n.withdrawn_by, n.withdrawn_at)
    from identity.consent n where n.withdrawn_at is not null;
end $$;
alter table identity.consent force row level security;
set local role {{definer}};
revoke execute on function assistance.end_unseen(uuid, uuid[], date, uuid, timestamptz) from {{owner}};
set local role {{owner}};
