-- Seen by the body that sends and the body that decides on residence, and by nobody else; the latter sees nothing of the case.
grant select, insert, update (received_by, received_at) on identification.minister_notice to {{casework}};
create policy both_read on identification.minister_notice for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.may('identification.notify-minister')) or (select security.may('identification.receive-notice'))));
create policy examiner_sends on identification.minister_notice for insert to {{casework}}
  with check ((select security.may('identification.notify-minister')) and from_organisation_id = any ((select security.viewer_organisations())::uuid[])
    and sent_by = (select security.viewer_staff()) and received_at is null
    and audience <@ array[from_organisation_id, to_organisation_id] and audience @> array[from_organisation_id, to_organisation_id]);
create policy residence_receives on identification.minister_notice for update to {{casework}}
  using ((select security.may('identification.receive-notice')) and to_organisation_id = any ((select security.viewer_organisations())::uuid[]))
  with check (to_organisation_id = any ((select security.viewer_organisations())::uuid[]) and received_by = (select security.viewer_staff()));
grant select on identification.minister_notice_published to {{casework}};
