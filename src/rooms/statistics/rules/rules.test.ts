import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { plainDate } from '../../../platform/clock.ts';
import { projectRoot } from '../../../platform/root.ts';
import { readProfile } from '../../../profile/index.ts';
import type { CountedRow, Figure, StoredCell, StoredRun } from '../facts.ts';
import { investigations } from '../figures/investigations.ts';
import { cellsOf, comparisons, conflictsOf, isSpan, periodOf, periodsOf, valueIn } from './index.ts';

const profile = readProfile(`${projectRoot}/profiles/luxembourg`);

const figure: Figure = {
  id: 'example',
  version: 1,
  owner: 'coordinates',
  about: null,
  measures: [
    { id: 'reports', unit: 'reports', inferred: false, published: 'itm_reports' },
    {
      id: 'persons',
      unit: 'persons',
      inferred: true,
      published: 'itm_potential_victims',
      breakdowns: [{ id: 'channel', codeList: 'recruitment-channel' }],
    },
  ],
  spans: [{ from: 2019, to: 2020 }],
  query: '',
  changedBy: [],
  parameters: () => ({}),
};

const runWith = (cells: readonly Partial<StoredCell>[]): StoredRun => ({
  ...{ id: 'r', figure: 'example', version: 1, computedAt: '', confirmedAt: '', queryHash: '' },
  cells: cells.map((cell) => ({
    id: 'c',
    period: '',
    measure: '',
    breakdown: null,
    code: null,
    value: 0,
    once: null,
    ...cell,
  })),
});

describe('periods', () => {
  test('are the published spans and every year from the first to today’s', () => {
    const ids = periodsOf(figure, plainDate('2022-01-01')).map(({ id }) => id);
    assert.deepEqual(ids, ['2019-2020', '2019', '2020', '2021', '2022']);
  });
  test('have no year before they begin', () => {
    assert.deepEqual(
      periodsOf(figure, plainDate('2018-12-31')).map(({ id }) => id),
      ['2019-2020'],
    );
  });
  test('last from the first day to the last', () => {
    assert.deepEqual(periodOf({ from: 2019, to: 2020 }), { id: '2019-2020', from: '2019-01-01', to: '2020-12-31' });
    assert.deepEqual([isSpan({ id: '2019-2020' }), isSpan({ id: '2019' })], [true, false]);
  });
});

const row = (more: Partial<CountedRow>): CountedRow => ({
  ...{ measure: 'persons', counted: 'a', report_id: 'r1', person_id: 'p1', event_ids: [], code: null },
  day: plainDate('2020-05-05'),
  ...more,
});
const period = periodOf({ from: 2019, to: 2020 });

describe('counting', () => {
  test('takes rows of the same thing as one and keeps all they stand for', () => {
    const rows = [
      row({ report_id: 'r2', person_id: 'p2', event_ids: ['e2'], day: plainDate('2020-06-06') }),
      row({ event_ids: ['e1', 'e2'] }),
      row({ counted: 'b' }),
    ];
    const total = cellsOf(figure, period, rows).find((cell) => cell.measure === 'persons' && cell.breakdown === null);
    assert.equal(total?.sources.length, 2);
    assert.deepEqual(total?.sources[0], {
      ...{ counted: 'a', reportIds: ['r1', 'r2'], personIds: ['p1', 'p2'], eventIds: ['e1', 'e2'] },
      day: '2020-05-05',
    });
  });
  test('gives nought where there is nothing', () => {
    assert.deepEqual(
      cellsOf(figure, period, []).map(({ measure, sources }) => [measure, sources.length]),
      [
        ['reports', 0],
        ['persons', 0],
      ],
    );
  });
  test('gives the same whatever the order of the rows, and breakdowns that add up to the total', () => {
    const rows = fc.array(
      fc.record({ counted: fc.constantFrom('a', 'b', 'c', 'd'), report_id: fc.constantFrom('r1', 'r2') }).map((part) =>
        // One thing has one code.
        row({ ...part, code: part.counted < 'c' ? 'street' : 'other' }),
      ),
    );
    fc.assert(
      fc.property(rows, fc.integer(), (given, turn) => {
        const at = given.length === 0 ? 0 : Math.abs(turn % given.length);
        const turned = [...given.slice(at), ...given.slice(0, at)];
        assert.deepEqual(cellsOf(figure, period, turned), cellsOf(figure, period, given));
        const [, total, ...parts] = cellsOf(figure, period, given);
        const sum = parts.reduce((all, { sources }) => all + sources.length, 0);
        assert.equal(sum, total?.sources.length);
        assert.equal(total?.sources.length, new Set(given.map(({ counted }) => counted)).size);
      }),
    );
  });
});

describe('published facts', () => {
  const run = runWith([
    { period: '2019-2020', measure: 'reports', value: 6 },
    { period: '2019-2020', measure: 'persons', value: 35 },
    { period: '2019', measure: 'reports', value: 2 },
    { period: '2019', measure: 'reports', breakdown: 'channel', code: 'street', value: 9 },
  ]);
  const verdicts = Object.fromEntries(
    comparisons(profile, figure, run).map(({ fact, agreement, computed }) => [fact.id, [agreement, computed]]),
  );
  test('agree, differ, count in another unit, or were not computed here', () => {
    assert.deepEqual(verdicts, {
      F099: ['agrees', 6],
      F100: ['differs', 35],
      F102: ['other_unit', 2],
      F103: ['not_computed', null],
      F104: ['not_computed', null],
    });
  });
  test('about a part stand beside that part, and beside nothing where we do not count it apart', () => {
    const opened = { period: '2018', measure: 'opened' };
    const counted = runWith([
      { ...opened, value: 9 },
      { ...opened, breakdown: 'last_qualification', code: 'thb_labour', value: 4 },
      { ...opened, breakdown: 'last_qualification', code: 'procuring', value: 5 },
    ]);
    const beside = new Map(comparisons(profile, investigations, counted).map((one) => [one.fact.id, one]));
    assert.deepEqual(
      ['F117', 'F118', 'F119', 'F120'].map((id) => [beside.get(id)?.agreement, beside.get(id)?.computed]),
      [
        ['differs', 9],
        ['agrees', 4],
        ['differs', 0],
        ['not_computed', null],
      ],
    );
  });
  test('of one conflict stand side by side', () => {
    const conflicts = conflictsOf(profile, comparisons(profile, figure, run));
    assert.deepEqual(
      conflicts.map(({ id, facts }) => [id, facts.map(({ fact }) => fact.id)]),
      [['CG-ITM', ['F099', 'F102']]],
    );
    assert.match(conflicts[0]?.text ?? '', /2 files in 2019/);
  });
  test('are compared with totals, never with a part', () => {
    assert.equal(valueIn(run, '2019', 'reports'), 2);
    assert.equal(valueIn(null, '2019', 'reports'), null);
  });
});
