-- That there is a message: for those who see the conversation. The copy of who wrote is read by its functions alone.
grant select (id, conversation_id, sequence, direction, sent_on, sent_by, attachment, read_on), insert, update (read_on)
  on portal.conversation_message to {{casework}};
create policy conversation_reads on portal.conversation_message for select to {{casework}}
  using (exists (select 1 from portal.conversation c where c.id = conversation_message.conversation_id));
-- In one's own name, whoever spoke.
create policy conversation_writes on portal.conversation_message for insert to {{casework}}
  with check (sent_by = (select security.viewer_staff())
    and exists (select 1 from portal.conversation c where c.id = conversation_message.conversation_id and c.state in ('open', 'reported')
      and (conversation_message.direction = 'to_person' or c.channel = 'desk')));
create policy conversation_marks on portal.conversation_message for update to {{casework}}
  using (read_on is null and direction = 'from_person' and exists (select 1 from portal.conversation c where c.id = conversation_message.conversation_id))
  with check (read_on is not null);
grant select, insert, update (for_person), delete on portal.conversation_message to {{definer}};
create policy definer_carries on portal.conversation_message to {{definer}} using (sequence > 0) with check (sequence > 0);
