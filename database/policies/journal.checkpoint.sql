-- Signed by the vault, stored by the worker, checked by the auditor.
grant select on journal.checkpoint to {{auditor}}, {{worker}};
create policy checkpoints_are_checked on journal.checkpoint for select to {{auditor}}, {{worker}} using (length(signature) = 64);
grant insert on journal.checkpoint to {{worker}};
create policy worker_stores on journal.checkpoint for insert to {{worker}} with check (length(signature) = 64);
-- Printed for a witness by those who verify the journal: ends of chains, no event.
grant select on journal.checkpoint to {{casework}};
create policy verifier_prints on journal.checkpoint for select to {{casework}} using ((select security.may('journal.verify')));
grant select on journal.checkpoint_published to {{casework}};
