-- Seen by the service on a case it sees; made in one's own name to a key one keeps (which only who refers sees), on a consent of the
-- person to this very body for these parts.
grant select, insert, update (state, received_on, outcome, ended_on, version) on assistance.sealed_packet to {{casework}};
create policy service_reads on assistance.sealed_packet for select to {{casework}}
  using ((select security.may('assistance.refer')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and exists (select 1 from cases.case_file c where c.id = sealed_packet.case_id));
create policy service_makes on assistance.sealed_packet for insert to {{casework}}
  with check (organisation_id = any ((select security.viewer_organisations())::uuid[])
    and made_by = (select security.viewer_staff()) and state = 'made'
    and exists (select 1 from cases.case_file c where c.id = sealed_packet.case_id and c.person_id = sealed_packet.person_id)
    and exists (select 1 from assistance.recipient_key k where k.id = sealed_packet.recipient_key_id and k.recipient_id = sealed_packet.recipient_id
      and k.confirmed_by is not null and k.revoked_by is null)
    and exists (select 1 from identity.consent n where n.id = sealed_packet.consent_id and n.person_id = sealed_packet.person_id
      and n.answer = 'given' and n.withdrawn_at is null and sealed_packet.recipient_id = any (n.organisations) and n.compartments @> sealed_packet.compartments));
create policy service_records on assistance.sealed_packet for update to {{casework}}
  using ((select security.may('assistance.refer')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and state in ('made', 'received', 'accepted') and exists (select 1 from cases.case_file c where c.id = sealed_packet.case_id))
  with check (organisation_id = any ((select security.viewer_organisations())::uuid[]) and state in ('received', 'accepted', 'refused', 'done'));
-- A consent taken back, and erasure: what was stored goes.
grant select, update (state, packet, version) on assistance.sealed_packet to {{definer}};
create policy definer_reads on assistance.sealed_packet for select to {{definer}} using (version > 0);
create policy definer_ends on assistance.sealed_packet for update to {{definer}} using (version > 0) with check (packet is null);
