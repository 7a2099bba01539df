-- What a caller needs for the night, in codes, so that the search for a bed begins with it; and which room was given while the caller was
-- on the line. Both stand on the desk's side alone: the house does not learn of the call.
alter table referrals.call
  add column bed_sex text check (bed_sex ~ '^[a-z][a-z_]{0,59}$'),
  add column bed_minor text check (bed_minor in ('yes', 'no', 'not_sure')),
  add column bed_persons smallint check (bed_persons between 1 and 12),
  add column bed_children smallint check (bed_children between 0 and 11),
  add column bed_needs text[] not null default '{}' check (cardinality(bed_needs) <= 10 and bed_needs::text ~ '^\{[a-z_,]*\}$'),
  add column bed_language text check (bed_language ~ '^[a-z]{2,3}$'),
  add column placement_id uuid;
comment on column referrals.call.bed_persons is 'Who needs a bed, as the search for one takes it; goes when the room is given, and with the words of the call.';
comment on column referrals.call.placement_id is 'The placement that was made for the caller.';
