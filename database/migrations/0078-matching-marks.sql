-- Numbers of papers and telephones are compared too, for who said yes to words that ask for it. A yes to earlier words does not cover
-- them: the column is false for every answer of before, and where the law counts everybody without asking.
alter table identity.consent add column matching_marks boolean not null default false,
  add constraint consent_marks_are_of_matching check (not matching_marks or matching_level is not null);
comment on column identity.consent.matching_marks is 'An answer about matching that is to numbers of papers and telephones too.';
alter table matching.file add column marks boolean not null default false;
comment on column matching.file.marks is 'Are numbers of papers and telephones compared too? As the answer says that the file is kept by.';

set local role {{definer}};

-- The file follows the answers: the widest that stands, the newest of these, or none. Where numbers are no longer agreed to, what was made of
-- them goes at once, and the rest with it until it is made anew; what people said of the record stays.
create or replace function matching.settle_file(person uuid, body uuid, on_day date) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  best record;
  before matching.file;
begin
  select c.id, c.case_id, c.report_id, c.matching_level, c.matching_tells, c.matching_marks, c.given_on into best from identity.consent c
    where c.person_id = person and c.recorded_by_organisation = body and c.matching_level is not null and c.answer = 'given'
      and c.withdrawn_at is null and (c.valid_until is null or c.valid_until >= on_day)
    order by c.matching_level desc, c.recorded_at desc limit 1;
  if best.id is null then
    delete from matching.file f where f.person_id = person and f.organisation_id = body and f.consent_id is not null;
    return;
  end if;
  select * into before from matching.file f where f.person_id = person and f.organisation_id = body for update;
  if before.marks and not best.matching_marks then
    delete from linkage.token_row t where t.record_id = before.record_id;
    delete from linkage.edge e where before.record_id in (e.one, e.other);
  end if;
  insert into matching.file (id, person_id, organisation_id, consent_id, case_id, report_id, level, told, marks, record_id, kept_on)
    values (gen_random_uuid(), person, body, best.id, best.case_id, best.report_id, best.matching_level, best.matching_tells,
      best.matching_marks, gen_random_uuid(), best.given_on)
    on conflict (person_id, organisation_id) do update set consent_id = excluded.consent_id, level = excluded.level, told = excluded.told,
      marks = excluded.marks, case_id = excluded.case_id, report_id = excluded.report_id, version = file.version + 1,
      key_epoch = case when file.marks = excluded.marks then file.key_epoch end,
      norm_version = case when file.marks = excluded.marks then file.norm_version end;
end $$;

drop function matching.due(integer, integer, text[], integer);
-- Files that are to be encoded, for the vault: it learns what of them stands in clear and is compared, and nothing else of the report.
create function matching.due(epoch integer, norm integer, never_from text[], most integer)
  returns table (id uuid, person_id uuid, organisation_id uuid, case_id uuid, report_id uuid, sex text, citizenships text[], marks boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select f.id, f.person_id, f.organisation_id, f.case_id, f.report_id, p.sex, p.citizenships, f.marks
  from matching.file f join referrals.report_person p on p.id = f.person_id join referrals.report r on r.id = p.report_id
  where (f.key_epoch is null or f.key_epoch < epoch or f.norm_version < norm)
    and r.intake_channel <> all (never_from) and r.how_came_to_light <> all (never_from)
  order by f.id limit least(most, 500) $$;
revoke all on function matching.due(integer, integer, text[], integer) from public;
grant execute on function matching.due(integer, integer, text[], integer) to {{vault}};
set local role {{owner}};
