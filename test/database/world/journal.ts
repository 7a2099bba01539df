import { org } from '../actors.ts';
import { journalCheckAttempts, journalCheckRows } from './journal-checks.ts';
import { type Attempt, bytes, id, inserts, moment, type Row, row, self, updates, type Values } from './row.ts';
import type { Find } from './security.ts';

const event = (words: string, type: string, audience: readonly string[], seq = 1): Values => ({
  chain: org(words),
  seq,
  id: id(`event ${words} ${seq}`),
  type,
  at: moment,
  recorded_at: moment,
  subject_kind: 'report',
  subject_id: id('report delivered'),
  audience,
  data: { json: {} },
  body: '{}',
  prev: bytes(32),
  hash: bytes(32),
});
const checkpoint = (words: string): Values => ({
  id: id(`checkpoint ${words}`),
  note: 'x',
  signature: bytes(64),
  public_key: bytes(32),
});

/** Events that hang on something, told to SPJ and ITM; in a chain that nothing else is added to. */
const hanging = (kind: string, seq: number, on: Values): readonly Row[] => [
  row('journal.event', kind, { ...event('CNVV', 'cases.changed', [org('SPJ'), org('ITM')], seq), ...on }),
];

/** Events of two bodies, the ends of their chains, a checkpoint. */
export const journalRows = (): Row[] => [
  ...journalCheckRows(),
  row('journal.event', 'of a report, ITM and SPJ', event('ITM', 'referrals.report_sent', [org('ITM'), org('SPJ')])),
  row('journal.event', 'of a person, SPJ alone', event('SPJ', 'identification.decided', [org('SPJ')])),
  row('journal.event', 'of a criminal case, PQT-LUX alone', {
    ...event('CNVV', 'proceedings.opened', [org('PQT-LUX')], 6),
  }),
  ...hanging('of a case', 2, { case_id: id('case main') }),
  ...hanging('of a case out of reach', 3, { case_id: id('case offered') }),
  ...hanging('of a report', 4, { report_id: id('report delivered') }),
  ...hanging('of somebody in a case', 5, { person_id: id('person shared') }),
  row('journal.event', 'of staff, ONA alone', event('ONA', 'directory.person_added', [org('ONA')])),
  row('journal.event', 'of an opening, CNVV alone', {
    ...event('CNVV', 'identity.opened', [org('CNVV')]),
    ...{ subject_id: id('subject for ITM'), data: { json: { compartments: ['identity'], purpose: 'support' } } },
  }),
  ...['ITM', 'SPJ', 'ONA'].map((code) =>
    row('journal.head', `of ${code}`, { chain: org(code), seq: 1, hash: bytes(32) }, ['chain']),
  ),
  row('journal.checkpoint', 'one', checkpoint('one')),
];

export const journalAttempts = (find: Find): Attempt[] => [
  ...journalCheckAttempts(find),
  inserts('journal.event', 'past the chain', event('ITM', 'referrals.x', [org('ITM')], 2)),
  updates('rewrite it', find('journal.event', 'of a report, ITM and SPJ'), "data = '{}'"),
  updates('wind back', find('journal.head', 'of ITM'), 'seq = 0'),
  inserts('journal.head', 'a new chain', { chain: self, seq: 0, hash: bytes(32) }),
  inserts('journal.checkpoint', 'a fresh one', checkpoint('fresh')),
  updates('rewrite it', find('journal.checkpoint', 'one'), "note = 'y'"),
];
