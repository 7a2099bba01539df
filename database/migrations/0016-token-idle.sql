-- A token of another system may rest for a year (525,600 minutes, as the check always said); a smallint cannot count that far.
alter table security.session alter column idle_minutes type integer;
