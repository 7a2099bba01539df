import type { Figure } from '../facts.ts';

/** Calls of the hotline: those with a record by kind, language and hour; those without words apart, by kind and hour. */
export const hotlineCalls: Figure = {
  id: 'hotline-calls',
  version: 1,
  owner: 'supports',
  about: null,
  measures: [
    {
      ...{ id: 'recorded', unit: 'calls', lines: 'calls', inferred: true, published: null },
      breakdowns: [
        { id: 'call_kind', codeList: 'call-kinds' },
        { id: 'call_language', codeList: 'languages' },
        { id: 'call_hour', codeList: null },
      ],
    },
    {
      ...{ id: 'apart', unit: 'calls', lines: 'calls', inferred: true, published: null },
      breakdowns: [
        { id: 'apart_kind', codeList: 'call-kinds' },
        { id: 'apart_hour', codeList: null },
      ],
    },
  ],
  spans: [],
  since: 2026,
  query: `with came as (
  select c.id, c.kind, c.counts_apart, (c.began_at at time zone $zone)::date as day,
    to_char(c.began_at at time zone $zone, 'HH24') as hour, coalesce(c.language, 'unknown') as language
  from referrals.call_published c
  where (c.began_at at time zone $zone)::date between $from and $to
),
told as (
  -- A language of few calls could name the caller: those are one number.
  select came.*, case when count(*) over (partition by language, counts_apart) < ($least)::int then 'rare' else language end as spoken
  from came
),
noted as (
  select told.*, array(select e.id from journal.event_published e
    where e.subject_id = told.id and e.type in ('referrals.call_closed', 'referrals.call_counted') order by e.id) as event_ids
  from told
)
select 'recorded' as measure, n.id as counted, null::uuid as report_id, null::uuid as person_id, n.event_ids, n.day, s.by, s.code
from noted n cross join lateral (values ('call_kind', n.kind), ('call_language', n.spoken), ('call_hour', n.hour)) as s (by, code)
where not n.counts_apart
union all
select 'apart', n.id, null, null, n.event_ids, n.day, s.by, s.code
from noted n cross join lateral (values ('apart_kind', n.kind), ('apart_hour', n.hour)) as s (by, code)
where n.counts_apart`,
  changedBy: ['referrals.call_closed', 'referrals.call_counted', 'referrals.call_corrected'],
  parameters: (profile) => ({ zone: profile.timeZone, least: String(profile.hotline.figures.least_calls) }),
};
