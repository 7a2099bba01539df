-- Seen by its sender (and the body it was keyed in for) and, from delivery on, by its recipients.
-- What is sent comes in through referrals.insert_report alone.
grant select, insert on referrals.report to {{casework}};
grant update (state, urgency, urgency_rank, assigned_to, outcome, outcome_at, merged_into, version)
  on referrals.report to {{casework}};
create policy audience_reads on referrals.report for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or id in (select referrals.in_reach())));
-- The part that is split off keeps sender, date and audience of the whole.
create policy police_splits on referrals.report for insert to {{casework}}
  with check ((select security.may('referrals.split-merge')) and split_from is not null
    and referrals.is_part_of(split_from, sender_organisation_id, sent_at, audience)
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or split_from in (select referrals.in_reach())));
create policy police_works on referrals.report for update to {{casework}}
  using (audience && (select security.viewer_organisations()) and (select security.may('referrals.triage'))
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or id in (select referrals.in_reach())))
  with check (audience && (select security.viewer_organisations()) and (select security.may('referrals.triage')));
-- The reporter answers through referrals.answer_question, and writes nothing here.
grant select, insert, update (audience, state, version) on referrals.report to {{definer}};
create policy definer_delivers on referrals.report to {{definer}} using (state <> '') with check (state <> '');
create policy definer_takes_in on referrals.report as restrictive for insert to {{definer}}
  with check (state = 'transmitted' and split_from is null and merged_into is null and outcome is null);
-- The worker looks for what waits too long.
grant select (id, urgency_rank, state) on referrals.report to {{worker}};
create policy worker_watches on referrals.report for select to {{worker}} using (state = 'transmitted');
grant select (id, on_behalf_organisation_id, sender_organisation_id, intake_channel, route, how_came_to_light, urgency, urgency_rank, in_danger,
  has_child, n_persons, commune, sent_at, state, outcome, outcome_at, merged_into, split_from)
  on referrals.report to {{statistics}};
create policy statistics_counts on referrals.report for select to {{statistics}} using (state <> '');
grant select on referrals.report_published to {{casework}}, {{statistics}};
