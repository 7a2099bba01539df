-- The words of a call have a term of their own (retention.json), and go with the person whose report began from the call. The worker
-- says that they are over, the vault destroys their keys; codes stay for the figures. What a body must keep for now (a hold) stays.
alter table referrals.call
  add column texts_over_on date,
  add column texts_gone boolean not null default false,
  add check (not texts_gone or texts_over_on is not null),
  add check (texts_over_on is null or (draft is null and caller_mark is null and call_back is null and bed_persons is null));
create index call_texts_due on referrals.call (began_at) where texts_over_on is null and not counts_apart;
create index call_texts_going on referrals.call (id) where texts_over_on is not null and not texts_gone;
create index call_draft on referrals.call (draft_id) where draft_id is not null;
comment on column referrals.call.texts_over_on is 'Since when nobody opens the words of this call any more: its term was over, or the person was erased.';
comment on column referrals.call.texts_gone is 'The vault has destroyed their keys.';

alter table referrals.caller_flag add column words_gone boolean not null default false check (not words_gone or caller_mark is null);
create index caller_flag_going on referrals.caller_flag (id) where caller_mark is null and not words_gone;
comment on column referrals.caller_flag.words_gone is 'The vault has destroyed the keys of its words, after its mark was taken away.';

set local role {{definer}};

-- Says of calls that ended before a moment that their words are over, and gives them. A hold of any body on a person of the report that
-- began from a call keeps its words until it is lifted or has run out.
create function referrals.retire_calls(ended_before timestamptz, today date) returns table (id uuid, organisation_id uuid)
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  update referrals.call c set texts_over_on = today, draft = null, caller_mark = null, call_back = null, call_back_from = null,
    call_back_until = null, call_back_by = null, bed_sex = null, bed_minor = null, bed_persons = null, bed_children = null,
    bed_needs = '{}', bed_language = null, version = c.version + 1
  where c.texts_over_on is null and not c.counts_apart and coalesce(c.closed_at, c.began_at) < ended_before
    and not exists (select 1 from referrals.report r join referrals.report_person p on p.report_id = r.id
      join identity.legal_hold h on h.person_id = p.id
      where r.client_reference = c.draft_id and h.lifted_at is null and (h.until is null or h.until >= today))
  returning c.id, c.organisation_id $$;

-- What the vault has still to destroy: the words of calls, what was added to them, and words about numbers whose flag has run out.
create function referrals.words_over() returns table (subject_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with due as (select c.id from referrals.call c where c.texts_over_on is not null and not c.texts_gone order by c.id limit 100)
  select due.id from due
  union all select l.id from referrals.call_line l join due on due.id = l.call_id where l.kind = 'added'
  union all (select f.id from referrals.caller_flag f where f.caller_mark is null and not f.words_gone order by f.id limit 100) $$;

create or replace function identity.subjects_of(person uuid) returns table (subject_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with alone as (select p.report_id from referrals.report_person p where p.id = person
    and not exists (select 1 from referrals.report_person o where o.report_id = p.report_id and o.id <> person
      and not exists (select 1 from identity.rights_request q where q.person_id = o.id and q.kind = 'erasure' and q.state = 'done' and q.kept_by = '{}'))),
  calls as (select c.id from alone join referrals.report r on r.id = alone.report_id join referrals.call c on c.draft_id = r.client_reference)
  select person
  union select c.id from cases.case_file c where c.person_id = person
  union select g.id from portal.own_page g where g.person_id = person
  union select k.id from assistance.packet k where k.person_id = person
  union select report_id from alone
  union select id from calls
  union select l.id from referrals.call_line l join calls on calls.id = l.call_id where l.kind = 'added' $$;

create or replace function identity.forget_subjects(subjects uuid[], kept uuid[]) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare gone integer; files integer := 0;
begin
  delete from cases.document where case_id = any (subjects) and organisation_id <> all (kept);
  get diagnostics gone = row_count;
  if kept = '{}' then
    delete from referrals.evidence_file where report_id = any (subjects);
    get diagnostics files = row_count;
    -- A conversation that an old backup brought back ends again; one that only changed its body keeps its new box.
    perform portal.conversation_end(c.id) from portal.conversation c where c.box_id = any (subjects);
  end if;
  delete from matching.file where person_id = any (subjects) and organisation_id <> all (kept);
  update assistance.sealed_packet set packet = null where person_id = any (subjects) and organisation_id <> all (kept);
  delete from portal.own_document d using portal.own_page g where g.id = d.page_id and g.id = any (subjects) and g.organisation_id <> all (kept);
  delete from portal.own_message m using portal.own_page g where g.id = m.page_id and g.id = any (subjects) and g.organisation_id <> all (kept);
  delete from portal.own_page where id = any (subjects) and organisation_id <> all (kept);
  update cases.case_reference set own_label = null, own_label_token = null
    where case_id = any (subjects) and own_label is not null and organisation_id <> all (kept);
  update referrals.report_reference set own_label = null, own_label_token = null
    where report_id = any (subjects) and own_label is not null and organisation_id <> all (kept);
  -- A call keeps its codes and nothing that could lead to the caller.
  update referrals.call set texts_over_on = coalesce(texts_over_on, current_date), texts_gone = true, draft = null, caller_mark = null,
      call_back = null, call_back_from = null, call_back_until = null, call_back_by = null, bed_sex = null, bed_minor = null,
      bed_persons = null, bed_children = null, bed_needs = '{}', bed_language = null, version = version + 1
    where id = any (subjects) and not texts_gone and organisation_id <> all (kept);
  update referrals.caller_flag set words_gone = true where id = any (subjects) and caller_mark is null and organisation_id <> all (kept);
  return gone + files;
end $$;

revoke all on function referrals.retire_calls(timestamptz, date), referrals.words_over() from public;
grant execute on function referrals.retire_calls(timestamptz, date) to {{worker}};
grant execute on function referrals.words_over() to {{vault}};
set local role {{owner}};
