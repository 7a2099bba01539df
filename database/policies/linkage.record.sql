-- The nightly run compares; the vault brings records in and takes them out through definer functions alone. Nobody else looks.
grant select, update (is_new) on linkage.record to {{linkage}};
create policy run_reads on linkage.record for select to {{linkage}} using (key_epoch > 0);
create policy run_marks on linkage.record for update to {{linkage}} using (key_epoch > 0) with check (key_epoch > 0);
grant select, insert, update, delete on linkage.record to {{definer}};
create policy definer_keeps on linkage.record to {{definer}} using (key_epoch > 0) with check (key_epoch > 0);
