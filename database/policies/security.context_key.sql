-- Only the definer functions read or write the key that signs who is looking.
grant select, insert, update on security.context_key to {{definer}};
create policy definer_keeps_the_key on security.context_key to {{definer}} using (id = 1) with check (id = 1);
