-- A report that was begun and not sent binds nobody: when its draft is deleted, by its owner or because its term is over, the conversation
-- or the call that it began from is as it was before. Its writer may erase it again, and another report may be begun. That the draft
-- went is in the journal already (referrals.draft_deleted).
create index conversation_draft on portal.conversation (draft_id) where draft_id is not null;

set local role {{definer}};

create function referrals.draft_went() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update referrals.call set draft_id = null where draft_id = old.id;
  update portal.conversation set state = 'open', closed_on = null, draft_id = null, version = version + 1
    where draft_id = old.id and state = 'reported';
  return null;
end $$;

revoke all on function referrals.draft_went() from public;
grant execute on function referrals.draft_went() to {{owner}};
set local role {{owner}};

create trigger draft_unsent after delete on referrals.draft for each row
  when (old.report_id is null) execute function referrals.draft_went();
