-- Seen by all three; each writes its own column, in one's own name, and changes none.
grant select, insert on protection.conference_entry to {{casework}};
create policy three_read on protection.conference_entry for select to {{casework}}
  using (exists (select 1 from protection.conference f where f.notice_id = conference_entry.notice_id));
create policy own_writes on protection.conference_entry for insert to {{casework}}
  with check (organisation_id = any ((select security.viewer_organisations())::uuid[]) and recorded_by = (select security.viewer_staff())
    and exists (select 1 from protection.conference f where f.notice_id = conference_entry.notice_id));
