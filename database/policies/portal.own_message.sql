-- That there is a message: for those who see the page. The person's own copy is read by her functions alone.
grant select (id, page_id, direction, sent_at, sent_by, read_at, read_by), insert, update (read_at, read_by) on portal.own_message to {{casework}};
create policy page_reads on portal.own_message for select to {{casework}}
  using (exists (select 1 from portal.own_page g where g.id = own_message.page_id));
create policy page_writes on portal.own_message for insert to {{casework}}
  with check (direction = 'to_person' and sent_by = (select security.viewer_staff())
    and exists (select 1 from portal.own_page g where g.id = own_message.page_id and g.state = 'open'));
create policy page_marks on portal.own_message for update to {{casework}}
  using (read_at is null and direction = 'from_person' and exists (select 1 from portal.own_page g where g.id = own_message.page_id))
  with check (read_by = (select security.viewer_staff()));
grant select, insert, update (for_person), delete on portal.own_message to {{definer}};
create policy definer_carries on portal.own_message to {{definer}} using (sent_at is not null) with check (sent_at is not null);
