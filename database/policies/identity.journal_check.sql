-- Seen and asked for by those who verify the journal; done by the worker.
grant select, insert (id, asked_by, asked_by_organisation, asked_at) on identity.journal_check to {{casework}};
create policy verifier_reads on identity.journal_check for select to {{casework}} using ((select security.may('journal.verify')));
create policy verifier_asks on identity.journal_check for insert to {{casework}}
  with check ((select security.may('journal.verify')) and asked_by = (select security.viewer_staff())
    and asked_by_organisation = (select security.viewer_organisation()));
grant select on identity.journal_check to {{definer}};
create policy definer_tells on identity.journal_check for select to {{definer}} using (finished_at is not null);
grant select, insert, update (events_read, finished_at, sound, chains, checkpoints, witnessed, not_yet_signed, findings) on identity.journal_check to {{worker}};
create policy worker_reads on identity.journal_check for select to {{worker}} using (asked_at is not null);
create policy worker_begins on identity.journal_check for insert to {{worker}} with check (asked_by is null and finished_at is null);
create policy worker_verifies on identity.journal_check for update to {{worker}} using (finished_at is null) with check (asked_at is not null);
