-- Version 4 of the form: as many people in an episode as there were, where version 3 had a first and a second. The column changes
-- its kind in place, so that what was sent before keeps its numbers.
alter table referrals.period drop constraint period_exploiter_number_check, drop constraint period_second_exploiter_number_check;
alter table referrals.period alter column exploiter_number type smallint[]
  using array_remove(array[exploiter_number, second_exploiter_number], null);
alter table referrals.period drop column second_exploiter_number;
alter table referrals.period rename column exploiter_number to exploiter_numbers;
alter table referrals.period alter column exploiter_numbers set default '{}', alter column exploiter_numbers set not null,
  add constraint period_exploiter_numbers_check check (0 < all (exploiter_numbers) and cardinality(exploiter_numbers) <= 50);
comment on column referrals.period.exploiter_numbers is 'Places in the report''s list of exploiters, in the order they were told.';
