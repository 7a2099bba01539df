-- Version 3 of the form: who explained what a person agrees to and what was said of the authority for residence, people and
-- places of each episode. All codes and numbers; the name of whoever explained it is sealed.
alter table referrals.person_consent
  add column explained_by_recorder boolean,
  add column residence_said text check (residence_said ~ '^[a-z][a-z0-9_]{0,59}$');
comment on column referrals.person_consent.explained_by_recorder is 'False when somebody else explained it, whose name is sealed with the reporter''s.';

alter table referrals.period
  add column exploiter_number smallint check (exploiter_number > 0),
  add column second_exploiter_number smallint check (second_exploiter_number > 0);
comment on column referrals.period.exploiter_number is 'Place in the report''s list of exploiters.';

alter table referrals.place add column period_number smallint check (period_number > 0);
comment on column referrals.place.period_number is 'The person''s episode that happened there.';
