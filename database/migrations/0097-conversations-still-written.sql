-- A conversation of which a report was begun is closed with that day, and both sides go on writing. Its term begins with the last message,
-- not with the report: nothing is destroyed to which somebody still answers.
set local role {{definer}};

create or replace function portal.retire_conversations(ended_before date, silent_since date) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare gone integer;
begin
  perform portal.conversation_end(c.id) from portal.conversation c
    where c.state <> 'erased' and case when c.closed_on is null then c.due_on < silent_since
      else greatest(c.closed_on, (select max(m.sent_on) from portal.conversation_message m where m.conversation_id = c.id)) < ended_before end;
  get diagnostics gone = row_count;
  return gone;
end $$;

set local role {{owner}};
