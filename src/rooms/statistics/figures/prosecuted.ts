import type { Figure } from '../facts.ts';
import { byCitizenship } from './justice-parts.ts';

/** Persons charged for the first time in a criminal case of trafficking. */
export const prosecuted: Figure = {
  id: 'prosecuted',
  version: 1,
  owner: 'prosecutes',
  about: null,
  measures: [
    {
      ...{ id: 'persons', unit: 'persons', lines: 'accused', inferred: true, published: 'prosecuted_persons' },
      breakdowns: [{ id: 'citizens', codeList: null, inWords: true }],
      dimensions: { citizenship: byCitizenship },
    },
  ],
  spans: [],
  since: 2021,
  query: `select 'persons' as measure, e.id as counted, null::uuid as report_id, null::uuid as person_id, array[e.id] as event_ids,
  (e.data ->> 'on')::date as day, 'citizens' as by, e.data ->> 'citizens' as code
from journal.event_published e
where e.type = 'proceedings.charged'
  and e.data ->> 'first' = 'true'
  and (e.data ->> 'on')::date between $from and $to`,
  changedBy: ['proceedings.charged'],
  parameters: () => ({}),
};
