import type { Figure } from '../facts.ts';
import {
  byCitizenship,
  byForm,
  coreOffences,
  decisionsChange,
  lastQualification,
  standingDecisions,
} from './justice-parts.ts';

/** Persons convicted of trafficking, by form of exploitation and citizenship. */
export const convicted: Figure = {
  id: 'convicted',
  version: 1,
  owner: 'prosecutes',
  about: null,
  measures: [
    {
      ...{ id: 'persons', unit: 'persons', lines: 'accused', inferred: true, published: 'convicted_persons' },
      breakdowns: [
        { id: 'form', codeList: 'case-qualifications' },
        { id: 'citizens', codeList: null, inWords: true },
      ],
      dimensions: { form: byForm('form'), citizenship: byCitizenship },
    },
  ],
  spans: [{ from: 2013, to: 2022 }],
  query: `with ${lastQualification},
${standingDecisions}
select 'persons' as measure, s.id as counted, null::uuid as report_id, null::uuid as person_id, array[s.id] as event_ids, s.day, p.by, p.code
from standing s join taken t on t.subject_id = s.subject_id
cross join lateral (values ('form', t.form), ('citizens', s.citizens)) as p (by, code)
where s.convicted
  and s.day between $from and $to`,
  changedBy: decisionsChange,
  parameters: (profile) => ({ core: coreOffences(profile) }),
};
