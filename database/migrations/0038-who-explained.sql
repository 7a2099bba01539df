-- Who explained what a person agreed to: whoever wrote the answer down, or somebody else, whose name is sealed with the report.
alter table identity.consent add column explained_by_recorder boolean;
comment on column identity.consent.explained_by_recorder is 'False when somebody else explained it; null where it was not asked.';
alter table identity.consent no force row level security;
alter table referrals.person_consent no force row level security;
update identity.consent c set explained_by_recorder = p.explained_by_recorder from referrals.person_consent p where p.id = c.id;
update identity.consent c set explained_by_recorder = true where c.case_id is not null;
alter table identity.consent force row level security;
alter table referrals.person_consent force row level security;
