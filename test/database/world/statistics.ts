import { type Attempt, bytes, day, id, inserts, moment, type Row, row, updates, type Values } from './row.ts';
import type { Find } from './security.ts';

const run = (words: string): Values => ({
  id: id(`run ${words}`),
  figure: 'detection-itm',
  version: 1,
  edition: 'staff',
  profile: 'luxembourg',
  query_hash: bytes(32),
  result_hash: bytes(32),
  computed_at: moment,
  confirmed_at: moment,
});
const cell = (words: string): Values => ({
  id: id(`cell ${words}`),
  run_id: id('run one'),
  period: words === 'one' ? '2023' : '2024',
  measure: 'reports',
  value: 3,
});
const source = (words: string): Values => ({
  cell_id: id('cell one'),
  counted: id(`counted ${words}`),
  report_ids: [id('report delivered')],
  person_ids: [],
  event_ids: [],
  day,
});

/** One figure with one number and what it is made of. */
export const statisticsRows = (): Row[] => [
  row('statistics.figure_run', 'one', run('one')),
  row('statistics.figure_cell', 'one', cell('one')),
  row('statistics.figure_source', 'one', source('one'), ['cell_id', 'counted']),
];

export const statisticsAttempts = (find: Find): Attempt[] => [
  inserts('statistics.figure_run', 'a fresh one', run('fresh')),
  inserts('statistics.figure_run', 'one confirmed later', { ...run('fresh'), confirmed_at: '2026-04-02T08:00:00Z' }),
  updates('confirm it', find('statistics.figure_run', 'one'), 'confirmed_at = now()'),
  updates('compute it anew', find('statistics.figure_run', 'one'), 'result_hash = query_hash'),
  inserts('statistics.figure_cell', 'a fresh one', cell('fresh')),
  updates('polish it', find('statistics.figure_cell', 'one'), 'value = 4'),
  inserts('statistics.figure_source', 'a fresh one', source('fresh')),
  updates('forget a source', find('statistics.figure_source', 'one'), "person_ids = '{}'"),
];
