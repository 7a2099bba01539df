-- A file that goes, because its person took her yes back or was erased, must not be noticed by the other body: what that body is
-- asked stays until its day comes, points at nothing any more, and ends in the same silence as a no.
alter table matching.side alter column pair_id drop not null;
alter table matching.side drop constraint side_pair_id_fkey;
alter table matching.side add constraint side_pair_id_fkey foreign key (pair_id) references matching.pair (id) on delete set null;

-- How a body calls a case, for other rooms.
create view cases.case_reference_published with (security_invoker = true) as
  select case_id, organisation_id, code from cases.case_reference;
