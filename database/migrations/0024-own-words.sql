-- A body's own word for a case stood in clear, and again in the change history: the one text staff type that was not sealed.
-- As for reports it is now sealed under the key of the staff program and found by its keyed hash. A migration has no such key,
-- so words given before are dropped, not carried along in clear; nothing was released, and the demonstration gives none.
drop index cases.case_reference_label;
alter table cases.case_reference drop column own_label_folded, drop column own_label;
alter table cases.case_reference add column own_label bytea,
  add column own_label_token bytea check (length(own_label_token) = 32);
create index case_reference_label on cases.case_reference (organisation_id, own_label_token) where own_label_token is not null;
comment on table cases.case_reference is 'How one body calls the case: a random reference, a word of its own sealed under the key of the staff program (searched by its keyed hash), and who looks after it there.';

-- The history keeps that the word changed, not the word.
alter table cases.change no force row level security;
update cases.change set old_value = case when old_value is not null then 'word' end, new_value = case when new_value is not null then 'word' end
  where field = 'own_label';
alter table cases.change force row level security;
alter table cases.change
  add constraint old_value_codes check (old_value ~ '^[a-z0-9][a-z0-9_.:-]{0,79}( [a-z0-9][a-z0-9_.:-]{0,79}){0,29}$'),
  add constraint new_value_codes check (new_value ~ '^[a-z0-9][a-z0-9_.:-]{0,79}( [a-z0-9][a-z0-9_.:-]{0,79}){0,29}$'),
  add constraint own_word_not_told check (field <> 'own_label' or coalesce(old_value, 'word') = 'word' and coalesce(new_value, 'word') = 'word');
