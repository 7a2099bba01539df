import type { Figure } from '../facts.ts';
import { findingsChange, indicationsFound, knownHumans, reportsChange } from './parts.ts';

/** Detected victims who were recruited over the internet, whoever reported them. */
export const recruitedOnline: Figure = {
  id: 'recruited-online',
  version: 1,
  owner: 'coordinates',
  about: null,
  measures: [
    {
      id: 'detected',
      unit: 'persons',
      inferred: true,
      published: 'recruited_online',
      covers: ['recruitment'],
      breakdowns: [{ id: 'channel', codeList: 'recruitment-channel' }],
    },
  ],
  spans: [
    { from: 2019, to: 2020 },
    { from: 2021, to: 2023 },
  ],
  query: `with recursive ${knownHumans},
${indicationsFound},
reported as (
  select human.first_id, p.id, p.report_id, p.recruitment_channel,
    (r.sent_at at time zone $zone)::date as day
  from referrals.report_person_published p
  join human on human.id = p.id
  join referrals.report_published r on r.id = p.report_id
  where r.redirected_reason is null
),
first_reported as (
  select first_id, min(day) as day from reported group by first_id
)
select 'detected' as measure, p.first_id as counted, p.report_id, p.id as person_id, found.event_ids,
  f.day, min(p.recruitment_channel) over (partition by p.first_id) as code
from reported p
join first_reported f on f.first_id = p.first_id
join found on found.first_id = p.first_id
where p.recruitment_channel = any ($online) and f.day between $from and $to`,
  changedBy: [...reportsChange, ...findingsChange],
  parameters: (profile) => ({
    zone: profile.timeZone,
    online: profile
      .codeList('recruitment-channel')
      .codes.filter(({ group }) => group === 'online')
      .map(({ code }) => code),
  }),
};
