-- A number of persons, counted once across bodies: the likeliest figure and its bounds, beside the number of persons known as such.
alter table statistics.figure_cell add column once_low integer, add column once_central integer, add column once_high integer,
  add constraint figure_cell_once check ((once_low is null) = (once_central is null) and (once_low is null) = (once_high is null)
    and once_low >= 0 and once_low <= once_central and once_central <= once_high and once_high <= value);
comment on column statistics.figure_cell.once_central is 'How many persons these are in all likelihood, by what matching found; null where nobody of the cell may be matched.';

-- For the statistics login: who may be one person, how likely, and what people said. Persons by identifier; no body, no token.
create view matching.likeness_published with (security_invoker = true) as
  select a.person_id as one_person, b.person_id as other_person, e.odds, e.siblings
  from linkage.edge e join matching.file a on a.record_id = e.one join matching.file b on b.record_id = e.other
  where a.person_id <> b.person_id;
create view matching.said_published with (security_invoker = true) as
  select a.person_id as one_person, b.person_id as other_person, s.kind
  from linkage.said s join matching.file a on a.record_id = s.one join matching.file b on b.record_id = s.other
  where a.person_id <> b.person_id;
create view matching.size_published with (security_invoker = true) as
  select r.records from linkage.run r order by r.ran_at desc limit 1;
