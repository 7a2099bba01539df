-- Seen and kept with the support it belongs to.
grant select, insert, update (state, attendance, reason, minutes, version) on assistance.session to {{casework}};
create policy support_reads on assistance.session for select to {{casework}}
  using (exists (select 1 from assistance.support s where s.id = session.support_id));
create policy support_writes on assistance.session for insert to {{casework}}
  with check (made_by = (select security.viewer_staff()) and exists (select 1 from assistance.support s where s.id = session.support_id));
create policy support_changes on assistance.session for update to {{casework}}
  using (exists (select 1 from assistance.support s where s.id = session.support_id));
-- What the person is shown of her own appointments (view assistance.appointment_published).
grant select on assistance.session to {{definer}};
create policy definer_reads on assistance.session for select to {{definer}} using (version > 0);
grant select on assistance.appointment_published to {{casework}}, {{definer}};
-- Planned with a service that sees the case no more (assistance.end_unseen).
grant update (state, reason, version) on assistance.session to {{definer}};
create policy definer_cancels on assistance.session for update to {{definer}}
  using (version > 0) with check (state = 'cancelled');
