import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plainDate } from '../../../platform/clock.ts';
import { countPersonsOnce } from '../../../main/matching/once.ts';
import type { Likeness, SourceOfOne } from '../facts.ts';
import { countOnce } from './once.ts';

const source = (counted: string, personIds: readonly string[] = [counted]): SourceOfOne => ({
  ...{ counted, personIds, reportIds: ['r'], eventIds: [], day: plainDate('2026-01-01') },
});
const likeness = (changes: Partial<Likeness>): Likeness => ({
  ...{ records: 10, persons: new Set(['a', 'b', 'c', 'd']), pairs: [], said: [] },
  ...changes,
});
const sure = { one: 'a', other: 'b', odds: 16, siblings: false };
const four = ['a', 'b', 'c', 'd'].map((id) => source(id));

describe('persons counted once', () => {
  test('nobody may be matched: no figure; nobody is alike: everybody counts', () => {
    assert.equal(countOnce(four, likeness({ persons: new Set() }), countPersonsOnce), null);
    assert.deepEqual(countOnce(four, likeness({}), countPersonsOnce), { low: 4, central: 4, high: 4 });
  });

  test('two that are surely one count once in every bound; who was not asked stands for one', () => {
    const found = countOnce([...four, source('e')], likeness({ pairs: [sure] }), countPersonsOnce);
    assert.deepEqual([found?.central, found?.high], [4, 4]);
    assert.ok((found?.low ?? 9) <= 4);
  });

  test('a probable pair widens the interval downwards only', () => {
    const found = countOnce(four, likeness({ pairs: [{ ...sure, odds: 4 }] }), countPersonsOnce);
    assert.equal(found?.high, 4);
    assert.ok((found?.low ?? 9) < 4);
  });

  test('what people said holds against every likeness, and persons known as one are not joined twice', () => {
    const said = [{ one: 'a', other: 'b', isSame: false }];
    assert.equal(countOnce(four, likeness({ pairs: [sure], said }), countPersonsOnce)?.high, 4);
    const same = [{ one: 'a', other: 'b', isSame: true }];
    assert.equal(countOnce(four, likeness({ said: same }), countPersonsOnce)?.high, 3);
    const merged = [source('a', ['a', 'b']), source('c')];
    assert.deepEqual(countOnce(merged, likeness({ pairs: [sure] }), countPersonsOnce)?.high, 2);
  });
});
