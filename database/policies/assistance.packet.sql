-- Seen by the two bodies: the one that refers as far as it sees the case, the one that is asked by the packet alone.
grant select, insert, update (state, answered_by, answered_at, reason, outcome, ended_by, ended_at, version) on assistance.packet to {{casework}};
create policy both_read on assistance.packet for select to {{casework}}
  using ((select security.may('assistance.packets')) and audience && (select security.viewer_organisations())
    and (to_organisation_id = any ((select security.viewer_organisations())::uuid[])
      or exists (select 1 from cases.case_file c where c.id = packet.case_id)));
-- Sent in one's own name, of the person of a case one sees, on a consent of hers to this very body for these parts.
create policy service_sends on assistance.packet for insert to {{casework}}
  with check ((select security.may('assistance.refer')) and from_organisation_id = any ((select security.viewer_organisations())::uuid[])
    and sent_by = (select security.viewer_staff()) and state = 'sent'
    and exists (select 1 from cases.case_file c where c.id = packet.case_id and c.person_id = packet.person_id)
    and exists (select 1 from identity.consent n where n.id = packet.consent_id and n.person_id = packet.person_id
      and n.answer = 'given' and n.withdrawn_at is null and packet.to_organisation_id = any (n.organisations) and n.compartments @> packet.compartments));
create policy receiver_answers on assistance.packet for update to {{casework}}
  using ((select security.may('assistance.packets')) and to_organisation_id = any ((select security.viewer_organisations())::uuid[]) and state = 'sent')
  with check (to_organisation_id = any ((select security.viewer_organisations())::uuid[]) and state in ('accepted', 'declined')
    and answered_by = (select security.viewer_staff()));
create policy receiver_reports on assistance.packet for update to {{casework}}
  using ((select security.may('assistance.packets')) and to_organisation_id = any ((select security.viewer_organisations())::uuid[]) and state = 'accepted')
  with check (to_organisation_id = any ((select security.viewer_organisations())::uuid[]) and state = 'done'
    and ended_by = (select security.viewer_staff()));
create policy sender_takes_back on assistance.packet for update to {{casework}}
  using ((select security.may('assistance.refer')) and from_organisation_id = any ((select security.viewer_organisations())::uuid[]) and state = 'sent')
  with check (from_organisation_id = any ((select security.viewer_organisations())::uuid[]) and state = 'taken_back'
    and ended_by = (select security.viewer_staff()));
-- Its last day, the consent, and erasure.
grant select, update (state, ended_at, version) on assistance.packet to {{definer}};
create policy definer_reads on assistance.packet for select to {{definer}} using (version > 0);
create policy definer_ends on assistance.packet for update to {{definer}}
  using (state in ('sent', 'accepted')) with check (state in ('withdrawn', 'expired'));
