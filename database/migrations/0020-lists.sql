-- Lists and search with 200,000 persons under row security (npm run bench -- worklist). An index that holds the audience
-- too lets the policy be checked without going to the row; with the order of the list in it, one page is 25 steps.
drop index referrals.report_queue;
create index report_work on referrals.report (urgency_rank, has_child desc, (assigned_to is not null), sent_at, id)
  include (state, in_danger, assigned_to, sender_organisation_id, on_behalf_organisation_id, split_from, merged_into, audience)
  where merged_into is null and state in ('transmitted', 'acknowledged', 'more_info', 'linked');
alter table referrals.inbox drop constraint inbox_report_id_organisation_id_key;
alter table referrals.inbox add constraint inbox_report_id_organisation_id_key unique (report_id, organisation_id) include (audience);
create index case_file_open on cases.case_file (victim_status) include (audience, id) where closed_at is null;
create index case_reference_owned on cases.case_reference (organisation_id, case_id) include (owner_id) where owner_id is not null;

-- PostgreSQL uses no index under row security for what a function says that might tell what it was given: lower() is not
-- trusted, a column of its own is.
alter table cases.case_reference add column own_label_folded text generated always as (lower(own_label)) stored;
drop index cases.case_reference_organisation_label;
create index case_reference_label on cases.case_reference (organisation_id, own_label_folded) where own_label_folded is not null;
