-- Whom the search of a body has yet to take in, as a queue: looking through everybody once a minute would cost more with each person
-- of the country, and persons that cannot be opened today would stand before all others.
create table identity.search_due (
  subject_id uuid not null,
  organisation_id uuid not null references directory.organisation (id),
  stamp uuid not null,
  due_at timestamptz not null,
  tries smallint not null check (tries >= 0),
  primary key (subject_id, organisation_id)
);
create index search_due_next on identity.search_due (due_at);
create index search_due_organisation on identity.search_due (organisation_id);
alter table identity.search_due enable row level security, force row level security;
comment on table identity.search_due is 'Persons whose marks in the search of a body are missing or old. The stamp changes with each new key, so that what is sealed while the vault takes a person in is not forgotten.';

alter table identity.search_index drop column sealed_at;
comment on table identity.search_index is 'By which version of the reader a person was taken into the search of a body.';

set local role {{definer}};

-- New text of a person comes under a new key: who is given one that names her or reaches her has to take her in anew.
create function identity.due_for_search() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into identity.search_due (subject_id, organisation_id, stamp, due_at, tries)
    select subject_id, organisation_id, gen_random_uuid(), now(), 0
    from (select distinct k.subject_id, e.organisation_id from given w join identity.data_key k on k.id = w.data_key_id and k.compartment in ('identity', 'contact_safe')
      join identity.envelope e on e.id = w.envelope_id and e.organisation_id <> '00000000-0000-0000-0000-000000000000') holders
    on conflict (subject_id, organisation_id) do update set stamp = excluded.stamp, due_at = excluded.due_at, tries = 0;
  return null;
end $$;

revoke all on function identity.due_for_search() from public;
grant execute on function identity.due_for_search() to {{owner}};
set local role {{owner}};

create trigger due_for_search after insert on identity.data_key_wrap referencing new table as given
  for each statement execute function identity.due_for_search();
