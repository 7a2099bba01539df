-- Seen by the residence authority that received the notice, and by those who work on the case; opened by the police on its own notice.
grant select, insert on protection.conference to {{casework}};
create policy three_read on protection.conference for select to {{casework}}
  using ((select security.may('protection.confer')) and (organisation_id = any ((select security.viewer_organisations())::uuid[])
    or exists (select 1 from protection.conference_case k where k.notice_id = conference.notice_id)));
create policy examiner_opens on protection.conference for insert to {{casework}}
  with check ((select security.may('identification.notify-minister')) and opened_by = (select security.viewer_staff())
    and exists (select 1 from identification.minister_notice n where n.id = conference.notice_id and n.to_organisation_id = conference.organisation_id));
