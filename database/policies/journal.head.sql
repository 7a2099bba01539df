-- The end of each chain: kept by journal.append, read for verification and for signed checkpoints.
grant select, insert, update on journal.head to {{definer}};
create policy definer_keeps_heads on journal.head to {{definer}} using (seq >= 0) with check (seq >= 0);
grant select on journal.head to {{auditor}}, {{vault}}, {{worker}};
create policy heads_are_checked on journal.head for select to {{auditor}}, {{vault}}, {{worker}} using (seq >= 0);
