-- Copied from the profile by the installation; asked by the functions of the worker alone.
grant select on identification.review_rule to {{definer}};
create policy definer_asks on identification.review_rule for select to {{definer}} using (after_days > 0);
grant select, insert, update, delete on identification.review_rule to {{owner}};
create policy installation_copies on identification.review_rule to {{owner}} using (after_days > 0) with check (after_days > 0);
