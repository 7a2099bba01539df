-- On which short path of the profile a report was written; null for the whole form, another system and paper.
alter table referrals.report add column short_path text check (short_path ~ '^[a-z][a-z0-9_]{0,39}$');
comment on column referrals.report.short_path is 'Code of the profile''s short path the report was written on; null for the whole form.';
