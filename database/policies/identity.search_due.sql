-- Written by identity.due_for_search when somebody is given a key.
grant select, insert, update (stamp, due_at, tries) on identity.search_due to {{definer}};
create policy definer_queues on identity.search_due to {{definer}} using (tries >= 0) with check (tries = 0);
-- The vault's own list of what it has to do.
grant select, insert, update (due_at, tries), delete on identity.search_due to {{vault}};
create policy vault_works_off on identity.search_due to {{vault}} using (tries >= 0) with check (tries >= 0);
