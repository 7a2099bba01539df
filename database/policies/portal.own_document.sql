-- What was given: for those who see the page, who may take a wrong one away again. The sealed copy is read by the person's functions alone.
grant select (id, page_id, kind, media_type, size, given_at, given_by), insert, delete on portal.own_document to {{casework}};
create policy page_reads on portal.own_document for select to {{casework}}
  using (exists (select 1 from portal.own_page g where g.id = own_document.page_id));
create policy page_gives on portal.own_document for insert to {{casework}}
  with check (given_by = (select security.viewer_staff())
    and exists (select 1 from portal.own_page g where g.id = own_document.page_id and g.state = 'open'));
create policy page_takes on portal.own_document for delete to {{casework}}
  using (exists (select 1 from portal.own_page g where g.id = own_document.page_id));
grant select, delete on portal.own_document to {{definer}};
create policy definer_hands on portal.own_document to {{definer}} using (size > 0) with check (size > 0);
