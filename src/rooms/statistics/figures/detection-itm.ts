import type { Figure } from '../facts.ts';
import { findingsChange, indicationsFound, knownHumans, reportsChange, wholeReports } from './parts.ts';

/** Reports the labour inspectorate transmitted, the persons they concern, and the detected victims they resulted in. */
export const detectionByInspectorate: Figure = {
  id: 'detection-itm',
  version: 1,
  owner: 'coordinates',
  about: 'inspects_labour',
  measures: [
    { id: 'reports', unit: 'reports', inferred: false, published: 'itm_reports' },
    { id: 'persons', unit: 'persons', inferred: false, published: 'itm_potential_victims' },
    { id: 'detected', unit: 'persons', inferred: true, published: 'itm_victims_detected' },
  ],
  spans: [
    { from: 2019, to: 2020 },
    { from: 2021, to: 2023 },
  ],
  query: `with recursive ${wholeReports},
${knownHumans},
${indicationsFound},
sent as (
  select r.id, whole.origin, (r.sent_at at time zone $zone)::date as day
  from referrals.report_published r
  join whole on whole.id = r.id
  join directory.organisation_published o on o.id = r.sender_organisation_id
  where o.code = any ($bodies)
    and r.redirected_reason is null
    and (r.sent_at at time zone $zone)::date between $from and $to
),
concerned as (
  select human.first_id, p.id, sent.id as report_id, sent.day
  from sent
  join referrals.report_person_published p on p.report_id = sent.id
  join human on human.id = p.id
)
select 'reports' as measure, sent.origin as counted, sent.id as report_id, null::uuid as person_id,
  array(select e.id from journal.event_published e
    where e.type = 'referrals.report_sent' and e.report_id = sent.origin) as event_ids, sent.day, null as code
from sent
union all
select 'persons', first_id, report_id, id, '{}', day, null from concerned
union all
select 'detected', c.first_id, c.report_id, c.id, found.event_ids, c.day, null
from concerned c join found on found.first_id = c.first_id`,
  changedBy: [...reportsChange, ...findingsChange],
  parameters: (profile) => ({
    zone: profile.timeZone,
    bodies: profile.organisationsPlaying('inspects_labour').map(({ code }) => code),
  }),
};
