import type { Figure } from '../facts.ts';
import { coreOffences, decisionsChange, lastQualification, standingDecisions } from './justice-parts.ts';

/** How sources call the three ways, as what stands on a sentence. */
const bySuspension = {
  breakdown: 'suspension',
  codes: { 'sursis intégral': ['full'], 'sursis partiel': ['part'], ferme: ['none'] },
} as const;

/** Prison sentences for trafficking: what of them was suspended, how long they are, for whom, in which instance. */
export const sentences: Figure = {
  id: 'sentences',
  version: 1,
  owner: 'prosecutes',
  about: null,
  measures: [
    {
      ...{ id: 'pronounced', unit: 'sentences', lines: 'sentences', inferred: true, published: 'sentences' },
      breakdowns: [
        { id: 'suspension', codeList: null, inWords: true },
        { id: 'length', codeList: null, inWords: true },
        { id: 'citizens', codeList: null, inWords: true },
        { id: 'form', codeList: 'case-qualifications' },
        { id: 'instance', codeList: null, inWords: true },
      ],
      dimensions: { form_of_sentence: bySuspension },
    },
  ],
  spans: [{ from: 2013, to: 2022 }],
  query: `with ${lastQualification},
${standingDecisions}
select 'pronounced' as measure, s.id as counted, null::uuid as report_id, null::uuid as person_id, array[s.id] as event_ids, s.day, p.by, p.code
from standing s join taken t on t.subject_id = s.subject_id
cross join lateral (values ('suspension', s.suspension), ('length', s.length), ('citizens', s.citizens), ('form', t.form),
  ('instance', s.instance)) as p (by, code)
where s.convicted
  and s.suspension is not null
  and s.day between $from and $to`,
  changedBy: decisionsChange,
  parameters: (profile) => ({ core: coreOffences(profile) }),
};
