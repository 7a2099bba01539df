-- A note is never rewritten. What is to be put right or added is a note of its own that says which one it belongs to: of the
-- same case and the same body.
alter table cases.note
  add unique (id, case_id, organisation_id),
  add column amends uuid,
  add foreign key (amends, case_id, organisation_id) references cases.note (id, case_id, organisation_id),
  add check (amends <> id);
create index note_amends on cases.note (amends) where amends is not null;
comment on column cases.note.amends is 'The note this one adds to; null for a note of its own.';
