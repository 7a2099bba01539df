import { org } from '../actors.ts';
import type { Call } from './calls.ts';
import { type Attempt, day, id, inserts, moment, own, type Row, row, self, updates, type Values } from './row.ts';
import type { Find } from './security.ts';

const support = (words: string, more: Values = {}): Values => ({
  ...{ id: id(`assistance ${words}`), case_id: id('case main'), organisation_id: org('INFOTRAITE'), state: 'active' },
  ...{ since: day, begun_by: id('worker'), begun_at: moment, ...more },
});

const of = (words: string): Values => ({ support_id: id(`assistance ${words}`) });
const made = { made_by: id('worker'), made_at: moment };

const step = (words: string, more: Values = {}): Values => ({
  ...{
    id: id(`assistance step ${words}`),
    ...of(words),
    event: 'plan',
    to_state: 'active',
    on_day: day,
    ...made,
    ...more,
  },
});
const assessment = (words: string, more: Values = {}): Values => ({
  ...{ id: id(`assessment ${words}`), ...of(words), kind: 'danger', levels: ['contact:high'], made_on: day },
  ...{ valid_until: '2026-04-02', ...made, ...more },
});
const goal = (words: string, more: Values = {}): Values => ({
  ...{
    id: id(`goal ${words}`),
    ...of(words),
    service: 'S5',
    set_on: day,
    set_by: id('worker'),
    set_at: moment,
    ...more,
  },
});
const session = (words: string, more: Values = {}): Values => ({
  ...{
    id: id(`appointment ${words}`),
    ...of(words),
    kind: 'legal',
    place: 'office',
    planned_at: moment,
    ...made,
    ...more,
  },
});

const kinds = ['of INFOTRAITE', 'of MJ', 'of INFOTRAITE on a case of PQT-DIE'] as const;
const names = { 'of INFOTRAITE': 'main', 'of MJ': 'ministry', 'of INFOTRAITE on a case of PQT-DIE': 'foreign' };

/** Three supports: one that the service sees, one of another body, one on a case it does not see; and what hangs on each. */
export const assistanceRows = (): Row[] => [
  row('assistance.support', kinds[0], support('main')),
  row('assistance.support', kinds[1], support('ministry', { organisation_id: org('MJ') })),
  row('assistance.support', kinds[2], support('foreign', { case_id: id('case foreign') })),
  ...kinds.flatMap((kind) => [
    row('assistance.step', kind, step(names[kind])),
    row('assistance.assessment', kind, assessment(names[kind])),
    row('assistance.goal', kind, goal(names[kind])),
    row('assistance.session', kind, session(names[kind])),
  ]),
];

const somebody = id('somebody');

const supportAttempts = (find: Find): Attempt[] => {
  const begins = (name: string, more: Values): Attempt =>
    inserts('assistance.support', name, support('fresh', { organisation_id: own, begun_by: self, ...more }));
  return [
    begins('on the second case', { case_id: id('case free') }),
    begins('on a case of PQT-DIE', { case_id: id('case foreign too') }),
    begins('for another body', { case_id: id('case free'), organisation_id: org('CARITAS') }),
    begins('in another’s name', { case_id: id('case free'), begun_by: somebody }),
    ...kinds.map((kind) => updates(`change that ${kind}`, find('assistance.support', kind), "state = 'suspended'")),
  ];
};

type Making = { readonly table: string; readonly make: (words: string, more?: Values) => Values; readonly by: string };

const hanging: readonly Making[] = [
  { table: 'assistance.step', make: step, by: 'made_by' },
  { table: 'assistance.assessment', make: assessment, by: 'made_by' },
  { table: 'assistance.goal', make: goal, by: 'set_by' },
  { table: 'assistance.session', make: session, by: 'made_by' },
];

const hangingAttempts = ({ table, make, by }: Making): Attempt[] => {
  const writes = (name: string, words: string, author: string): Attempt =>
    inserts(table, name, make(words, { id: id(`fresh ${table}`), [by]: author }));
  return [
    ...kinds.map((kind) => writes(`to that ${kind}`, names[kind], self)),
    writes('in another’s name', 'main', somebody),
  ];
};

/** What is tried on supports and what hangs on them. */
export const assistanceAttempts = (find: Find): Attempt[] => [
  ...supportAttempts(find),
  ...hanging.flatMap(hangingAttempts),
  ...kinds.flatMap((kind) => [
    updates(`end that ${kind}`, find('assistance.goal', kind), `state = 'not', reason = 'other', ended_on = '${day}'`),
    updates(`cancel that ${kind}`, find('assistance.session', kind), "state = 'cancelled', reason = 'ill'"),
  ]),
];

const reminds = (name: string, until: string): Call => ({
  function: 'assistance.remind',
  name,
  sql: `select set_task from assistance.remind('${until}', now(), 50) where of_case = '${id('case main')}'`,
});

/** The worker's reminders. */
export const assistanceCalls = (): Call[] => [
  reminds('of an assessment that ends', '2026-04-02'),
  reminds('of one that holds', '2026-04-01'),
];
