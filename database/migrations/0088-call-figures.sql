-- Calls of the hotline among the figures: the login that counts sees when a call came, of what kind and in which language, and nothing
-- that leads to a caller. What a number of calls is made of has events and no reports.
create view referrals.call_published with (security_invoker = true) as
  select id, organisation_id, began_at, closed_at, kind, language, counts_apart from referrals.call;
alter table statistics.figure_source drop constraint figure_source_report_ids_check,
  add check (cardinality(report_ids || event_ids) > 0);
