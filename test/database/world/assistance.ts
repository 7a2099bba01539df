import { org } from '../actors.ts';
import type { Call } from './calls.ts';
import { type Attempt, day, id, inserts, moment, own, type Row, row, self, updates, type Values } from './row.ts';
import type { Find } from './security.ts';

const support = (words: string, more: Values = {}): Values => ({
  ...{ id: id(`assistance ${words}`), case_id: id('case main'), organisation_id: org('INFOTRAITE'), state: 'active' },
  ...{ since: day, law_on: day, begun_by: id('worker'), begun_at: moment, ...more },
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

const aid = (words: string, more: Values = {}): Values => ({
  ...{ id: id(`aid ${words}`), ...of(words), amount_cents: 30_000, currency: 'EUR', ground: 'food', payer: 'service' },
  ...{ on_day: day, state: 'asked', limit_cents: 20_000, asked_by: id('worker'), asked_at: moment, ...more },
});
const translation = (words: string, more: Values = {}): Values => ({
  ...{ id: id(`translation ${words}`), ...of(words), kind: 'document', from_language: 'uk', to_language: 'fr' },
  ...{ confidentiality: 'personal', cost_cents: 100, currency: 'EUR', payer: 'service', ordered_on: day, due_on: day },
  ...{ ordered_by: id('worker'), ...more },
});
const conference = (words: string, more: Values = {}): Values => ({
  ...{ id: id(`conference ${words}`), ...of(words), held_on: day, bodies: ['SPJ'], points: ['stay'] },
  ...{ written_by: id('worker'), written_at: moment, ...more },
});
const closing = (words: string, more: Values = {}): Values => ({
  ...{ ...of(words), ending: 'victims_choice', exit_to: ['none'], exit_handed: true },
  ...{ closed_by: id('worker'), closed_at: moment, ...more },
});
const interpreter = (words: string, body: string, more: Values = {}): Values => ({
  ...{ id: id(`interpreter ${words}`), organisation_id: org(body), number: 'INT-1', languages: ['uk'], remote: true },
  ...{ added_by: id('worker'), added_at: moment, ...more },
});
const funding = (words: string, body: string, more: Values = {}): Values => ({
  ...{ id: id(`funding ${words}`), organisation_id: org(body), team: 'SAVTEH', starts_on: day, ends_on: day },
  ...{
    weekly_minutes: 1200,
    payer: 'ministry',
    amount_cents: null,
    currency: 'EUR',
    added_by: id('worker'),
    added_at: moment,
  },
  ...more,
});
const conflict = (words: string, more: Values = {}): Values => ({
  ...{ id: id(`conflict ${words}`), ...of(words), interpreter_id: id('interpreter ours'), ground: 'refused' },
  ...{ set_by: id('worker'), set_at: moment, ...more },
});

const answered = { answered_by: id('somebody'), answered_at: moment };

const kinds = ['of INFOTRAITE', 'of MJ', 'of INFOTRAITE on a case of PQT-DIE'] as const;
const names = { 'of INFOTRAITE': 'main', 'of MJ': 'ministry', 'of INFOTRAITE on a case of PQT-DIE': 'foreign' };

const over = { state: 'ended', ended_on: day };

/** Three supports: one that the service sees, one of another body, one on a case it does not see; and what hangs on each. */
export const assistanceRows = (): Row[] => [
  row('assistance.support', kinds[0], support('main')),
  // Ended long ago, to be closed: the living ones are closed already in this small world.
  row('assistance.support', 'of INFOTRAITE, over', support('over', over)),
  row('assistance.support', 'of MJ, over', support('ministry over', { organisation_id: org('MJ'), ...over })),
  row('assistance.support', kinds[1], support('ministry', { organisation_id: org('MJ') })),
  row('assistance.aid', 'of INFOTRAITE, given', aid('given', { ...of('main'), state: 'given', ...answered })),
  row('assistance.interpreter', 'of INFOTRAITE', interpreter('ours', 'INFOTRAITE')),
  row('assistance.interpreter', 'of MJ', interpreter('theirs', 'MJ')),
  row('assistance.interpreter', 'of INFOTRAITE, another', interpreter('other', 'INFOTRAITE', { number: 'INT-2' })),
  row('assistance.funding', 'of INFOTRAITE', funding('ours', 'INFOTRAITE')),
  row(
    'assistance.funding',
    'of INFOTRAITE, taken out',
    funding('out', 'INFOTRAITE', { withdrawn_by: id('worker'), withdrawn_at: moment }),
  ),
  row('assistance.funding', 'of MJ', funding('theirs', 'MJ')),
  row('assistance.support', kinds[2], support('foreign', { case_id: id('case foreign') })),
  row(
    'assistance.session',
    'of INFOTRAITE on a case of PQT-DIE, cancelled',
    session('called off', { ...of('foreign'), state: 'cancelled', reason: 'ill' }),
  ),
  ...kinds.flatMap((kind) => [
    row('assistance.step', kind, step(names[kind])),
    row('assistance.assessment', kind, assessment(names[kind])),
    row('assistance.goal', kind, goal(names[kind])),
    row('assistance.session', kind, session(names[kind])),
    row('assistance.aid', kind, aid(names[kind])),
    row('assistance.translation', kind, translation(names[kind])),
    row('assistance.conference', kind, conference(names[kind])),
    row('assistance.closing', kind, closing(names[kind]), ['support_id']),
    row('assistance.interpreter_conflict', kind, conflict(names[kind])),
  ]),
];

const somebody = id('somebody');

const missed = "state = 'missed', attendance = 'no', reason = 'other'";
const takenBack = `state = 'ended', ended_on = '${day}', reason = 'consent_withdrawn'`;

const supportAttempts = (find: Find): Attempt[] => {
  const begins = (name: string, more: Values): Attempt =>
    inserts('assistance.support', name, support('fresh', { organisation_id: own, begun_by: self, ...more }));
  return [
    begins('on the second case', { case_id: id('case free') }),
    begins('on a case of PQT-DIE', { case_id: id('case foreign too') }),
    begins('for another body', { case_id: id('case free'), organisation_id: org('CARITAS') }),
    begins('in another’s name', { case_id: id('case free'), begun_by: somebody }),
    ...kinds.map((kind) => updates(`change that ${kind}`, find('assistance.support', kind), "team = 'T1'")),
    updates('pause that of INFOTRAITE', find('assistance.support', kinds[0]), "state = 'suspended'"),
    updates('end that of INFOTRAITE, the consent taken back', find('assistance.support', kinds[0]), takenBack),
    updates('end once more what is over', find('assistance.support', 'of INFOTRAITE, over'), takenBack),
  ];
};

type Making = { readonly table: string; readonly make: (words: string, more?: Values) => Values; readonly by: string };

const hanging: readonly Making[] = [
  { table: 'assistance.step', make: step, by: 'made_by' },
  { table: 'assistance.assessment', make: assessment, by: 'made_by' },
  { table: 'assistance.goal', make: goal, by: 'set_by' },
  { table: 'assistance.session', make: session, by: 'made_by' },
  { table: 'assistance.aid', make: aid, by: 'asked_by' },
  { table: 'assistance.translation', make: translation, by: 'ordered_by' },
  { table: 'assistance.conference', make: conference, by: 'written_by' },
];

const hangingAttempts = ({ table, make, by }: Making): Attempt[] => {
  const writes = (name: string, words: string, author: string): Attempt =>
    inserts(table, name, make(words, { id: id(`fresh ${table}`), [by]: author }));
  return [
    ...kinds.map((kind) => writes(`to that ${kind}`, names[kind], self)),
    writes('in another’s name', 'main', somebody),
  ];
};

const answers = (by: string): string => `state = 'given', answered_by = '${by}', answered_at = now()`;
const peopleAttempts = (find: Find): Attempt[] => {
  const adds = (name: string, more: Values): Attempt =>
    inserts(
      'assistance.interpreter',
      name,
      interpreter('fresh', 'INFOTRAITE', { number: 'INT-9', added_by: self, ...more }),
    );
  const excludes = (name: string, words: string, more: Values = {}): Attempt =>
    inserts(
      'assistance.interpreter_conflict',
      name,
      conflict(words, { id: id('conflict fresh'), interpreter_id: id('interpreter other'), set_by: self, ...more }),
    );
  const ends = (name: string, more: Values): Attempt =>
    inserts('assistance.closing', name, closing('over', { closed_by: self, ...more }));
  return [
    adds('of her own body', { organisation_id: own }),
    adds('of another body', { organisation_id: org('CARITAS') }),
    adds('in another’s name', { organisation_id: own, added_by: somebody }),
    ...kinds.map((kind) => excludes(`to that ${kind}`, names[kind])),
    excludes('of an interpreter of MJ', 'main', { interpreter_id: id('interpreter theirs') }),
    excludes('in another’s name', 'main', { set_by: somebody }),
    ends('to one of INFOTRAITE', {}),
    ends('to one in another’s name', { closed_by: somebody }),
    ends('to one of MJ', { support_id: id('assistance ministry over') }),
    ...kinds.map((kind) => updates(`answer that ${kind}`, find('assistance.aid', kind), answers(self))),
    updates('answer again', find('assistance.aid', 'of INFOTRAITE, given'), answers(self)),
    updates('answer for somebody else', find('assistance.aid', 'of INFOTRAITE'), answers(somebody)),
    ...kinds.map((kind) =>
      updates(`receive that ${kind}`, find('assistance.translation', kind), `delivered_on = '${day}'`),
    ),
  ];
};

const takesOut = (by: string): string => `withdrawn_by = '${by}', withdrawn_at = now()`;
const fundingAttempts = (find: Find): Attempt[] => {
  const adds = (name: string, more: Values): Attempt =>
    inserts('assistance.funding', name, funding('fresh', 'INFOTRAITE', { payer: 'court', added_by: self, ...more }));
  const ours = find('assistance.funding', 'of INFOTRAITE');
  return [
    adds('for her own body', { organisation_id: own }),
    adds('for another body', { organisation_id: org('CARITAS') }),
    adds('in another’s name', { organisation_id: own, added_by: somebody }),
    adds('taken out already', { organisation_id: own, withdrawn_by: self, withdrawn_at: moment }),
    updates('take out one of INFOTRAITE', ours, takesOut(self)),
    updates('take out one of INFOTRAITE for somebody else', ours, takesOut(somebody)),
    updates('take out one taken out', find('assistance.funding', 'of INFOTRAITE, taken out'), takesOut(self)),
    updates('take out one of MJ', find('assistance.funding', 'of MJ'), takesOut(self)),
  ];
};

const consentAttempts = (find: Find): Attempt[] => [
  inserts(
    'assistance.step',
    'that the consent was taken back',
    step('main', {
      ...{ id: id('fresh step'), event: 'end', to_state: 'ended' },
      reason: 'consent_withdrawn',
      made_by: null,
    }),
  ),
  ...kinds.map((kind) => updates(`miss that ${kind}`, find('assistance.session', kind), missed)),
];

/** What is tried on supports and what hangs on them. */
export const assistanceAttempts = (find: Find): Attempt[] => [
  ...supportAttempts(find),
  ...consentAttempts(find),
  ...hanging.flatMap(hangingAttempts),
  ...peopleAttempts(find),
  ...fundingAttempts(find),
  ...kinds.flatMap((kind) => [
    updates(`end that ${kind}`, find('assistance.goal', kind), `state = 'not', reason = 'other', ended_on = '${day}'`),
    updates(`cancel that ${kind}`, find('assistance.session', kind), "state = 'cancelled', reason = 'ill'"),
    updates(`plan that ${kind}`, find('assistance.session', kind), "state = 'planned', reason = null"),
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
  ...(['INFOTRAITE', 'MJ'] as const).map((body) => ({
    ...{ function: 'assistance.capacity', name: `of ${body}` },
    sql: `select id from assistance.capacity('UTC') where organisation_id = '${org(body)}'`,
  })),
  { function: 'assistance.gaps', name: 'by quarter', sql: 'select quarter from assistance.gaps()' },
];
