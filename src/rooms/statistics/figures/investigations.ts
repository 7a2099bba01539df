import type { Figure } from '../facts.ts';
import { byForm, lastQualification } from './justice-parts.ts';

/** Criminal cases that were opened, by what they were first and at last taken for, and those that were no trafficking after all. */
export const investigations: Figure = {
  id: 'investigations',
  version: 1,
  owner: 'prosecutes',
  about: null,
  measures: [
    {
      ...{
        id: 'opened',
        unit: 'investigations',
        lines: 'investigations',
        inferred: true,
        published: 'investigations_opened',
      },
      breakdowns: [
        { id: 'first_qualification', codeList: 'case-qualifications' },
        { id: 'last_qualification', codeList: 'case-qualifications' },
      ],
      dimensions: { form: byForm('last_qualification') },
    },
    {
      ...{ id: 'not_trafficking', unit: 'investigations', lines: 'investigations', inferred: true },
      published: 'investigations_found_not_thb',
    },
  ],
  spans: [],
  since: 2016,
  query: `with opened as (
  select e.id, e.subject_id, (e.data ->> 'on')::date as day, e.data ->> 'qualification' as qualification
  from journal.event_published e
  where e.type = 'proceedings.opened'
    and (e.data ->> 'on')::date between $from and $to
),
${lastQualification},
counted as (
  select o.subject_id, o.day, o.qualification as first, coalesce(c.qualification, o.qualification) as last,
    array_remove(array[o.id, c.id], null) as event_ids
  from opened o left join changed c on c.subject_id = o.subject_id
)
select 'opened' as measure, n.subject_id as counted, null::uuid as report_id, null::uuid as person_id, n.event_ids, n.day, s.by, s.code
from counted n cross join lateral (values ('first_qualification', n.first), ('last_qualification', n.last)) as s (by, code)
union all
select 'not_trafficking', n.subject_id, null, null, n.event_ids, n.day, null, null
from counted n where n.last = any ($otherwise)`,
  changedBy: ['proceedings.opened', 'proceedings.requalified'],
  parameters: (profile) => ({
    otherwise: profile
      .codeList('case-qualifications')
      .codes.filter(({ group }) => group !== 'trafficking')
      .map(({ code }) => code),
  }),
};
