-- For the data-protection officer: who had what opened, passed on or refused, and why. Rows as the journal's own policy lets
-- the viewer see them; codes only.
create view journal.access_published with (security_invoker = true) as
  select id, chain as organisation_id, type, at, actor, subject_id,
    case when person_id is not null then 'person' when case_id is not null then 'case' else 'report' end as about, data from journal.event
  where type in ('identity.opened', 'identity.open-refused', 'identity.shared', 'identity.share-refused');
